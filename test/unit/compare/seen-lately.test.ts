/** Visits that a letter misses: one in the policy's window, and one after treatment. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

function findings(claim: string, criterion: string, told: string, date = '05/12/2026'): readonly string[] {
  const { findings: found } = analyze(
    caseOf({
      'letter.txt': `Larch Health Plan\nMay 21, 2026\nMember: Nora Quist\nMember ID: LH2201\nService requested: MRI of the lumbar spine (72148)\nDear Nora Quist:\nWe have denied the MRI of the lumbar spine. It is not medically necessary under Medical Policy LS-9.\n${claim}\nYou may appeal within 180 days of receipt.\n`,
      'policy.txt': `Larch Health Plan\nMedical Policy LS-9: Lumbar Spine MRI\nEffective January 1, 2026\n\nMRI of the lumbar spine (72148) is medically necessary when ALL of the following are met:\n1. Radicular pain.\n2. ${criterion}\n`,
      'note.txt': `Fern Street Clinic\nOffice Visit\nDate of service: ${date}\nPatient: Nora Quist    DOB: 04/01/1972\n\nHPI:\nLow back pain with pain down the right leg since December 2025.\n${told}\n\nExam: Straight leg raise positive on the right.\n\nPlan: MRI lumbar spine 72148.\nM. Oduya, MD\n`,
    }),
    rules,
  );
  return found.map(({ type, concept }) => `${type}/${concept}`);
}

const contradicted = 'denial-contradicted-by-record/re-evaluation';
const recent = 'A visit with the ordering clinician within 60 days of the request.';
const after = 'Re-evaluation by the clinician after completion of conservative treatment.';

describe('a letter that misses a recent visit', () => {
  it.each([
    'There was no office visit within the last 60 days.',
    'You have not been seen by your doctor in the past 60 days.',
  ])('is answered by an examination of the window: %s', (claim) => {
    expect(findings(claim, recent, 'Worse with sitting.')).toContain(contradicted);
    expect(findings(claim, recent, 'Worse with sitting.', '02/02/2026')).not.toContain(contradicted);
  });
});

describe('a letter that misses a visit after treatment', () => {
  const claim = 'There is no record that you were re-evaluated after treatment.';
  it.each([
    'Follow-up after 7 weeks of PT (ended 04/30/2026), no better.',
    'Returns today having finished PT on 04/30/2026.',
    'Post-PT visit. 13 visits of PT completed 04/30/2026 w/o relief.',
    'F/u LBP s/p 6 wks PT (completed 4/30/26), not improved.',
  ])('is answered: %s', (told) => {
    expect(findings(claim, after, told)).toContain(contradicted);
  });
  it.each(['Follow-up after 7 weeks of PT.', 'Will return after PT for recheck.', 'PT starts 05/19/2026.'])(
    'is not answered: %s',
    (told) => {
      expect(findings(claim, after, told)).not.toContain(contradicted);
    },
  );
});
