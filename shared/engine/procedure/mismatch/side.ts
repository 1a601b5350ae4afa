/** The side that the letter speaks of against the side of the order. */
import type { Finding } from '../../../domain/finding.ts';
import { letterSpan } from '../../denial/letter-text.ts';
import { cite, makeFinding, sentenceAround } from '../../folder.ts';
import type { CaseContext } from '../../folder.ts';
import { limbOf, sideOf } from '../../scan-names.ts';
import { isOrderPage, isRecent, lineAt, ownRecords } from './own-pages.ts';

/** Side of the denied scan against the side of the order, for parts that have one. */
export function laterality(context: CaseContext): readonly Finding[] {
  const { denial, letter } = context.latest;
  const region = context.rules.scans.regions.find(({ id }) => id === denial.scan?.value.region);
  if (region === undefined || !region.lateral) return [];
  const words = context.rules.scans.regions
    .filter(({ id }) => limbOf(region.id).includes(id))
    .flatMap((near) => near.words);
  const named = sideWords(letter.text, words);
  const denied = [...new Set(named.map(({ side }) => side))];
  if (denied.length !== 1 || denied[0] === undefined || denied[0] === 'bilateral') return [];
  const until = denial.letterDate?.value ?? context.input.today;
  const orders = ownRecords(context).filter((entry) => isOrderPage(context, entry) && isRecent(entry, until));
  const found = orders.flatMap((entry) =>
    sideWords(entry.page.text, words).map((hit) => ({ entry, ...hit })),
  );
  const sides = [...new Set(found.map(({ side }) => side))];
  const other = found[0];
  const first = named[0];
  if (
    sides.length !== 1 ||
    other === undefined ||
    first === undefined ||
    sides[0] === denied[0] ||
    sides[0] === 'bilateral'
  )
    return [];
  const span = letterSpan(letter, first.start, first.end);
  if (span === null) return [];
  return [
    makeFinding(
      'fact-mismatch',
      'laterality',
      `The denial speaks of the ${denied[0]} ${region.name}; the order is for the ${other.side} one.`,
      [
        cite('denial', lineAt(context, span)),
        cite('record', sentenceAround(other.entry.page, other.start, other.end)),
      ],
      { ruleIds: ['fact.laterality'], steps: [`Letter: ${denied[0]}.`, `Order: ${other.side}.`] },
    ),
  ];
}

/** Places where a side stands right before or behind a word of the region. */
function sideWords(
  text: string,
  words: readonly string[],
): readonly {
  readonly side: 'left' | 'right' | 'bilateral';
  readonly start: number;
  readonly end: number;
}[] {
  const body = `(?:${words.join('|').replace(/ /g, String.raw`\s+`)})`;
  const pattern = new RegExp(
    String.raw`\b(left|right|bilateral|both|lt|rt)\.?\s+(?:\w+\s+){0,1}${body}\b|\b${body},?\s+(left|right|bilateral)\b`,
    'giu',
  );
  return [...text.matchAll(pattern)].flatMap((match) => {
    const side = sideOf(
      (match[1] ?? match[2] ?? '')
        .replace(/^lt$/i, 'left')
        .replace(/^rt$/i, 'right')
        .replace(/^both$/i, 'bilateral'),
    );
    return side === null ? [] : [{ side, start: match.index, end: match.index + match[0].length }];
  });
}
