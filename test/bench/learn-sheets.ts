/**
 * `node test/bench/learn-sheets.ts`: learns from the labelled cases (test/fixtures/cases) by which signs a page opens a paper
 * and by which it goes on, as their papers lie in piles of several orders, and writes resources/rules/learned/sheets.json.
 * `--check` leaves each tenth of the cases out in turn and says how many pages of it are told rightly. The same bytes each time.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import type { AnalysisInput } from '../../shared/domain/finding.ts';
import type { PageText } from '../../shared/domain/page-text.ts';
import type { SheetWeights } from '../../shared/domain/rules.ts';
import type { Sheet } from '../../shared/engine/classify/sheet-signs.ts';
import { opensPaper, sheetOf, sheetSigns } from '../../shared/engine/classify/sheet-signs.ts';
import { splitNotes } from '../../shared/engine/segment/notes.ts';
import { caseNames, readCase, type LabelledCase } from '../support/case-store.ts';

const file = join(import.meta.dirname, '..', '..', 'resources', 'rules', 'learned', 'sheets.json');
const root = join(import.meta.dirname, '..', 'fixtures', 'cases');

/** Orders in which each case's papers are laid: as named, from the last, and with strides that bring others together. */
const orders = 6;
const passes = 600;
const step = 0.3;
const pull = 3e-4;

type Document = AnalysisInput['documents'][number];

interface Pair {
  readonly where: string;
  readonly before: Sheet;
  readonly page: Sheet;
  readonly opens: boolean;
}

/** Every order is a walk through the papers by another stride, so that the same case gives different neighbours. */
function laid(documents: readonly Document[], order: number): readonly Document[] {
  if (order === 0) return documents;
  if (order === 1) return documents.toReversed();
  return documents
    .map((document, index) => ({
      document,
      key: (index * (2 * order + 1) + order) % (documents.length + 0.5),
    }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ document }) => document);
}

/** IMG_5521.jpg and IMG_5522.jpg may be sheets of one paper: whether they are is not labelled. */
function isNextPicture(a: string, b: string): boolean {
  const number = (name: string) => Number(/(\d+)\D*\.(?:jpe?g|png|heic)$/i.exec(name)?.[1] ?? Number.NaN);
  return Math.abs(number(a) - number(b)) <= 3;
}

/** Pages on which a note begins within its file: a paper of its own or not, as one takes it. */
function notesBegin(pages: readonly PageText[]): ReadonlySet<number> {
  return new Set(splitNotes(pages).flatMap(({ pieces }) => pieces[0]?.pageIndex ?? []));
}

function pairsOf({ name, input, expected }: LabelledCase): readonly Pair[] {
  const sheets = new Map(
    input.documents.flatMap(({ pages }) => pages.map((page) => [page, sheetOf(page)] as const)),
  );
  const pair = (a: PageText, b: PageText, opens: boolean, where: string): readonly Pair[] => {
    const before = sheets.get(a);
    const page = sheets.get(b);
    return before === undefined || page === undefined || a.text.trim() === '' || b.text.trim() === ''
      ? []
      : [{ before, page, opens, where: `${name} ${where}` }];
  };
  const within = input.documents.flatMap(({ fileName, pages }) => {
    const own = expected.documents[fileName] === 'medical-record' ? notesBegin(pages) : new Set<number>();
    return pages.flatMap((page, index) => {
      const before = pages[index - 1];
      return before === undefined || own.has(page.pageIndex)
        ? []
        : pair(before, page, false, `${fileName} p.${index + 1}`);
    });
  });
  const between = Array.from({ length: orders }, (_, order) => laid(input.documents, order)).flatMap(
    (documents) =>
      documents.flatMap((document, index) => {
        const before = documents[index - 1];
        const last = before?.pages.at(-1);
        const [first] = document.pages;
        return before === undefined ||
          last === undefined ||
          first === undefined ||
          isNextPicture(before.fileName, document.fileName)
          ? []
          : pair(last, first, true, `${before.fileName} | ${document.fileName}`);
      }),
  );
  return [...within, ...between];
}

/** Logistic regression by full gradients with steps of their own for each weight (AdaGrad); both answers weigh the same. */
function learn(pairs: readonly Pair[]): SheetWeights {
  const rows = pairs.map(({ before, page, opens }) => ({ signs: sheetSigns(before, page), opens }));
  const names = Object.keys(rows[0]?.signs ?? {});
  const opening = rows.filter(({ opens }) => opens).length;
  const weights = new Map<string, number>();
  const squares = new Map<string, number>();
  for (let pass = 0; pass < passes; pass += 1) {
    const slopes = new Map<string, number>();
    for (const { signs, opens } of rows) {
      const sum = names.reduce(
        (total, name) => total + (signs[name] ?? 0) * (weights.get(name) ?? 0),
        weights.get('') ?? 0,
      );
      const error =
        (1 / (1 + Math.exp(-sum)) - Number(opens)) / (2 * (opens ? opening : rows.length - opening));
      slopes.set('', (slopes.get('') ?? 0) + error);
      for (const name of names)
        if (signs[name] !== 0) slopes.set(name, (slopes.get(name) ?? 0) + error * (signs[name] ?? 0));
    }
    for (const name of ['', ...names]) {
      const slope = (slopes.get(name) ?? 0) + (name === '' ? 0 : pull * (weights.get(name) ?? 0));
      squares.set(name, (squares.get(name) ?? 1e-8) + slope * slope);
      weights.set(name, (weights.get(name) ?? 0) - (step * slope) / Math.sqrt(squares.get(name) ?? 1));
    }
  }
  const rounded = (name: string) => Math.round((weights.get(name) ?? 0) * 100) / 100;
  return { bias: rounded(''), weights: Object.fromEntries(names.map((name) => [name, rounded(name)])) };
}

const cases = caseNames(root).map((name) => pairsOf(readCase(root, name)));
if (process.argv.includes('--check')) {
  const told = Array.from({ length: 10 }, (_, part) => {
    const learned = learn(cases.filter((_, index) => index % 10 !== part).flat());
    return cases
      .filter((_, index) => index % 10 === part)
      .flat()
      .map((pair) => ({ ...pair, odds: opensPaper(pair.before, pair.page, learned) }));
  }).flat();
  const wrong = told.filter(({ odds, opens }) => odds > 0 !== opens);
  for (const { where, odds, opens } of wrong.toSorted((a, b) => Math.abs(b.odds) - Math.abs(a.odds)))
    console.log(`  ${opens ? 'opens  ' : 'goes on'} ${odds.toFixed(1).padStart(5)}  ${where}`);
  const count = (opens: boolean) =>
    `${wrong.filter((each) => each.opens === opens).length} of ${told.filter((each) => each.opens === opens).length}`;
  console.log(format('Wrong: %s pages that open a paper, %s that go on', count(true), count(false)));
} else {
  const { reason } = JSON.parse(readFileSync(file, 'utf8')) as { reason: string };
  writeFileSync(file, `${JSON.stringify({ reason, ...learn(cases.flat()) }, null, 2)}\n`);
}
