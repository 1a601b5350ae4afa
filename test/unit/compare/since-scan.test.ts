/** Time since the last scan of the kind: the letter's count against the record's last day. All invented. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const report = `Papillion Creek Hospital\nCT CHEST WITHOUT CONTRAST 11/20/2025\nFENTON, IRIS DOB 11/03/1964\nFindings: solid nodule 9 mm, right upper lobe.\nIMPRESSION: Solid nodule, 9 mm.\nB. Achter MD`;
const found = (said: string, told = 'Nodule on the CT of 11/20/2025.', ...more: readonly string[]) =>
  analyze(
    caseOf({
      'letter.txt': `Tern Health Plan\nJune 11, 2026\nMember: Iris Fenton\nRequest received: June 4, 2026\nService: 71250 CT of the chest without contrast\n\nThe scan is not medically necessary. ${said}\n\nYou may appeal within 180 days.`,
      'ct.txt': report,
      'notes.txt': `Bay Pulmonary\nVisit 06/02/2026\nPatient: Iris Fenton DOB 11/03/1964\nHPI: ${told}\nAssessment: lung nodule R91.1.\nPlan: CT chest 71250.\nA. Ruiz, MD`,
      ...Object.fromEntries(more.map((text, index) => [`more${index}.txt`, text])),
    }),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);
const key = 'denial-contradicted-by-record/interval';

it.each([
  'Fewer than three months have gone by since your last chest scan.',
  'Less than three months have passed since your last CT scan of the chest.',
  'It has been only two months since your previous scan.',
  'Your last CT was less than three months ago.',
  'Three months have not passed since your most recent chest CT.',
  'Only ten weeks have passed since the prior scan.',
])('is long over: %s', (said) => {
  expect(found(said)).toContain(key);
});

it.each([
  'Fewer than nine months have gone by since your last chest scan.',
  'Our policy asks for an interval of twelve months. Fewer than three months have gone by since your last chest scan.',
])('is not over, or not what the letter asks for: %s', (said) => {
  expect(found(said)).not.toContain(key);
});

const said = 'Fewer than three months have gone by since your last chest scan.';
it('counts from a later scan', () => {
  const later = report.replaceAll('11/20/2025', '04/28/2026');
  expect(found(said, 'Nodule on CT.', later)).not.toContain(key);
});
it('leaves a later scan of unknown day alone', () => {
  expect(found(said, 'New chest CT today shows the nodule unchanged.')).not.toContain(key);
});
it('minds no scan of another part', () => {
  const heart = `Bellevue Heart\nCT CALCIUM SCORE, HEART 04/11/2026\nFENTON, IRIS DOB 11/03/1964\nFindings: Agatston 88.\nIMPRESSION: Agatston 88.\nL. Orr MD`;
  expect(found(said, undefined, heart)).toContain(key);
});
