/** "Nothing answers this" is said only where what the record lacks is what the letter speaks of. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const result = (why: string, note = '') => {
  const { findings, pleaseCheck } = analyze(
    caseOf({
      'letter.pdf': `Osprey Health Plan\nApril 20, 2026\nMember: Ruth Calder\nMember ID: OHP55120\nDear Ms. Calder:\nWe denied MRI of the right knee (73721). Diagnosis M25.561. It is not medically necessary under policy OHP-12.\n${why}\nYou may appeal within 180 days.`,
      'policy.pdf': `Osprey Health Plan Medical Policy OHP-12\nMRI of the knee (73721)\nEffective January 1, 2026\nMRI of the knee is medically necessary when all of the following are met:\n1. Six weeks of physical therapy within the past six months.\n2. Joint effusion on examination.`,
      'note.pdf': `Eastlake Clinic\nOffice visit 04/02/2026\nPatient: Ruth Calder DOB 01/02/1971\nRight knee pain for two months. Exam: tender medial joint line. ${note}\nPlan: MRI right knee 73721.\nA. Ruiz, MD`,
    }),
    rules,
  );
  return {
    found: findings.map(({ type, concept }) => `${type}/${concept}`),
    asked: pleaseCheck.map(({ concept }) => concept),
  };
};

describe('a denial that nothing in the folder answers', () => {
  it('is one where the letter misses what the record lacks', () => {
    const { found } = result('No physical therapy was documented.');
    expect(found).toContain('criterion-unmet/physical-therapy');
    expect(found).toContain('no-support-found/MN');
  });

  it('is left to the person where the letter speaks of something else', () => {
    const { found, asked } = result(
      'No locking or catching of the knee is described in the notes.',
      'Physical therapy since 03/20/2026, two weeks so far.',
    );
    expect(found).toContain('criterion-unmet/physical-therapy');
    expect(found).not.toContain('no-support-found/MN');
    expect(asked).toContain('MN');
  });
});
