/** What a letter calls too little is contradicted only by more of what it counted; a rule that it tells counts nothing. */
import { describe, expect, it } from 'vitest';
import { tellsTheRule } from '../../../shared/engine/denial/claims/rule-sentences.ts';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const contradicted = (why: string, note: string) =>
  analyze(
    caseOf({
      'letter.pdf': `Osprey Health Plan\nApril 20, 2026\nMember: Ruth Calder\nMember ID: OHP55120\nDear Ms. Calder:\nWe denied CT of the chest (71250). Diagnosis R91.1. It is not medically necessary.\n${why}\nYou may appeal within 180 days.`,
      'note.pdf': `Eastlake Chest Clinic\nOffice visit 04/02/2026\nPatient: Ruth Calder DOB 01/02/1971\n${note}\nA. Ruiz, MD`,
    }),
    rules,
  )
    .findings.filter(({ type }) => type === 'denial-contradicted-by-record')
    .map(({ concept }) => concept);

describe('sentences that tell the rule alone', () => {
  it.each([
    [
      'For a solid nodule under 6 millimeters in a person who has smoked, a further CT is approved at 12 months.',
      true,
    ],
    [
      'According to that policy, a solid nodule is followed in persons with a risk factor for lung cancer.',
      true,
    ],
    [
      'In patients under 40 without red flags, imaging is not covered before six weeks; a scan is covered for those who have tried therapy.',
      true,
    ],
    ['Screening is approved only for people between 50 and 80 years of age.', true],
    ['Your records show a nodule of 5 millimeters, and a CT is approved at 12 months for that size.', false],
    ['The notes do not show six weeks of therapy, for which imaging is covered.', false],
    ['Only two weeks of treatment were documented.', false],
    ['No X-ray of the elbow was received.', false],
  ])('%s', (text, rule) => {
    expect(tellsTheRule(text)).toBe(rule);
  });
});

describe('amounts', () => {
  it.each([
    [
      'The nodule is too small for another scan at this time.',
      'CT 03/01/2026: 5 mm solid nodule, right lower lobe.',
      'mass',
    ],
    [
      'For a solid nodule under 6 millimeters in a person who has smoked as you have, a further CT is approved at 12 months.',
      'CT 03/01/2026: 5 mm solid nodule. Former smoker, quit 01/2011.',
      'smoking-history',
    ],
    [
      'The smoking history given is 15 pack-years, which is short of the 20 asked for.',
      'Smoked 15 pack-years.',
      'smoking-history',
    ],
  ])('%s is not answered by %s', (why, note, concept) => {
    expect(contradicted(why, note)).not.toContain(concept);
  });

  it('more of what the letter counted answers it', () => {
    expect(
      contradicted(
        'The information sent to us gives a smoking history of 15 pack-years, which is short of that.',
        'Smoking: 28 pack-years.',
      ),
    ).toContain('smoking-history');
  });
});

describe('films of another joint', () => {
  const why = 'No X-ray of the elbow has been taken.';
  const elbow = (note: string) =>
    analyze(
      caseOf({
        'letter.pdf': `Osprey Health Plan\nApril 20, 2026\nMember: Ruth Calder\nMember ID: OHP55120\nDear Ms. Calder:\nWe denied MRI of the right elbow (73221). Diagnosis M77.11. It is not medically necessary.\n${why}\nYou may appeal within 180 days.`,
        'note.pdf': `Eastlake Clinic\nOffice visit 04/02/2026\nPatient: Ruth Calder DOB 01/02/1971\nRight elbow pain. ${note}\nPlan: MRI right elbow 73221.\nA. Ruiz, MD`,
      }),
      rules,
    ).findings.map(({ type, concept }) => `${type}/${concept}`);
  it.each([
    ['XR right wrist 3 views today: no fracture.', false],
    ['XR right shoulder 01/11/2026: normal.', false],
    ['XR right elbow 3 views today: no fracture.', true],
  ])('%s', (note, shown) => {
    expect(elbow(note).includes('denial-contradicted-by-record/prior-imaging')).toBe(shown);
  });
});
