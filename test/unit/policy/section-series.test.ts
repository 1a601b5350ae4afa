/** Labels that count through a whole paper divide it, whatever stands between them. All policies are invented. */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const sectionsOf = (text: string) =>
  policyOf(text).sections.map(({ label, role }) => `${label ?? '-'} ${role}`);

describe('a series of sections', () => {
  it('goes on behind a list that ends a page, also where Roman numerals have no stop', () => {
    const policy = policyOf(`Cobalt Ridge Health
Guideline EL-4: MRI of the Elbow. Effective 10/01/2025.
I When MRI of the elbow is authorized
I.1 Ligament injury suspected. Authorized when the records show
a) radiographs of the elbow taken after the injury; and
b) six weeks of physical therapy, unless section II lifts this.
II When item b) is lifted
No therapy is asked for if at least one of the following has been recorded:
II.1 an elbow that is locked;
II.2 suspected septic joint.\fIII Not authorized
Comparison with the healthy elbow.
IV Editions
10/01/2025: first edition.`);
    expect(policy.sections.map(({ label, role }) => `${label} ${role}`)).toEqual([
      'I covered',
      'II waiver',
      'III not-covered',
      'IV history',
    ]);
    expect(sketch(policy.sections[1]?.tree)).toBe('any(mechanical-symptoms, infection)');
  });

  it('is not held up by a table above the next number', () => {
    const policy = policyOf(`ST-7. Shoulder: advanced imaging
Cobalt Ridge Health, in force from January 1, 2026
1 Codes
73221, 73222.
2 MR arthrography (73222)
Medically necessary if every line of this table is satisfied.
Line\tWhat the chart must show
2.1 Duration\tPain in the shoulder for 12 weeks or longer.
2.2 Films\tRadiographs of the shoulder within the 6 months before the request.
2.3 Treatment\tSupervised physical therapy for at least 6 weeks.
3 When line 2.3 falls away
Treatment need not come first if the clinician documents suspicion of: a fracture; infection; tumor.
4 Not medically necessary
Comparison views.`);
    expect(policy.sections.map(({ label, role }) => `${label} ${role}`)).toEqual([
      '1 other',
      '2 covered',
      '3 waiver',
      '4 not-covered',
    ]);
    expect(sketch(policy.sections[1]?.tree)).toBe(
      'all(symptom-duration>=84d, prior-imaging<180d, physical-therapy>=42d)',
    );
    expect(sketch(policy.sections[2]?.tree)).toBe('any(fracture-trauma, infection, malignancy)');
  });

  it('begins behind a table of contents', () => {
    expect(
      sectionsOf(`LUNG-3: CT of the chest
Effective January 1, 2026.
Section\tSubject
1\tScreening
2\tFollow-up of a nodule
3\tRevisions

1. Screening (71271)
Covered for a smoker of 20 pack-years or more.

2. Follow-up of a nodule (71250)
Covered when an earlier CT has measured the nodule.

3. Revisions
2026: first edition.`),
    ).toEqual(['1 covered', '2 covered', '3 history']);
  });

  it('is none where the words above announce the items, or the numbers start again', () => {
    expect(
      sectionsOf(`KN-2 MRI of the knee. Effective 01/01/2026.
Screening. MRI of the knee is medically necessary when A, B and C are documented.
A. Films. Radiographs of the knee.
B. Treatment. Six weeks of physical therapy.
C. Recheck. A visit to the treating clinician after the treatment.`),
    ).toHaveLength(1);
    expect(
      sectionsOf(`Section A. Neck
Covered when all are met:
1. Six weeks of physical therapy.
2. Radiographs of the neck.
Section B. Back
Covered when all are met:
1. Twelve weeks of physical therapy.
2. Radiographs of the back.
Section C. Changes
2026: Section B is new.`),
    ).toEqual(['Section A covered', 'Section B covered', 'Section C history']);
  });
});

it('a section with its own list of demands is no release, though a release follows the list', () => {
  const section = policyOf(`HP-9 MRI of the hip. Effective 01/01/2026.
Section A. Arthritis
Item\tRequired
A1\tConservative treatment for six weeks
A2\tRadiographs of the hip
Section B. Suspected stress fracture of the femoral neck
All three:
Item\tRequired
B1\tGroin pain present for seven days or more
B2\tHip radiographs within 30 days before the request
B3\tEvaluation by an orthopaedic surgeon
Conservative treatment is not required under Section B. Waiting may let an incomplete fracture of the tension
side displace.
Section C. Not supported
Comparison study of the other hip.`).sections[1];
  expect(section?.role).toBe('covered');
  expect(sketch(section?.tree)).toBe('all(symptom-duration>=7d, prior-imaging<30d, specialist-evaluation)');
  expect(section?.waivers).not.toEqual([]);
});

it('divides a chapter by its own letter and a number, and no list of items', () => {
  expect(
    sectionsOf(`Cobalt Ridge Health        GUIDE       CHAPTER S: THE SHOULDER
In use since October 1, 2025

S-1. This chapter is for MRI of the shoulder (73221 without contrast, 73222 arthrogram). Each
section stands by itself, and what is asked in one is not to be carried over into another.

S-2. Fracture not seen on films. After a fall with pain that goes on: MRI is approved the
same week.

S-3. Tear of the cuff. MRI is approved when the chart holds the following:
first, weakness on examination;
second, radiographs since the pain began.

S-4. Frozen shoulder. Twelve weeks of physical therapy.`)
      .map((section) => section.split(' ')[0])
      .filter((label) => label !== '-'),
  ).toEqual(['S-2', 'S-3', 'S-4']);
  expect(
    sectionsOf(`Cobalt Ridge Health
Guide N-12: neck
Effective 10/01/2025

TABLE 1.  PART A - scan right away (one is enough)
A1   Weakness of an arm
A2   Fracture on X-ray
A3   Cancer now or before

TABLE 2.  PART B - all are needed
B1   Neck pain for six weeks
B2   Six weeks of care
B3   X-ray of the neck`).length,
  ).toBe(2);
});
