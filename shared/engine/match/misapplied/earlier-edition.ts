/**
 * The letter applied the numbers of an earlier edition. A policy's history says what was changed ("30 pack-years to
 * 20", "age from 55-77 to 50-80"): a letter that asks for two of the old numbers and none of the new ones was written
 * from the old text. One number alone may be a slip, and is told as asking for too much.
 */
import type { Span } from '../../../domain/page-text.ts';
import { oneLine } from '../../policy/outline/flow.ts';
import type { PolicyCase } from '../policy-case.ts';

export interface EarlierEdition {
  readonly denial: Span;
  readonly policy: Span;
  readonly old: readonly string[];
}

const number = String.raw`\d{1,3}(?:\.\d+)?`;
const range = String.raw`${number}(?:\s?(?:[-\u2013]|to|through)\s?${number})?`;
/** "55-77 to 50-80", "30 pack-years to 20", "lowered from 40 to 30": the old and the new. */
const changes: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<![\d.\u2013-])(${number}\s?[-\u2013]\s?${number})(?: [a-z-]+)? to (${number}\s?[-\u2013]\s?${number})`,
    'gi',
  ),
  new RegExp(
    String.raw`(?<![\d.\u2013-])(${number}) (?:pack-years?|years?|weeks?|months?|days?|points?|percent|mm|cm|visits?) to (${number})(?![\d\u2013-])`,
    'gi',
  ),
  new RegExp(String.raw`\b(?:from|of) (${range})(?: [a-z-]+){0,2} to (${range})(?![\d\u2013-])`, 'gi'),
];

/** The old numbers that the letter asks for; null where fewer than two, or where it asks for a new one too. */
export function earlierEdition(found: PolicyCase): EarlierEdition | null {
  const asked = found.input.denial.assertions.filter(
    ({ claim }) => claim === 'required' || claim === 'insufficient',
  );
  const letter = asked.map(({ span }) => oneLine(span.quote)).join(' ');
  const first = asked[0];
  if (first === undefined || !/\d/.test(letter)) return null;
  for (const section of found.policy.sections) {
    const text = oneLine(`${section.heading} ${section.span.quote}`);
    const pairs = changes.flatMap((change) =>
      [...text.matchAll(change)].map(([, before = '', after = '']) => ({ before, after })),
    );
    const old = [
      ...new Set(
        pairs
          .filter(({ before, after }) => asks(letter, before) && !asks(letter, after))
          .map(({ before }) => before),
      ),
    ];
    if (old.length >= 2 && pairs.every(({ after }) => !asks(letter, after)))
      return { denial: first.span, policy: section.span, old };
  }
  return null;
}

/** Whether all numbers of the words stand in the letter. */
function asks(letter: string, words: string): boolean {
  const numbers = words.match(/\d+(?:\.\d+)?/g) ?? [];
  return (
    numbers.length > 0 && numbers.every((each) => new RegExp(`(?<![\\d.])${each}(?![\\d])`).test(letter))
  );
}
