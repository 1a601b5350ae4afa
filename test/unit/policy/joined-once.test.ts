/** Policies that say once how all their lists are joined, and sentences that say no such thing. All invented. */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const list = `
Section 4. Suspected meniscal tear
4a. Swelling of the knee.
4b. A positive McMurray test.
4c. Locking of the knee.`;

function treeBehind(words: string): string {
  const policy = policyOf(`KS-3 Knee MRI\n${words}${list}`);
  return sketch(policy.sections.find(({ label }) => label === 'Section 4')?.tree);
}

describe('a list that does not say how it is joined', () => {
  it.each([
    'Part A. Reading this rule\nA scan is paid for when all numbered points of the one Part that fits are shown in dated papers.',
    'How to use this bulletin\nFind the section that fits. A request qualifies only if it satisfies each line of that section.',
    'General. Nothing in a section is optional: every lettered item must be documented in the chart.',
    'Instructions. Requests are approved when all the items under the matching heading are on file.',
    'Part 1 Rules of reading. The items of a part are cumulative unless the part says "any".',
    'Note to reviewers: the request must meet all criteria listed under the indication that applies.',
    'How sections work. Within a section, items are joined by "and" unless "or" is printed between them.',
  ])('asks for all where the policy says once: %s', (words) => {
    expect(treeBehind(words)).toBe('all(joint-effusion, provocative-test, mechanical-symptoms)');
  });

  it.each([
    'How sections work. Not all items of a section need to be met; one point of the list is enough.',
    'How sections work. All items of a section are reviewed by a nurse.',
    'All requests must be submitted with all points of contact shown on the form.',
    'How sections work. Not every point of a part has to be met.',
    'Section 3. Arthrography. Medically necessary if every line of this table is satisfied.',
  ])('stays open where it does not: %s', (words) => {
    expect(treeBehind(words)).toBe('any(joint-effusion, provocative-test, mechanical-symptoms)');
  });
});

it.each([
  [
    'Clinical Rule 88\nImaging of the Knee. Effective 1 April 2026.\nD1. HLA-B27 positive.',
    'Clinical Rule 88',
  ],
  [
    'Imaging Guideline 14\nKnee MRI\nPart A. HLA-B27 and BRCA1.\nA1. Pain for six weeks.',
    'Imaging Guideline 14',
  ],
  ['Standard 6: Knee\nIn force since May 2025\nS-2 Meniscus. Pain for six weeks.', 'Standard 6'],
  [
    'Review Protocol 31. Lumbar spine MRI\nC1. Pain for six weeks.\nC2. Physical therapy.',
    'Review Protocol 31',
  ],
  ['Imaging Standard 7 — Upper Extremity\nDocument no. UX-118, effective May 1 2026\nS1. Pain.', 'UX-118'],
])('names a policy by the words of its first line and not by an item: %s', (text, id) => {
  expect(policyOf(text).id).toBe(id);
});
