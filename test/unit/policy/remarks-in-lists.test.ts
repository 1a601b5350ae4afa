/** Remarks, explanations and labels that stand among criteria; all invented. */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

describe('a remark among the items', () => {
  it('is no criterion where the words above name the others', () => {
    const { sections } = policyOf(`Policy HX-3 Coronary CT Angiography
1. Stable symptoms
CT is covered when 1.1 and 1.2 are both met:
1.1 A pretest probability of more than 20 percent.
1.2 eGFR of 40 or more within 60 days.
1.3 CT is the first test here. An earlier stress test is not a condition.
`);
    expect(sketch(sections[0]?.tree)).toBe('all(risk-score[percent 20..], lab-result<60d)');
    expect(sections[0]?.notRequired.flatMap(({ concepts }) => concepts)).toContain('stress-test');
  });
});

describe('labels of three digits', () => {
  it('part sections', () => {
    const { sections } = policyOf(`GX-210 Ankle MRI
210.1 Ankle pain
All of the following:
a. Radiographs;
b. Six weeks of physical therapy.
210.2 Acute ligament injury
Both are needed:
a. Radiographs;
b. Instability of the joint on examination.
210.3 Revision history
v2 (01/01/2026): item b added.
`);
    expect(sections.map(({ label, role }) => `${label} ${role}`)).toEqual([
      '210.1 covered',
      '210.2 covered',
      '210.3 history',
    ]);
  });
});

describe('a release that explains its condition', () => {
  it('asks for the condition once', () => {
    const { sections } = policyOf(`GX-211 Ankle MRI
1. Ligament injury
All of the following:
1.1 Radiographs of the ankle.
1.2 Six weeks of physical therapy. This requirement is waived where instability of the joint is documented on examination by the ordering clinician, that is, more opening than on the other side.
`);
    const condition = sections.flatMap(({ waivers }) => waivers)[0]?.condition;
    expect(sketch(condition)).toBe('joint-instability');
  });
});

describe('a line that tells what an edition changed', () => {
  it('is no section with criteria', () => {
    const { sections } = policyOf(`GX-212 Abdominal CT
1. Weight loss
CT is appropriate when all of these are met:
1.1 A loss of five percent of body weight.
1.2 A chest radiograph.

Review board, 3 January 2026. New in 2026: chest radiograph added to the section on weight loss.
`);
    expect(sections.filter(({ role }) => role === 'covered')).toHaveLength(1);
  });
});

describe('one line of a list', () => {
  it.each([
    ['has had no chest CT in the preceding 12 months', 'interval>=360d'],
    ['the last MRI was done more than 12 months ago', 'interval>=360d'],
    ['one year or longer since the previous scan', 'interval>=365d'],
    ['assessment of response after a change of biologic therapy', 'treatment-response'],
    ['cannot take anti-inflammatory medicine', 'contraindication'],
    ['clinical or laboratory evidence of recurrence', 'progression'],
    ['HIV infection', 'immunosuppression'],
    ['a dislocation or subluxation', 'joint-instability'],
  ])('reads "%s" as one thing', (text, expected) => {
    const { sections } = policyOf(`GX-213 Scan of the chest
1. Sample
The scan is covered when all of these are met:
1.1 The form is complete.
1.2 ${text}
`);
    const tree = sections[0]?.tree;
    const lines = tree?.kind === 'all' ? tree.children : [];
    expect(sketch(lines.at(-1))).toBe(expected);
  });
});

describe('a release in freer words', () => {
  const released = (sentence: string): string[] =>
    policyOf(`GX-214 Lumbar MRI

1. Back pain
MRI is covered when all of the following are met:
  (a) Six weeks of conservative therapy
  (b) Plain radiographs
  (c) Re-evaluation after the therapy
${sentence}

2. Other
MRI is covered for a known tumor.
`).sections.flatMap(({ waivers }) => waivers.map(({ condition }) => sketch(condition)));

  it.each([
    ['(The six weeks are not asked of a patient with a foot drop.)', 'motor-deficit'],
    ['Exception: progressive weakness needs no waiting period and no treatment.', 'motor-deficit'],
    ['The six-week rule does not bind a member with a foot drop.', 'motor-deficit'],
    ['When cauda equina syndrome is suspected, disregard (a) through (c).', 'cauda-equina'],
    ['In lieu of (a), documentation of a foot drop is accepted.', 'motor-deficit'],
    ['No therapy need be shown by a member with known cancer.', 'malignancy'],
    ['There is no waiting period when the patient has signs of infection.', 'infection'],
    ['Do not wait six weeks if there is a fever or a new foot drop.', 'any(infection, motor-deficit)'],
    ['Unless there is a fever, six weeks of care must come first.', 'infection'],
    ['A trial of therapy should not delay imaging when a spinal infection is suspected.', 'infection'],
    [
      '\n3. Red flags. MRI is medically necessary without a trial of conservative care when any of the following is documented: cauda equina syndrome; spinal infection; known cancer.',
      'any(cauda-equina, infection, malignancy)',
    ],
    [
      '\n3. Immediate imaging\n   Spinal infection; known cancer; foot drop. No therapy first.',
      'any(infection, malignancy, motor-deficit)',
    ],
  ])('is read in "%s"', (sentence, condition) => {
    expect(released(sentence)).toContain(condition);
  });

  it.each([
    'Nine in ten people with sciatica need no scan in the first weeks.',
    'There is no treatment of proven value for chronic infection.',
    'MRI is not asked of a person with a known fracture.',
  ])('is not read in "%s"', (sentence) => {
    expect(released(sentence)).toEqual([]);
  });
});
