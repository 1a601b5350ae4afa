/** The time since the last scan, as letters count it and policies ask for it, against the day of that scan in the record. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

function typesOn(
  concept: string,
  scan: string,
  criterion: string,
  letter: string,
  told: string,
): readonly string[] {
  return analyze(
    caseOf({
      'letter.txt': `Finch Valley Health\nMay 11, 2026\nMember: Olive Tarn\nMember ID: FV20931\nRe: ${scan}\nDear Olive Tarn:\nWe denied this request. It is not medically necessary under Policy AB-7.\n${letter}\nYou may appeal within 180 days.`,
      'policy.txt': `Finch Valley Health\nMedical Policy AB-7: ${scan}\nEffective January 1, 2026\n${scan} is medically necessary when all of the following are met:\n1. Symptoms as described.\n2. ${criterion}\n`,
      'note.txt': `Brook Clinic\nOffice visit 04/27/2026\nPatient: Olive Tarn   DOB 03/04/1960\nHPI: ${told}\nPlan: ${scan}.\nT. Moss, MD`,
    }),
    rules,
  )
    .findings.filter((finding) => finding.concept === concept)
    .map(({ type }) => type);
}

describe('a bone density test of three years ago', () => {
  const density = (letter: string, told: string): readonly string[] =>
    typesOn(
      'interval',
      'Bone density DXA (77080)',
      'At least 24 months since the last bone density test.',
      letter,
      told,
    );

  it.each([
    'Your last DXA was too recent.',
    'Your last bone density study was in September 2025.',
    'Our records show that your last scan was on September 9, 2025.',
    'You had this same test in September 2025.',
    'We show a DXA on 09/09/2025, which is less than 24 months ago.',
    'This repeat DXA comes too soon after the last one.',
    'The last study was done less than 24 months before this request.',
  ])('refutes "%s"', (letter) => {
    expect(density(letter, 'Osteoporosis. Last DXA was on 02/17/2023.')).toContain(
      'denial-contradicted-by-record',
    );
  });

  it.each([
    'A finger scan at the pharmacy on 10/02/2025 was by ultrasound, not DXA.',
    'On 10/02/2025 an ultrasound of the heel rather than a DXA.',
  ])('is the last one though the record tells of another kind since: %s', (told) => {
    expect(
      density('Your last DXA was too recent.', `Osteoporosis. Last DXA was on 02/17/2023. ${told}`),
    ).toContain('denial-contradicted-by-record');
  });

  it.each([
    ['Your last DXA was too recent.', 'Last DXA 02/17/2023. Repeat DXA 11/04/2025.'],
    ['Your last DXA was too recent.', 'She thinks her last DXA was on 02/17/2023.'],
    ['Your last DXA was on 02/17/2023.', 'Last DXA was on 02/17/2023.'],
  ])('says nothing against "%s" where the record has: %s', (letter, told) => {
    expect(density(letter, `Osteoporosis. ${told}`)).not.toContain('denial-contradicted-by-record');
  });
});

describe('an MRI of five months ago', () => {
  const told = 'Low back pain, unchanged. MRI lumbar spine 11/20/2025 showed an L4-5 disc protrusion.';
  const repeat = (criterion: string, letter: string): readonly string[] =>
    typesOn('interval', 'MRI of the lumbar spine (72148)', criterion, letter, told);
  const asked = 'At least 12 months have passed since the last MRI of the same region.';

  it.each([
    'A repeat MRI within 12 months is not allowed.',
    'The guideline wants twelve months between two MRIs of the same region.',
    'We do not cover another MRI of the same area within 12 months.',
    'This is a repeat scan done within one year.',
  ])('leaves the criterion unmet under "%s"', (letter) => {
    expect(repeat(asked, letter)).toEqual(['criterion-unmet']);
  });

  it.each([
    'A prior MRI, if any, is at least one year before the request.',
    'The earlier scan lies 12 months or more back.',
  ])('is too near for "%s"', (criterion) => {
    expect(repeat(criterion, 'Your last MRI was less than 12 months ago.')).toEqual(['criterion-unmet']);
  });

  it('is no MRI that the letter misses', () => {
    expect(
      typesOn(
        'prior-imaging',
        'MRI of the lumbar spine (72148)',
        asked,
        'Your last MRI was less than 12 months ago.',
        told,
      ),
    ).toEqual([]);
  });
});
