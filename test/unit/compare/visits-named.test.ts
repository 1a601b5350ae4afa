/** A letter that names the last visit itself is not contradicted by that visit. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const found = (said: string) =>
  analyze(
    caseOf(
      {
        'letter.pdf': `Tern Health Plan\nMay 22, 2026\nMember: Iris Fenton\nRequest received: May 18, 2026\nService: 73221 MRI right shoulder\n\nThe scan is not medically necessary. You have not been examined again since treatment. ${said}\n\nYou may appeal within 180 days.`,
        'therapy.pdf': `Bay Physical Therapy\nDischarge summary 04/20/2026\nPatient: Iris Fenton DOB 11/03/1964\nRight shoulder. Physical therapy from 03/02/2026 to 04/20/2026, 12 visits. Discharged.`,
        'notes.pdf': `Bay Family Medicine\nFollow-up visit 04/28/2026\nPatient: Iris Fenton DOB 11/03/1964\nRight shoulder, finished therapy, no better.\nExam: Hawkins positive.\nPlan: MRI right shoulder 73221.\nA. Ruiz, MD`,
      },
      { today: '2026-06-01' },
    ),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);
const key = 'denial-contradicted-by-record/re-evaluation';

it('is contradicted by a visit after care that it does not know', () => {
  expect(found('')).toContain(key);
});

it('is not contradicted by the visit that it names', () => {
  expect(found('The most recent examination is that of April 28, before treatment was over.')).not.toContain(
    key,
  );
});
