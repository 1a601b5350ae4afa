/** What an item asks for, and what only stands beside it; what releases, and what does not. All policies are invented. */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const sectionOf = (items: string, lead = 'Covered when all of these are on record:') =>
  policyOf(`QX-5 Imaging standard. Effective 01/01/2026.
Section A. Imaging (70486)
${lead}
${items}
Section B. Codes
70486.
Section C. Changes
2026: first edition.`).sections[0];

describe('an item', () => {
  it.each([
    [
      'a. A nasal corticosteroid spray every day for four weeks. An antibiotic is needed only if the drainage is purulent (ten days or more).\nb. Radiographs of the sinuses.',
      'all(medication-trial>=28d, prior-imaging)',
    ],
    [
      'a. An echocardiogram within the past 12 months. The resting images of a stress echocardiogram serve if they are of that year.\nb. A visit to the treating clinician after the treatment.',
      'all(prior-imaging<360d, re-evaluation)',
    ],
    [
      'a. Six weeks of physical therapy. Manipulation by a chiropractor may stand in for it.\nb. Radiographs of the back.',
      'all(physical-therapy>=42d, prior-imaging)',
    ],
    [
      'a. At least two of these for 12 weeks or longer: blocked nose; thick drainage; facial pressure; loss of smell.\nb. Radiographs of the sinuses.',
      'all(symptom-duration>=84d, prior-imaging)',
    ],
    [
      'a. a pulmonologist, a thoracic surgeon or a lung nodule clinic has seen the member about the nodule; and\nb. Radiographs of the chest.',
      'all(specialist-evaluation, prior-imaging)',
    ],
    [
      'a. a stress ECG or nuclear study has been done in the past 12 months and did not give an answer; and\nb. Radiographs of the chest.',
      'all(stress-test<360d, prior-imaging)',
    ],
    [
      'a. Six weeks of physical therapy or home exercise since the pain came back, and six months must have passed since the operation.\nb. Radiographs of the back.',
      'all(any(physical-therapy>=42d, home-exercise>=42d), prior-imaging)',
    ],
    [
      'a. Physical therapy for six weeks, save where it is contraindicated.\nb. Radiographs of the hip.',
      'all(physical-therapy>=42d, prior-imaging)',
    ],
    [
      'a. The report of the CT which found the nodule, with its diameter and lobe.\nb. A statement of what the patient cannot do, at work or at home.',
      'all(prior-imaging, functional-limitation)',
    ],
  ])('asks for what it says and no more: %s', (items, tree) => {
    expect(sketch(sectionOf(items)?.tree)).toBe(tree);
  });
});

it('numbers in brackets are labels of items', () => {
  const section = policyOf(`QX-7 Imaging standard. Effective 01/01/2026.
5. Codes
72158.
6. After an operation
72158 is medically necessary when every one of these is documented:
(6.1) pain, numbness or weakness that follows a lumbar nerve root and that is new or
has come back since the operation;
(6.2) six weeks of physical therapy.
7. Changes
2026: first edition.`).sections[1];
  expect(sketch(section?.tree)).toBe('all(radiculopathy, physical-therapy>=42d)');
});

describe('a release', () => {
  it('has its conditions behind it, not in the list above it', () => {
    const waivers = sectionOf(`1. Six weeks of supervised physical therapy.
2. One finding on examination: (i) strength below normal; (ii) a positive drop arm test.
Item 1 is waived
for: acute injury with loss of active elevation; fracture with suspected tear; mass; suspected infection.`)?.waivers;
    expect(waivers?.map(({ waivesLabels }) => waivesLabels)).toEqual([['1']]);
    expect(sketch(waivers?.[0]?.condition)).not.toContain('provocative-test');
  });

  it('does not ask for what it says need not come first', () => {
    const section = policyOf(`QX-6 Imaging standard. Effective 01/01/2026.
4. Warning signs
No treatment, and no plain film, need come first where the chart documents: new urinary retention; strength of 3/5 or
less in a leg; fever with suspected infection of the spine.
5. Leg pain
Covered after six weeks of physical therapy.
6. Changes
2026: first edition.`).sections[0];
    expect(sketch(section?.waivers[0]?.condition)).toBe(
      'any(cauda-equina, motor-deficit[strength-grade ..3], infection)',
    );
  });

  it('by a suspected fracture asks for the suspicion, not for the film', () => {
    const { sections } = policyOf(`QX-8 Imaging standard. Effective 01/01/2026.
1. Codes
73721.
2. When section 3.2 is waived
Conservative treatment is not required in any of these:
2.1 Suspected stress fracture of the femoral neck: pain in the groin in a runner, or a film that raises the suspicion.
2.2 A mass.
3. Hip pain
All are needed: 3.1 radiographs of the hip; 3.2 conservative treatment for six weeks.`);
    const [waiver] = sections.flatMap(({ waivers }) => waivers);
    expect(sketch(waiver?.condition)).toBe('any(fracture-trauma, mass)');
  });

  it('has rows with small letters below the name of their only column', () => {
    const section = sectionOf(
      `1. A treadmill test that was inadequate.
2. Item 1 is waived in the presence of any one of these:
Resting ECG or condition
a\tLeft bundle branch block or paced rhythm
b\tInfection
c\tUnable to walk to an adequate workload, for a reason that is given in the chart`,
    );
    expect(section?.waivers.map(({ condition }) => sketch(condition))).toEqual([
      'any(contraindication, infection, contraindication)',
    ]);
  });
});

describe('what the words above name', () => {
  it('are items, also where their labels could open sections', () => {
    const { sections } = policyOf(`QX-9 Cholangiography. In effect since 01/01/2026.
Jaundice or suspected stone of the bile duct. MRCP is
covered if I, II and III are all met.
I. Total bilirubin of 2.0 mg/dL or more.
II. Ultrasound or CT of the abdomen was done in the 90 days before the request.
III. A visit to the treating clinician after the treatment.`);
    expect(sketch(sections.at(-1)?.tree)).toMatch(/^all\(lab-result.*prior-imaging<90d, re-evaluation\)$/);
  });

  it('come together where "and" joins their labels', () => {
    expect(
      sketch(
        policyOf(`QX-10 CT of the Sinuses. Version of 01/01/2026
A. Codes. 70486.
B. Chronic rhinosinusitis. Approve 70486 if B.1 and B.2 and B.3.
B.1 12 weeks or longer of symptoms
B.2 radiographs of the sinuses
B.3 a further visit after B.2 at which symptoms are still present
C. Recurrent acute. Four or more episodes in 12 months.`).sections[1]?.tree,
      ),
    ).toBe('all(symptom-duration>=84d, prior-imaging, re-evaluation)');
  });
});

it('an item keeps the length in its title and in its later sentence, and leaves what is up to the clinician', () => {
  expect(
    sketch(
      sectionOf(`a. Two or more of: thick nasal drainage, blockage, facial pain. They have gone on for 12 weeks or more.
b. Medical treatment for four weeks or more: intranasal steroid spray every day, plus saline irrigation. An antibiotic is left to the clinician.`)
        ?.tree,
    ),
  ).toBe('all(symptom-duration>=84d, all(medication-trial>=28d, medication-trial>=28d))');
});

it('a section asks for an interval and tells below when it is not applied', () => {
  const section = policyOf(`QX-11 Bone Mass Measurement. In force 03/01/2026
1. Repeat testing. A repeat central DXA is medically necessary when at least 23 months have gone by since
the month of the last one.
The interval in the line above is not applied when the chart shows any of the following since the last test:
a. a new fragility fracture, confirmed by imaging;
b. weight loss of 10 percent.
2. Not covered. Screening at health fairs.
3. Changes. 2026: first edition.`).sections[0];
  expect(sketch(section?.tree)).toBe('interval>=690d');
  expect(
    section?.waivers.map(({ waivesConcepts, condition }) => [waivesConcepts, sketch(condition)]),
  ).toEqual([[['interval'], expect.stringMatching(/^any\(fracture-trauma, weight-loss/)]]);
});

it('what another scan is covered for is no part of the last item', () => {
  expect(
    sketch(
      sectionOf(`(i) sarcoidosis proven by biopsy;
(ii) radiographs of the chest.
A follow-up study is covered 3 to 6 months after the start of immunosuppressive treatment.`)?.tree,
    ),
  ).toBe('all(tissue-diagnosis, prior-imaging)');
});

it('a paragraph behind a gap below rows of cells belongs to none of the rows', () => {
  const [, part] = policyOf(`QX-14 Heart MRI (75557, 75561). In force 09/01/2025
Part A. Congenital heart disease
Known defect, at the interval set by a cardiologist.
Part B. Cardiomyopathy, suspected
Approve if all are documented:

B-1	Echocardiogram within 90 days before the request
B-2	Seen by a cardiologist, who orders the MRI
B-3	Kidney function (creatinine or eGFR) within 90 days; eGFR 30 or above if gadolinium is planned

B-1 is set aside after a cardiac arrest that was survived, or for sustained ventricular tachycardia on
a recording.
Part C. Myocarditis
Troponin above normal.`).sections;
  expect(sketch(part?.tree)).toMatch(
    /^all\(prior-imaging<90d, specialist-evaluation, all\(lab-result<90d, lab-result\)/,
  );
});

it('titles without a number or a gap open sections: an aim, when something is approved, what does not count', () => {
  const { sections } = policyOf(`QX-15 Site of care for CT and MRI. In force 06/01/2026

Aim
A freestanding center costs less. The hospital is kept for those who need it.
When the hospital is approved
The rule that CT and MRI take place in a freestanding center does not apply where the record documents one of these:

1	Under 18 years of age
2	Sedation or anesthesia ordered for the scan

What does not count
Habit, convenience or nearness of the office.`);
  expect(sections.map(({ heading, role }) => [heading, role])).toEqual([
    ['Aim', expect.anything()],
    ['When the hospital is approved', 'waiver'],
    ['What does not count', 'other'],
  ]);
  expect(sketch(sections[1]?.tree)).toMatch(/^any\(age/);
});
