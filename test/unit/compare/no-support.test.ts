/** "Nothing answers this" is said only where what the record lacks is what the letter speaks of. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const result = (why: string, items: string, note: string) => {
  const { findings, pleaseCheck } = analyze(
    caseOf({
      'letter.pdf': `Osprey Health Plan\nApril 20, 2026\nMember: Ruth Calder\nMember ID: OHP55120\nDear Ms. Calder:\nWe denied MRI of the right knee (73721). Diagnosis M25.561. It is not medically necessary under policy OHP-12.\n${why}\nYou may appeal within 180 days.`,
      'policy.pdf': `Osprey Health Plan Medical Policy OHP-12\nMRI of the knee (73721)\nEffective January 1, 2026\nMRI of the knee is medically necessary when all of the following are met:\n${items}`,
      'note.pdf': `Eastlake Clinic\nOffice visit 04/02/2026\nPatient: Ruth Calder DOB 01/02/1971\n${/pain for/.test(note) ? '' : 'Right knee pain for two months. '}${note}\nPlan: MRI right knee 73721.\nA. Ruiz, MD`,
    }),
    rules,
  );
  return {
    found: findings.map(({ type, concept }) => `${type}/${concept}`),
    asked: pleaseCheck.map(({ concept }) => concept),
  };
};
const items =
  '1. Six weeks of physical therapy within the past six months.\n2. Radiographs of the knee within the past six months.';
const note = 'Physical therapy has not been started. XR right knee 03/28/2026: no fracture.';

describe('a denial that nothing in the folder answers', () => {
  it('is one where the letter misses what the record lacks', () => {
    const { found } = result('No physical therapy of six weeks was documented.', items, note);
    expect(found).toContain('criterion-unmet/physical-therapy');
    expect(found).toContain('no-support-found/MN');
  });

  it('is none where the letter speaks of something else', () => {
    const { found } = result('No locking or catching of the knee is described in the notes.', items, note);
    expect(found).not.toContain('criterion-unmet/physical-therapy');
    expect(found).not.toContain('no-support-found/MN');
  });

  it('is one though a question is open on what the letter does not speak of', () => {
    const { found } = result(
      'No physical therapy of six weeks was documented.',
      `${items}\n3. Joint effusion on examination.`,
      note,
    );
    expect(found).toContain('no-support-found/MN');
  });

  it('is left to the person where the record tells of something else that the letter misses', () => {
    const { found, asked } = result(
      'No physical therapy of six weeks was documented. No joint effusion was described in the notes.',
      `${items}\n3. Joint effusion on examination.`,
      `${note} Swelling comes and goes; on 03/28/2026 there was perhaps a small joint effusion.`,
    );
    expect(found).toContain('criterion-unmet/physical-therapy');
    expect(found).not.toContain('no-support-found/MN');
    expect(asked.length).toBeGreaterThan(0);
  });

  it.each([
    'No physical therapy of six weeks was documented. We have decided not to precertify the MRI of your knee.',
    'No physical therapy of six weeks was documented. Therefore the guideline is not met.',
  ])('is one where the rest of the letter only tells the decision: %s', (why) => {
    expect(result(why, items, note).found).toContain('no-support-found/MN');
  });

  const short = (weeks: string) =>
    result(
      'No physical therapy was documented. Your knee pain is of about three weeks only.',
      items,
      `${note} Right knee pain for ${weeks}.`,
    ).found;
  it('is one where letter and record count the weeks of pain alike, and none where the record counts more', () => {
    expect(short('three weeks')).toContain('no-support-found/MN');
    expect(short('seven weeks')).not.toContain('no-support-found/MN');
  });

  it('is one, whatever is open, where more than one thing that is asked for is missing', () => {
    const { found } = result(
      'No physical therapy of six weeks and no radiographs of the knee were documented. No joint effusion was described in the notes.',
      `${items}\n3. Joint effusion on examination.`,
      'Physical therapy has not been started. No films were taken. Swelling comes and goes; on 03/28/2026 there was perhaps a small joint effusion.',
    );
    expect(found).toContain('criterion-unmet/physical-therapy');
    expect(found).toContain('criterion-unmet/prior-imaging');
    expect(found).toContain('no-support-found/MN');
  });
});
