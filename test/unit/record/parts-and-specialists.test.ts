/** Parts of the body by other names, and specialists by their letterhead; all invented. */
import { expect, it } from 'vitest';
import { readRecords } from '../../../shared/engine/record/extract.ts';
import { pagesOf, rules } from '../engine-kit.ts';

const factsOf = (text: string, concept: string) =>
  readRecords([{ documentId: 'd', pages: pagesOf('d', text) }], rules.record, {
    name: 'Jordan Vale',
    birthDate: '1970-04-12',
  }).facts.filter((fact) => fact.concept === concept);

it.each([
  ['Midback pain, nine weeks now.', 'thoracic-spine'],
  ['Upper back pain for nine weeks.', 'thoracic-spine'],
  ['Back pain for nine weeks.', 'lumbar-spine'],
])('"%s" is of the %s', (words, region) => {
  const text = `CEDAR CLINIC\nPatient: Jordan Vale  DOB 04/12/1970\nVisit 05/04/2026 Reason: back pain recheck\nSubjective: ${words}\nPlan: rest.`;
  expect(factsOf(text, 'symptom-duration').map((fact) => fact.region)).toEqual([region]);
});

it('knows a specialist in infectious diseases by the letterhead', () => {
  const text =
    'Cedar Infectious Diseases - Consultation, May 4, 2026\nRe: Jordan Vale, born 04/12/1970\n\nFever for three weeks. CRP 80.\nOpinion: infection of the graft. I recommend PET/CT.\n\nR. Okafor, MD';
  expect(factsOf(text, 'specialist-evaluation').map(({ detail }) => detail)).toEqual([
    'infectious disease specialist',
  ]);
});

it('takes a test for infectious diseases for no visit', () => {
  const text =
    'CEDAR FAMILY CLINIC\nPatient: Jordan Vale  DOB 04/12/1970\nVisit 05/04/2026\nInfectious disease panel negative\nAssessment: cough.\nPlan: rest.';
  expect(factsOf(text, 'specialist-evaluation')).toEqual([]);
});
