/** A letter that demands what the policy asks for in another situation only. All invented. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const policy = (first = '', last = '') => `Policy CV-12 Stress imaging of the heart
Effective 01/01/2026
I. Suspected coronary disease, no known disease
SPECT (78452) is medically necessary for chest pain when every point is met:
A. pretest probability of 15 percent or higher;
B. inability to walk on a treadmill;
C. no stress imaging in the past 24 months.${first}
II. Known coronary disease
SPECT (78452) is medically necessary when all of these are met:
A. bypass surgery or a stent in the past;
B. symptoms in spite of two antianginal medicines for four weeks.${last}`;
const letter = (demand: string) => `Harbor Health Plan
Date: June 10, 2026
Member: Dan Kerr   Member ID: HH123456
Dear Dan Kerr,
We have denied the SPECT stress test (CPT 78452), diagnosis I20.89, requested on June 2, 2026.
The service is not medically necessary under Policy CV-12. ${demand}
You may appeal within 180 days of receiving this letter.`;
const note = (history = 'No MI, no stent, no known coronary disease.') => `Lake Internal Medicine
Office Visit 05/28/2026   Paul Ro, MD
Patient: Dan Kerr  DOB 05/05/1951
HPI: Exertional chest tightness for 3 months, suspected angina. ${history} Nuclear stress test 2019 normal.
Exam: Cannot walk on a treadmill because of knee arthritis, uses a walker.
Assessment: Suspected angina I20.89, pretest probability 22 percent.
Plan: SPECT 78452.`;

const exceeds = (demand: string, plan = policy(), record = note()) =>
  analyze(caseOf({ 'letter.txt': letter(demand), 'policy.txt': plan, 'note.txt': record }), rules)
    .findings.filter(({ type }) => type === 'denial-exceeds-policy')
    .map(({ concept }) => concept);

describe('a demand of another section', () => {
  it.each([
    'You need to be on two antianginal medicines for four weeks before imaging of this type.',
    'Two antianginal drugs must be tried for four weeks first.',
    'Our criteria require four weeks of treatment with antianginal medicines before a stress test.',
    'A trial of antianginal medication for four weeks is required.',
    'Antianginal medicines have to be taken for four weeks before this test.',
    'Four weeks of antianginal medicines should come before imaging.',
  ])('goes beyond the policy: %s', (demand) => {
    expect(exceeds(demand)).toEqual(['medication-trial']);
  });

  const demand = 'You need to be on two antianginal medicines for four weeks before imaging of this type.';
  it('is the policy’s own where the patient’s section asks for it as well', () => {
    expect(exceeds(demand, policy('\nD. a trial of antianginal medicines, unless not tolerated.'))).toEqual(
      [],
    );
  });
  it('is the policy’s own where a part that holds for everybody speaks of it', () => {
    const general =
      '\nIII. General requirements\nThe chart shows the medicines tried, antianginal drugs among them.';
    expect(exceeds(demand, policy('', general))).toEqual([]);
  });
  it('is left alone where the patient may be of the other section', () => {
    expect(
      exceeds(demand, policy(), note('Known coronary disease, stent 2024, bypass surgery 2019.')),
    ).toEqual([]);
  });
  it('is none where the letter only says what would help', () => {
    expect(
      exceeds('We would reconsider if you send a note of the antianginal medicines you have taken.'),
    ).toEqual([]);
  });
});
