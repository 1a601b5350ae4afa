/** Headings that no rule of situations knows, chosen by the words in which the records name the condition. */
import { expect, it } from 'vitest';
import { headingFit } from '../../../shared/engine/match/sections/heading-words.ts';
import { stemOf, wordsOf } from '../../../shared/engine/sentences/sentence-features.ts';
import { policyOf } from '../policy/support.ts';

const policy = policyOf(`CEDARBROOK HEALTH PLANS
CB-RAD-31 MRI of the Cervical Spine
Effective: 03/15/2026

B. CERVICAL SPINE
B-1. Neck pain without arm radiculitis. Approved when all are met:
B-1.1 plain films in the past year;
B-1.2 eight weeks of therapy.
B-2. Radiculopathy. Approved when all are met:
B-2.1 pain in the arm that follows a root;
B-2.2 six weeks of therapy.
`);
const fit = (record: string) => headingFit(policy, new Map(wordsOf(record).map((word) => [stemOf(word), 1])));

it('fits a heading whose telling words the records use', () => {
  expect(fit('A/P: C7 radiculopathy, right')('Radiculopathy', [])).toBeGreaterThan(1);
  expect(fit('A/P: neck strain')('Radiculopathy', [])).toBe(0);
});

it('counts neither what a heading excludes nor words of many headings', () => {
  expect(fit('A/P: radiculitis, neck pain')('Chronic pain without radiculitis', [])).toBe(0);
});

it('leaves headings to the rules of situations that know them', () => {
  expect(fit('A/P: radiculopathy')('Radiculopathy', ['situation.cervical-radiculopathy'])).toBe(0);
});
