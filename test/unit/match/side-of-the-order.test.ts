/** Where letter and order name different sides, the side of the order counts: the one in the sentence of the scan. All papers are invented. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

it.each([
  'PLAN: MRI R HIP 73721-RT. Cane in L hand, limit weight bearing.',
  'Plan: MRI right hip 73721; left hip no complaint.',
  'Left knee better with the brace. Order: MRI of the right hip, 73721.',
])('takes the side from the words about the scan: %s', (plan) => {
  const { findings } = analyze(
    caseOf({
      'letter.pdf': `Alder Ridge Health\nMay 6, 2026\nMember: Tove Lindqvist\nMember ID: ARH 3310 882\nService requested: MRI, left hip, without contrast, 73721.  Diagnosis: M25.552\nDear Ms. Lindqvist:\nWe denied this request. It is not medically necessary under Medical Policy AR-60. No radiographs of the hip have been taken.\nYou may appeal within 180 days of receipt of this letter.`,
      'policy.pdf':
        'Alder Ridge Health\nMedical Policy AR-60: MRI of the hip\nEffective January 1, 2026\n\n1. Hip pain\nMRI is covered when all are shown:\na. radiographs of the hip;\nb. pain for four weeks.\n',
      'chart.pdf': `Millpond Clinic\nOffice visit 04/22/2026\nPatient: Tove Lindqvist   DOB 03/04/1962\nRight hip pain since January.\n${plan}\nJ. Abara, MD`,
      'film.pdf':
        'MILLPOND RADIOLOGY\nLindqvist, Tove   03/04/1962   Exam: AP PELVIS AND RIGHT HIP, 2 VIEWS\n04/20/2026\nIMPRESSION: No fracture.',
    }),
    rules,
  );
  expect(findings.map(({ type, concept }) => `${type}/${concept}`)).toContain(
    'denial-contradicted-by-record/prior-imaging',
  );
});
