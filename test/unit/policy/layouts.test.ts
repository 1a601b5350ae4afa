/** Layouts that policies come in, all invented: run-in titles, tables, flow prose, releases in one sentence. */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const treeOf = (text: string, heading: string | null) => {
  const section = policyOf(text).sections.find((each) =>
    heading === null ? true : each.heading === heading,
  );
  return sketch(section?.tree);
};

describe('run-in titles', () => {
  const policy = policyOf(`RIDGEPORT HEALTH — Standard IM-44
MRI of the Shoulder
Effective 03/01/2026

Internal derangement. MRI of the shoulder is covered when all of A, B and C are met.

A. Films. Plain radiographs of the shoulder within 90 days.

B. Treatment. Any one of:

physical therapy of at least six visits;
a home program that a therapist taught and checked;
chiropractic care.

C. Recheck. The ordering clinician has examined the shoulder again after the treatment.

Arthrogram. A surgeon has asked for it.

Not covered. Imaging before a planned injection.

A steroid injection is not a condition for approval.`);

  it('open sections, and the letters that the first one names belong to it', () => {
    expect(policy.sections.map(({ heading, role }) => [heading, role])).toEqual([
      ['Internal derangement', 'covered'],
      ['Arthrogram', 'other'],
      ['Not covered', 'not-covered'],
    ]);
    expect(sketch(policy.sections[0]?.tree)).toBe(
      'all(prior-imaging<90d, any(physical-therapy>=6v, home-exercise, chiropractic), re-evaluation)',
    );
  });
});

describe('tables', () => {
  const policy = policyOf(`Beacon Valley Health Plan
Clinical Guideline 70.12 Lumbar Spine MRI
Effective January 15, 2026

Table 1. Persistent pain
Requirement\tWhat must be shown
Duration\tLow back or leg pain for at least 6 weeks
Films\tLumbar radiographs within 90 days
Recheck\tAn office visit after the treatment, within 60 days of the request

Table 2. Red flags
Finding\tWhat must be shown
Weakness\tMotor strength 4/5 or less in a root distribution
Cancer\tKnown or suspected malignancy`);

  it('of requirements ask for every row', () => {
    expect(sketch(policy.sections[0]?.tree)).toBe(
      'all(symptom-duration>=42d, prior-imaging<90d, re-evaluation<60d)',
    );
  });
  it('of findings ask for one row', () => {
    expect(sketch(policy.sections[1]?.tree)).toBe('any(motor-deficit[strength-grade ..4], malignancy)');
  });
  it('with a part in each row open sections, and labels in their cells are items', () => {
    const rows = policyOf(`Standard WR-3: Wrist

Meaning of words. "Active care" is hand therapy, or a home exercise program that a clinician has taught.

Part\tWhen the question is\tMRI is covered when
A\tTorn ligament after an injury\tBoth: (A1) plain films since the injury; (A2) six weeks or more of active care within the past four months.
B\tPain without an injury\tAll: (B1) films within six months; (B2) a trial of an anti-inflammatory medicine.

Released from A2: a fracture on plain films; a dislocation.

Codes: 73221.`);
    expect(rows.sections.map(({ label, role }) => [label, role])).toEqual([
      [null, 'definitions'],
      ['A', 'covered'],
      ['B', 'covered'],
      [null, 'waiver'],
      [null, 'other'],
    ]);
    expect(sketch(rows.sections[1]?.tree)).toBe(
      'all(prior-imaging, any(physical-therapy>=42d<120d, home-exercise>=42d<120d))',
    );
    expect(rows.sections[3]?.waivers[0]?.waivesLabels).toEqual(['A2']);
  });
});

describe('prose', () => {
  it('chains conditions and ends in a list', () => {
    expect(
      treeOf(
        `EL-9 Elbow MRI

Elbow. MRI of the elbow is supported when radiographs taken within the past six months are available, when the examination shows a positive valgus stress test, and when in addition one or more of the following applies: six weeks of physical therapy have not helped; a stress fracture is suspected; there is a loose body.

Other. Nothing else.`,
        'Elbow',
      ),
    ).toBe(
      'all(prior-imaging<180d, provocative-test, any(physical-therapy>=42d, fracture-trauma, mechanical-symptoms))',
    );
  });
  it('asks for two medicines where it joins them with "and", and not for the scan it approves', () => {
    expect(
      treeOf(
        `Coastline Mutual
CT of the paranasal sinuses (70486)

We approve CT of the sinuses after a course of antibiotics and four weeks of intranasal steroid spray.`,
        null,
      ),
    ).toBe('all(medication-trial, medication-trial>=28d)');
  });
});

describe('terms a policy defines', () => {
  it('carry their list and their count into the criteria', () => {
    const policy = policyOf(`MERIDIAN TRUST — MEDICAL POLICY 112
Cervical Spine MRI

Definitions
Provider-directed conservative management (PDCM) means at least six weeks, within the 6 months preceding the request, of two or more of the following: physical therapy; chiropractic manipulation; prescription anti-inflammatory medication.
Significant deficit means motor strength of 3/5 or worse.

Criteria
The Trust covers MRI of the cervical spine for:
1) Neck pain that persists after PDCM; or
2) Significant deficit.`);
    expect(sketch(policy.sections[1]?.tree)).toBe(
      'any(2+(physical-therapy>=42d<180d, chiropractic>=42d<180d, medication-trial>=42d<180d), motor-deficit[strength-grade ..3])',
    );
  });
});

describe('releases', () => {
  it.each([
    [
      '1.1 to 1.3 do not apply with: weakness of 4/5 or less; saddle numbness; cancer other than of the skin.',
      ['1.1', '1.2', '1.3'],
      'any(motor-deficit[strength-grade ..4], cauda-equina, malignancy)',
    ],
    [
      'Items (b) and (c) are waived for thunderclap headache, papilledema, or a history of cancer.',
      ['(b)', '(c)'],
      'any(thunderclap-headache, papilledema, malignancy)',
    ],
    [
      'Neither therapy nor films need be tried when a tumor is suspected, or after a fracture.',
      [],
      'any(malignancy, fracture-trauma)',
    ],
  ])('are read from "%s"', (sentence, labels, condition) => {
    const policy = policyOf(
      `XY-1 MRI\n\n1. MRI is covered when all are met:\n1.1 pain of six weeks;\n1.2 films;\n1.3 physical therapy.\n\n2. Exceptions\n${sentence}`,
    );
    const waiver = policy.sections
      .flatMap(({ waivers }) => waivers)
      .find(({ condition: { kind } }) => kind === 'any');
    expect(sketch(waiver?.condition)).toBe(condition);
    for (const label of labels) expect(waiver?.waivesLabels).toContain(label);
  });
  it('ask for what a film shows, not for the film', () => {
    const policy = policyOf(
      `XY-2 MRI\n\n1. Red flags\n(a) a fracture on plain films;\n(b) osteonecrosis suspected on radiographs.`,
    );
    expect(sketch(policy.sections[0]?.tree)).toBe('any(fracture-trauma, ?)');
  });
});

it('reads a range of percent as both bounds, and a window of years as no age', () => {
  const policy = policyOf(
    `XY-3 CT\n\nA person is eligible when all of the following are true:\n1. Pretest probability from 15 to 85 percent.\n2. Smokes, or has quit within the past 15 years.`,
  );
  expect(sketch(policy.sections[0]?.tree)).toContain('risk-score[percent 15..85]');
  expect(sketch(policy.sections[0]?.tree)).not.toContain('age');
});

it('takes "when A, or when B" as alternatives', () => {
  expect(
    treeOf(
      `Oak Harbor Health
CT angiography of the chest

CTA of the chest is covered when the Wells score is 4 or more, or when the D-dimer is elevated.`,
      null,
    ),
  ).toBe('any(risk-score, lab-result)');
});

describe('words that release only some, or nobody', () => {
  const one = (sentence: string) => {
    const policy = policyOf(
      `Policy KX-3 Lumbar MRI\nEffective 01/01/2026\n\n1. Radicular pain\nMRI is medically necessary when all of these are met:\n(a) six weeks of physical therapy within six months\n(b) a re-evaluation after treatment\n\n2. Other remarks\n${sentence}`,
    );
    return policy.sections.flatMap(({ notRequired }) => notRequired.flatMap(({ concepts }) => concepts));
  };

  it.each([
    'Physical therapy and re-evaluation are not required in the presence of any of:\n(a) fever;\n(b) known cancer.',
    'Physical therapy is not required when a fracture is suspected.',
    'Physical therapy is not needed for members with known cancer.',
  ])('say nothing of everybody: %s', (sentence) => {
    expect(one(sentence)).toEqual([]);
  });

  it.each([
    'Physical therapy is not required.',
    'X-rays are not required before MRI for radiculopathy.',
    'Physical therapy is thus no condition for the scan.',
    'An epidural injection is, however, not required.',
    'A gene test is therefore not a prerequisite.',
    'An epidural injection is not given without a recent MRI. The injection is thus no condition.',
    'Molecular, genomic and urine marker tests may be used but are not required.',
  ])('hold for everybody without a condition: %s', (sentence) => {
    expect(one(sentence)).not.toEqual([]);
  });

  it('release from nothing where they refuse the scan itself', () => {
    const policy = policyOf(
      'Policy KX-4 Knee MRI\nEffective 01/01/2026\n\n1. Meniscal tear\nMRI is medically necessary after four weeks of physical therapy.\nMRI is not needed where radiographs show advanced arthritis.',
    );
    expect(policy.sections.flatMap(({ waivers }) => waivers)).toEqual([]);
  });
});

describe('lists inside a sentence', () => {
  it('go on in the next line, behind a semicolon', () => {
    expect(
      treeOf(
        `Elbow MRI
Alder Plan. In use since 02/01/2026.

Elbow pain
We approve if both are in the notes:

Treatment for eight weeks or longer, with at least two of these: a brace or strap on the forearm;
physical therapy; anti-inflammatory medicine.
Radiographs of that elbow within three months of the request.
`,
        null,
      ),
    ).toContain('2+(activity-modification>=56d, physical-therapy>=56d, medication-trial>=56d)');
  });

  it('a cell of remarks beside the last item is not of it', () => {
    expect(
      treeOf(
        `Lumbar MRI
Effective 01/01/2026
Criteria by presentation
Presentation\tNeeded\tNotes
1. Leg pain in a root pattern\tALL: (i) physical therapy for 6 weeks; (ii) oral medication for pain for 2 weeks; (iii) a reflex change on examination\tAn injection or electrodiagnostic testing is not needed first.
2. Suspected infection\tNone\tBlood tests as the case requires.
`,
        null,
      ),
    ).toContain('all(physical-therapy>=42d, medication-trial>=14d, reflex-change)');
  });
});
