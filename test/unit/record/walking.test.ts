/** A limp, a gait that spares a leg, and what a person leans on. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { isNormal, upperLimit } from '../../../shared/engine/record/labs/ranges.ts';
import { caseOf, rules } from '../engine-kit.ts';

const limitations = (words: string): string[] =>
  analyze(
    caseOf({ 'note.txt': `Office visit\nPatient: Ann Lee\nDate of visit: 05/04/2026\n\nEXAM\n${words}\n` }),
    rules,
  )
    .facts.filter(({ concept }) => concept === 'functional-limitation')
    .map(({ context, status }) => `${context.negation} ${status}`);

it.each([
  'Walks with slight limp.',
  'Arrives on 2 crutches.',
  'Without them: obvious antalgic gait R.',
  'Gait is antalgic on the right.',
  'Gait mildly antalgic.',
  'Ambulating with a cane.',
])('reads as a limitation: %s', (words) => {
  expect(limitations(words)).toEqual(['affirmed done']);
});

it.each([
  'No limp.',
  'Gait normal, walks without a limp.',
  'Non-antalgic gait.',
  'Gait non-antalgic.',
  'No antalgic gait.',
])('reads as none: %s', (words) => {
  expect(limitations(words)).not.toContain('affirmed done');
});

it('trusts no reference range whose ends a scan has turned round', () => {
  expect(isNormal('creatinine', 0.9, '0.9', undefined, '6.7-1.3')).not.toBe(false);
  expect(upperLimit('6.7-1.3')).toBeNull();
  expect(upperLimit('0.7-1.3')).toBe(1.3);
});
