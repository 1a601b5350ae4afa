/** Time since a course of treatment: the letter's count against the record's last day. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const found = (said: string, told: string) =>
  analyze(
    caseOf(
      {
        'letter.pdf': `Tern Health Plan\nMay 22, 2026\nMember: Iris Fenton\nRequest received: May 18, 2026\nService: 78815 PET/CT skull base to mid-thigh\n\nThe scan is not medically necessary. ${said}\n\nYou may appeal within 180 days.`,
        'notes.pdf': `Bay Oncology\nVisit 05/11/2026\nPatient: Iris Fenton DOB 11/03/1964\n${told}\nPlan: PET/CT 78815.\nA. Ruiz, MD`,
      },
      { today: '2026-06-01' },
    ),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);
const key = 'denial-contradicted-by-record/interval';

it.each([
  ['Fewer than twelve weeks have passed since your radiation ended.', 'Chemoradiation completed 02/06/2026.'],
  ['Twelve weeks have not gone by since your last dose of radiation.', 'RT 70 Gy, last fraction 2/6/26.'],
  ['You finished radiation less than three months ago.', 'Radiation ended February 6, 2026.'],
  ['You finished radiation less than 12 weeks ago.', 'IMRT to the neck, finished on 02/06/2026.'],
  [
    'It has been only ten weeks since the last cycle of chemotherapy.',
    'Chemotherapy, last cycle on 02/06/2026.',
  ],
  [
    'The interval since completion of chemoradiation is shorter than twelve weeks.',
    'End of treatment (radiation) 02/06/2026.',
  ],
])('%s / %s', (said, told) => {
  expect(found(said, told)).toContain(key);
});

it.each([
  ['Radiation completed 04/06/2026.'],
  ['Radiation will be completed 02/06/2026.'],
  ['Radiation is expected to end 02/06/2026.'],
  ['Her sister had radiation, completed 02/06/2026.'],
  ['Radiation completed 02/06/2024. Second course of radiation completed 04/20/2026.'],
  ['Antibiotics completed 02/06/2026.'],
])('does not contradict with: %s', (told) => {
  expect(found('Fewer than twelve weeks have passed since your radiation ended.', told)).not.toContain(key);
});
