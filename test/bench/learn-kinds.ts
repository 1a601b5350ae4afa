/**
 * `node test/bench/learn-kinds.ts [FOLDER …]`: learns how each kind of paper talks from the labelled cases (test/fixtures/cases
 * and further folders of the same form) and writes resources/rules/kind-words.json. `--check` leaves each tenth of the cases
 * out in turn and says how many of its files are named rightly, by cues alone and with the words. The same bytes each time.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRules } from '../../electron/rules/load-rules.ts';
import { documentKinds, type DocumentKind } from '../../shared/domain/kinds.ts';
import type { KindRules, KindWords } from '../../shared/domain/rules.ts';
import { classifyDocuments } from '../../shared/engine/classify/classify.ts';
import { featuresOf } from '../../shared/engine/classify/vocabulary.ts';
import { caseNames, readCase, type LabelledCase } from '../support/case-store.ts';

const file = join(import.meta.dirname, '..', '..', 'resources', 'rules', 'kind-words.json');
const fixtures = join(import.meta.dirname, '..', 'fixtures', 'cases');
const folders = [fixtures, ...process.argv.slice(2).filter((word) => !word.startsWith('-'))];

/** A word counts when it stands in papers of this many cases: names of people and insurers do not. */
const leastCases = 4;
/** Passes over the pages, size of a step, and pull towards zero; more passes change no file's kind. */
const passes = 300;
const step = 0.5;
const pull = 1e-5;
/** Smaller weights are left out of the file: they change no kind and make it several times larger. */
const leastWeight = 0.35;

interface Page {
  readonly kind: number;
  readonly features: readonly string[];
}

function pagesOf(cases: readonly LabelledCase[]): readonly Page[] {
  return cases.flatMap(({ input, expected }) =>
    input.documents.flatMap(({ fileName, pages }) => {
      const kind = documentKinds.indexOf(expected.documents[fileName] as DocumentKind);
      if (kind < 0) return [];
      return pages
        .filter(({ text }) => text.trim() !== '')
        .map(({ text }) => ({ kind, features: [...featuresOf(text)] }));
    }),
  );
}

/** Words of enough cases, in order. */
function vocabularyOf(cases: readonly LabelledCase[]): readonly string[] {
  const count = new Map<string, number>();
  for (const { input } of cases) {
    const own = new Set(
      input.documents.flatMap(({ pages }) => pages.flatMap(({ text }) => [...featuresOf(text)])),
    );
    for (const feature of own) count.set(feature, (count.get(feature) ?? 0) + 1);
  }
  return [...count]
    .filter(([, cases]) => cases >= leastCases)
    .map(([feature]) => feature)
    .toSorted();
}

/** Multinomial logistic regression by full gradients with steps of their own for each weight (AdaGrad). */
function learn(cases: readonly LabelledCase[]): Pick<KindWords, 'bias' | 'weights'> {
  const vocabulary = vocabularyOf(cases);
  const place = new Map(vocabulary.map((feature, index) => [feature, index]));
  const kinds = documentKinds.length;
  const pages = pagesOf(cases).map(({ kind, features }) => ({
    kind,
    known: features.flatMap((feature) => place.get(feature) ?? []),
    length: Math.sqrt(features.length),
  }));
  const size = (vocabulary.length + 1) * kinds;
  const weights = new Float64Array(size);
  const gradient = new Float64Array(size);
  const squares = new Float64Array(size).fill(1e-8);
  const biasAt = vocabulary.length * kinds;
  const sums = new Float64Array(kinds);
  for (let pass = 0; pass < passes; pass += 1) {
    gradient.fill(0);
    for (const { kind, known, length } of pages) {
      for (let k = 0; k < kinds; k += 1) {
        let sum = 0;
        for (const at of known) sum += weights[at * kinds + k] ?? 0;
        sums[k] = sum / length + (weights[biasAt + k] ?? 0);
      }
      const highest = Math.max(...sums);
      let total = 0;
      for (let k = 0; k < kinds; k += 1) total += sums[k] = Math.exp((sums[k] ?? 0) - highest);
      for (let k = 0; k < kinds; k += 1) {
        const error = (sums[k] ?? 0) / total - (k === kind ? 1 : 0);
        gradient[biasAt + k] = (gradient[biasAt + k] ?? 0) + error;
        for (const at of known) gradient[at * kinds + k] = (gradient[at * kinds + k] ?? 0) + error / length;
      }
    }
    for (let at = 0; at < size; at += 1) {
      const slope = (gradient[at] ?? 0) / pages.length + pull * (weights[at] ?? 0);
      squares[at] = (squares[at] ?? 0) + slope * slope;
      weights[at] = (weights[at] ?? 0) - (step * slope) / Math.sqrt(squares[at] ?? 1);
    }
  }
  const row = (at: number): number[] =>
    documentKinds.map((_, k) => Math.round((weights[at * kinds + k] ?? 0) * 10) / 10);
  return {
    bias: row(vocabulary.length),
    weights: Object.fromEntries(
      vocabulary.flatMap((feature, at) => {
        const values = row(at);
        return values.some((value) => Math.abs(value) >= leastWeight) ? [[feature, values]] : [];
      }),
    ),
  };
}

function wrongIn(cases: readonly LabelledCase[], rules: KindRules): readonly string[] {
  return cases.flatMap(({ name, input, expected }) =>
    classifyDocuments(input, rules).flatMap(({ kind }, index) => {
      const fileName = input.documents[index]?.fileName ?? '';
      const wanted = expected.documents[fileName];
      return wanted === undefined || wanted === kind ? [] : [`${name} ${fileName}: ${kind}, not ${wanted}`];
    }),
  );
}

const { kinds: rules } = await loadRules();
const { scale, most } = rules.words;
const without: KindRules = {
  ...rules,
  words: { scale, most, bias: documentKinds.map(() => 0), weights: {} },
};
const cases = folders.flatMap((folder) => caseNames(folder).map((name) => readCase(folder, name)));
if (process.argv.includes('--check')) {
  const alone = wrongIn(cases, without);
  const both = Array.from({ length: 10 }, (_, part) => {
    const apart = cases.filter((_, index) => index % 10 === part);
    const words = { ...rules.words, ...learn(cases.filter((_, index) => index % 10 !== part)) };
    return wrongIn(apart, { ...rules, words });
  }).flat();
  const files = cases.reduce((sum, { input }) => sum + input.documents.length, 0);
  console.log(
    `${files} files. Wrong by cues alone: ${alone.length}; with words of the other nine tenths: ${both.length}`,
  );
  for (const each of both) console.log(`  ${each}`);
} else {
  const { reason } = JSON.parse(readFileSync(file, 'utf8')) as { reason: string };
  const { bias, weights } = learn(cases);
  const lines = Object.entries(weights).map(
    ([word, row]) => `    ${JSON.stringify(word)}: ${JSON.stringify(row)}`,
  );
  writeFileSync(
    file,
    `{\n  "reason": ${JSON.stringify(reason)},\n  "scale": ${scale},\n  "most": ${most},\n  "bias": ${JSON.stringify(bias)},\n  "weights": {\n${lines.join(',\n')}\n  }\n}\n`,
  );
  console.log(`${lines.length} words from ${cases.length} cases`);
}
