/** What every request needs, beside a table of indications of which one is the patient's; and a choice one member of which the letter misses. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const policy = `TV-CT-05 CT of the Abdomen and Pelvis
In effect from April 1, 2026 — CPT 74176 to 74178

1 For every request

1.1 The member has been seen, in the office or by video, by the ordering clinician in the 30 days before the request.

2 Indications

Row\tIndication\tWhat must be on record
2A\tFlank pain, suspected stone\tHematuria, or a stone in the past.
2C\tUnintended weight loss\t(i) Loss of 5% or more of body weight within 6 months; and (ii) CBC and TSH in the 60 days before the request; and (iii) a chest radiograph in the 60 days before the request; and (iv) any one of: abdominal pain that has gone on for 4 weeks or longer; a palpable abdominal mass; hemoglobin below 11 g/dL.
2E\tHernia\tExamination uncertain and ultrasound uncertain. Weight loss has no part in it.
`;
const letter = `Plain Health Plan
October 6, 2026

Mr. Ansel Quirk
41 Hopyard Lane

Re: Determination no. TV-1006; member no. 8814-552; service 74177, CT of the abdomen and pelvis with contrast; diagnosis R63.4; received September 28, 2026

Dear Mr. Quirk:

We used our standard TV-CT-05. The CT is not medically necessary. No blood tests were reported. A chest radiograph, which the standard asks for, is not reported either.

You may appeal within 180 days.
`;
const note = `Polk County Internal Medicine
Patient: Ansel Quirk  DOB 03/08/1965
Date of visit: 09/24/2026

HPI
Pain in the upper belly since August 1, 2026. Unintended weight loss.

EXAM
Mild epigastric tenderness, no mass.

ASSESSMENT AND PLAN
Unintended weight loss (R63.4). Ordering CT of the abdomen and pelvis with contrast, 74177. Chest x-ray not done yet.
`;

it('holds the indication that fits, with what every request needs', () => {
  const { findings } = analyze(
    caseOf({ 'letter.txt': letter, 'policy.txt': policy, 'note.txt': note }, { today: '2026-10-20' }),
    rules,
  );
  const keys = findings.map(({ type, concept }) => `${type}/${concept}`);
  expect(keys).toContain('criterion-met/re-evaluation');
  expect(keys).toContain('criterion-unmet/prior-imaging');
  // The letter misses blood tests, which (ii) asks for; of (iv) the pain is met.
  expect(keys).toContain('criterion-met/symptom-duration');
});
