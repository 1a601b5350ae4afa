/** Findings of a record that look like a red flag and are none; each beside one that is. All invented. */
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../../shared/domain/finding.ts';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const letter = `Harbor Health Plan
Date: June 10, 2026
Member: Dana Kerr   Member ID: HH123456
Dear Dana Kerr,
We have denied the request for MRI of the lumbar spine without contrast (CPT 72148), diagnosis M54.16, requested on June 2, 2026.
The service is not medically necessary under Policy SP-2, MRI of the Lumbar Spine. The records do not show six weeks of physical therapy.
You may appeal within 180 days of receiving this letter.`;
const policy = `Policy SP-2 MRI of the Lumbar Spine
Effective 01/01/2026
1. Criteria. MRI of the lumbar spine (72148) is covered when all of these are met:
1.1 Six weeks of physical therapy within the past six months without relief;
1.2 Radicular pain in a leg.
2. Section 1.1 does not apply when any of these is documented:
2.1 new bladder or bowel dysfunction or saddle numbness;
2.2 motor strength of 3/5 or less;
2.3 history of cancer.`;

function exceptions(history: string, exam: string): readonly (string | null)[] {
  const note = `Lake Orthopedics
Office Visit 05/28/2026   Paul Ro, MD
Patient: Dana Kerr  DOB 05/05/1975
HPI: Low back pain to the left leg since January. ${history}
Exam: ${exam}
Assessment: Left L5 radiculopathy.
Plan: MRI lumbar spine 72148. Go to the ER for saddle numbness, loss of bladder control or fever.`;
  return releasedBy(analyze(caseOf({ 'letter.txt': letter, 'note.txt': note, 'policy.txt': policy }), rules));
}

/** What releases: stated where an examination or a report shows it, asked about where a history alone tells of it. */
function releasedBy({ findings, pleaseCheck }: Analysis): readonly (string | null)[] {
  return [
    ...findings.filter(({ type }) => type === 'exception-ignored'),
    ...pleaseCheck.filter(({ question }) => /set its requirement aside/.test(question)),
  ].map(({ concept }) => concept);
}
const full = 'Strength 5/5 throughout.';

describe('a waiver', () => {
  it.each([
    ['instructions to come back', '', full],
    ['a skin growth', 'PMH: basal cell skin cancer 2019.', full],
    ['a relative', 'Family history: mother had breast cancer.', full],
    ['pain that holds a muscle back', '', 'Left hip flexion 3/5 due to pain, giveaway. EHL 5/5.'],
    ['a hand', '', 'Grip 3/5 left hand (old injury). Legs 5/5.'],
    ['what came back', '', 'Foot drop (3/5) in March has resolved; today EHL 5/5 bilaterally.'],
  ])('is not met by %s', (_, history, exam) => {
    expect(exceptions(history, exam)).toEqual([]);
  });
  it.each([
    ['cauda-equina', 'Since yesterday she cannot start her urine stream and is numb between the legs.', full],
    ['malignancy', 'PMH: colon cancer 2021, s/p resection and chemo.', full],
    ['motor-deficit', '', 'L EHL 3/5, R 5/5.'],
  ])('is met by what it names: %s', (concept, history, exam) => {
    expect(exceptions(history, exam)).toEqual([concept]);
  });
});

it('asks about what a history alone tells, and states what an examination shows', () => {
  const stated = (history: string, exam: string) =>
    analyze(
      caseOf({
        'letter.txt': letter,
        'policy.txt': policy,
        'note.txt': `Lake Orthopedics\nOffice Visit 05/28/2026   Paul Ro, MD\nPatient: Dana Kerr  DOB 05/05/1975\nHPI: Low back pain to the left leg since January. ${history}\nExam: ${exam}\nAssessment: Left L5 radiculopathy.`,
      }),
      rules,
    ).findings.some(({ type }) => type === 'exception-ignored');
  expect(stated('PMH: colon cancer 2021, s/p resection and chemo.', full)).toBe(false);
  expect(stated('', 'L EHL 3/5, R 5/5.')).toBe(true);
});

describe('a list that asks to be seen again after care', () => {
  const asks = (last: string) => `Policy SP-2 MRI of the Lumbar Spine
Effective 01/01/2026
1. Criteria. MRI of the lumbar spine (72148) is covered when all of these are met:
1.1 Six weeks of physical therapy within the past six months without relief;
1.2 Radicular pain in a leg.
2. Section 1.1 does not apply when any of these is documented:
2.1 motor strength of 3/5 or less;
2.2 ${last}.`;
  const note = `Lake Orthopedics
Office Visit 05/28/2026   Paul Ro, MD
Patient: Dana Kerr  DOB 05/05/1975
HPI: Low back pain to the left leg since January.
Exam: L EHL 3/5, R 5/5.
Assessment: Left L5 radiculopathy.`;
  const types = (text: string) =>
    analyze(caseOf({ 'letter.txt': letter, 'note.txt': note, 'policy.txt': text }), rules).findings.map(
      ({ type }) => type,
    );
  it('releases nobody, whatever seems to make it a release', () => {
    expect(types(asks('history of cancer'))).toContain('exception-ignored');
    expect(types(asks('a follow-up visit after treatment'))).not.toContain('exception-ignored');
  });
});

describe('a release in other words', () => {
  const released = (section: string, history: string) => {
    const text = `Policy SP-2 MRI of the Lumbar Spine
Effective 01/01/2026
1. Criteria. MRI of the lumbar spine (72148) is covered when all of these are met:
1.1 Six weeks of physical therapy within the past six months without relief;
1.2 Radicular pain in a leg.
${section}`;
    const note = `Lake Orthopedics
Office Visit 05/28/2026   Paul Ro, MD
Patient: Dana Kerr  DOB 05/05/1975
HPI: Low back pain to the left leg since January. ${history}
Exam: Strength 5/5 throughout.
Assessment: Left L5 radiculopathy.
Plan: MRI lumbar spine 72148.`;
    return releasedBy(analyze(caseOf({ 'letter.txt': letter, 'note.txt': note, 'policy.txt': text }), rules));
  };
  const list = '2.1 new numbness of the saddle region;\n2.2 a cancer in the past, other than of the skin.';
  it.each([
    `2. Imaging without a waiting period\nMRI is approved with no treatment trial and no earlier film where the chart shows any of these:\n${list}`,
    `2. Alarm findings\nWhen 2.1 or 2.2 is charted, therapy and films are not called for, and MRI of the spine is supported at once.\n${list}`,
  ])('%j', (section) => {
    expect(released(section, 'PMH: colon cancer 2021, s/p resection and chemo.')).toEqual(['malignancy']);
    expect(released(section, 'PMH: basal cell skin cancer 2019.')).toEqual([]);
  });

  it('holds although films show no lesion', () => {
    const section = `2. Section 1.1 does not apply when any of these is documented:\n${list}`;
    const films = 'PMH: colon cancer 2021. Radiographs 05/27/2026: no lytic lesion.';
    expect(released(section, films)).toEqual(['malignancy']);
    expect(released(section, 'No history of cancer. Radiographs 05/27/2026: no lytic lesion.')).toEqual([]);
  });
});
