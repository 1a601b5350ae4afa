/** A scan asked for again before its time: said where the dates show it and nothing that the policy takes instead is told. Invented. */
import { expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const result = (note: string, report: string): string[] =>
  analyze(
    caseOf({
      'letter.txt': `Osprey Health Plan\nApril 20, 2026\nMember: Ruth Calder\nMember ID: OHP55120\nDear Ms. Calder:\nWe denied MRI of the right knee (73721), requested on April 6, 2026. Diagnosis M25.561. It is not medically necessary under policy OHP-12. Your last MRI of this knee is too recent: twelve months have not passed, and no new injury is described.\nYou may appeal within 180 days.`,
      'policy.txt': `Osprey Health Plan Medical Policy OHP-12\nMRI of the knee (73721)\nEffective January 1, 2026\n\nA. First MRI of the knee. Covered when the knee has hurt for six weeks and radiographs were taken.\n\nB. Repeat MRI of the same knee. A second study is covered less than twelve months after the first only if one of these is shown:\n1. A new injury of the knee.\n2. New locking of the knee.\n3. The first study was of poor quality, as its report states.`,
      'note.txt': `Eastlake Clinic\nOffice visit 04/02/2026\nPatient: Ruth Calder DOB 01/02/1971\nRight knee pain for two months. ${note}\nPlan: MRI right knee 73721.\nA. Ruiz, MD`,
      'report.txt': `Eastlake Imaging\nPatient: Ruth Calder DOB 01/02/1971\nMRI of the right knee, without contrast\nExam date: ${report}\nImpression: small effusion, no tear.\nB. Tan, MD`,
    }),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);

it('says so where nothing has happened since', () => {
  expect(result('No new injury. No locking.', '11/03/2025')).toContain('criterion-unmet/interval');
});

it('does not where the time has passed, or what the policy takes instead is told', () => {
  expect(result('No new injury. No locking.', '02/03/2025')).not.toContain('criterion-unmet/interval');
  expect(result('Fell on the right knee on 03/20/2026, a new injury.', '11/03/2025')).not.toContain(
    'criterion-unmet/interval',
  );
});
