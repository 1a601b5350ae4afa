/** What a release sets aside and the record shows all the same is told as met; a later clear marrow takes nothing from the node. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const found = (policy: string, record: string): string[] =>
  analyze(
    caseOf({
      'letter.txt':
        'Fenwick Health\nMay 4, 2026\nMember: Ivo Tarn\nMember ID: FH20881\nRe: MRI of the lumbar spine (72148)\nDear Ivo Tarn:\nWe denied this request. It is not medically necessary under Fenwick Policy Q-3.\nThe notes do not show six weeks of physical therapy.\nYou may appeal within 180 days of receipt.',
      'policy.txt': `Fenwick Health\nMedical Policy Q-3\nEffective January 1, 2026\n${policy}\n`,
      'note.txt': `Brook Clinic\nOffice visit 04/20/2026\nPatient: Ivo Tarn   DOB 02/03/1975\nHPI: Low back pain since January, down the left leg.\n${record}\nPlan: MRI of the lumbar spine (72148).\nL. Ames, MD`,
    }),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);

const policy =
  'MRI of the lumbar spine (72148) is medically necessary when all of the following are met:\n1. Six weeks of physical therapy.\n2. Radiographs of the lumbar spine.\n3. A medicine for pain taken for two weeks.\nItems 1, 2 and 3 are not required when the examination shows weakness of 4 of 5 or less.';

describe('a section that is set aside', () => {
  it('still shows what of it the record meets', () => {
    const all = found(
      policy,
      'Naproxen 500 mg BID 2/2/2026 to 4/10/2026, no help.\nExam: left EHL 3/5, new weakness.\nX-ray of the lumbar spine 03/02/2026: no fracture.',
    );
    expect(all).toContain('exception-ignored/motor-deficit');
    expect(all).toContain('criterion-met/prior-imaging');
  });
  it('shows nothing that the record does not have', () => {
    const all = found(policy, 'Exam: left EHL 3/5, new weakness.');
    expect(all).toContain('exception-ignored/motor-deficit');
    expect(all.filter((each) => each.startsWith('criterion-'))).toEqual([]);
  });
});
