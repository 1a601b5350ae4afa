/** Policies in the layouts that reviewers use, all invented, read into sections and trees. */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const numbered = `Harrow Vale Health Plan — Medical Policies
HV-RAD-07: MRI of the Hip
Effective 03/01/2026 Last review 01/15/2026

Scope
This policy covers hip MRI in adults of 18 years and older: CPT 73721, 73722 and 73723.

1. Criteria
MRI of the hip is medically necessary when all of 1.1 to 1.3 are documented:
1.1 Hip or groin pain that has lasted six weeks or more.
1.2 Plain radiographs of the hip within the past 3 months.
1.3 Conservative care in the six months before the request, made up of both (a) and (b):
(a) physical therapy, at least six visits, or a home exercise program directed by a clinician, for six weeks or more;
(b) any one of the following: (i) an anti-inflammatory medicine taken for at least 14 days; (ii) an
intra-articular injection. Item (b) is waived where such medicines are contraindicated.

2. When section 1.3 does not apply
Conservative care is not required when any one of these is documented:
2.1 Weakness of grade 3 out of 5 or less.
2.2 Known or suspected cancer (basal cell carcinoma does not count).
2.3 Two or more of these: fever; raised CRP; immunosuppression.

3. Not medically necessary
3.1 Osteoarthritis seen on radiographs.

Revision history
03/01/2026: 1.3 changed from 12 weeks to six.
`;

describe('a numbered policy', () => {
  const policy = policyOf(numbered);

  it('knows its number, title, owner and dates', () => {
    expect(policy).toMatchObject({
      id: 'HV-RAD-07',
      title: 'MRI of the Hip',
      insurer: 'Harrow Vale Health Plan',
      effectiveDate: '2026-03-01',
      reviewDate: '2026-01-15',
      ageMin: 18,
      ageMax: null,
    });
    expect(policy.spans.id?.quote).toBe('HV-RAD-07');
  });

  it('tells criteria from waivers, exclusions and history', () => {
    expect(policy.sections.map(({ label, role }) => [label, role])).toEqual([
      [null, 'other'],
      ['1', 'covered'],
      ['2', 'waiver'],
      ['3', 'not-covered'],
      [null, 'history'],
    ]);
  });

  it('reads nested lists, inline lists, windows handed down and visit counts', () => {
    expect(sketch(policy.sections[1]?.tree)).toBe(
      'all(symptom-duration>=42d, prior-imaging<90d, all(any(physical-therapy>=42d>=6v<180d, home-exercise>=42d>=6v<180d), any(medication-trial>=14d<180d, injection<180d)))',
    );
  });

  it('reads what waives, and what it waives', () => {
    const section = policy.sections[2];
    expect(sketch(section?.tree)).toBe(
      'any(motor-deficit[strength-grade ..3], malignancy, 2+(infection, infection, immunosuppression))',
    );
    expect(section?.waivers[0]?.waivesConcepts).toContain('conservative-therapy');
    expect(section?.waivers[0]?.waivesLabels).toContain('1.3');
    expect(policy.sections[1]?.waivers[0]).toMatchObject({
      waivesLabels: ['(b)'],
      condition: { concept: 'contraindication' },
    });
  });

  it('takes out what the policy takes out', () => {
    const tree = policy.sections[2]?.tree;
    const cancer = tree?.kind === 'any' ? tree.children[1] : undefined;
    expect(cancer?.kind === 'leaf' ? cancer.excludes : []).toEqual(['basal cell']);
  });

  it('quotes every node from its page', () => {
    const walk = (node: NonNullable<(typeof policy.sections)[number]['tree']>): void => {
      expect(numbered.slice(node.span.start, node.span.end)).toBe(node.span.quote);
      expect(node.span.quote.length).toBeGreaterThan(3);
      if (node.kind !== 'leaf') node.children.forEach(walk);
    };
    for (const section of policy.sections) if (section.tree !== null) walk(section.tree);
  });
});

describe('other layouts', () => {
  it('reads bullets inside bullets, with and without indentation', () => {
    const policy = policyOf(`Fernbrook Imaging Guidelines

Rotator cuff tear
Advanced imaging is medically necessary in EITHER of the following:
• Acute injury with BOTH of the following:
◦ Strength of 3/5 or less
◦ Nondiagnostic radiographs
• Chronic pain when ALL of the following apply:
◦ Symptoms for at least 3 months
◦ No improvement after at least 6 weeks of physical therapy

Background
Tears are common with age.
`);
    expect(sketch(policy.sections[0]?.tree)).toBe(
      'any(all(motor-deficit[strength-grade ..3], prior-imaging), all(symptom-duration>=90d, physical-therapy>=42d))',
    );
  });

  it('reads lists without any label by their indentation', () => {
    const policy = policyOf(`Guideline SN-2: Sinus CT

SN-2.1 Chronic sinusitis
70486 is supported when ALL of these are present:

    Length: EITHER of
        symptoms for 12 weeks or longer, or
        4 or more treated episodes of sinusitis in the past 12 months
    Medical treatment, ALL of
        antibiotic for 21 days or longer
        saline irrigation
    Nasal endoscopy in the past 6 months

Headache alone does not replace any of the above.

SN-2.2 Not supported
Sleep apnea.
`);
    expect(sketch(policy.sections[0]?.tree)).toBe(
      'all(any(symptom-duration>=84d, symptom-duration<360d[episode 4..]), all(medication-trial>=21d, medication-trial), specialist-evaluation<180d)',
    );
  });

  it('reads a list of indications and the verdict paragraph that follows it', () => {
    const policy = policyOf(`Clinical Policy Bulletin: Magnetic Resonance Imaging of the Elbow
Number: 0993
Policy
Oakmere considers MRI of the elbow medically necessary for any of the following indications:
1. Persistent pain not responding to at least 3 weeks of conservative therapy; or
2. Suspected osteomyelitis of the elbow; or
3. Locking of the elbow indicative of a loose body, when plain X-rays are negative.
Oakmere considers MRI of the elbow experimental and investigational for all other indications, including:
1. Screening of athletes
2. Osteoarthritis
`);
    expect(policy.id).toBe('0993');
    expect(sketch(policy.sections[0]?.tree)).toBe(
      'any(conservative-therapy>=21d, infection, all(mechanical-symptoms, prior-imaging))',
    );
  });

  it('reads "if A and B and C" with letters below', () => {
    const policy = policyOf(`Policy QX-12 Knee MRI

1. Meniscal tear
MRI is covered if A and B:
A. radiographs within 60 days before the request;
B. at least one of:
B1. locking or catching;
B2. a positive McMurray test;
B3. effusion.
2. Not covered
Screening.
`);
    expect(sketch(policy.sections[0]?.tree)).toBe(
      'all(prior-imaging<60d, any(mechanical-symptoms, provocative-test, joint-effusion))',
    );
  });

  it('puts a defined term in place of its name', () => {
    const policy = policyOf(`Guideline ST-4 Spine

1. Terms
"Guided care" (GC) is a plan of at least six weeks, within the last three months, which includes physical therapy or a supervised exercise plan, and a medication.

2. Cervical spine
2.1 Neck pain. MRI after GC, with plain films.
2.2 Myelopathy.
`);
    expect(sketch(policy.sections[1]?.tree)).toBe(
      'any(all(all(physical-therapy>=42d<90d, medication-trial>=42d<90d), prior-imaging), myelopathy)',
    );
  });

  it('reads table rows that must all be there', () => {
    const policy = policyOf(`Guideline HC-20 Stress imaging
In effect since 10/01/2025.

Table 1. Symptoms without known coronary disease. ALL rows
Row\tWhat has to be shown
1-A\tPretest probability intermediate or high
1-B\tTreadmill test cannot be done or cannot be read
1-C\tNo stress imaging in the past 24 months
1-D\tLipid panel within the past 12 months

Table 2. Known coronary disease
2-A\tNew angina despite two antianginal drugs
`);
    expect(sketch(policy.sections[0]?.tree)).toBe(
      'all(risk-score, contraindication, interval>=720d, lab-result<360d)',
    );
  });

  it('reads check boxes', () => {
    const policy = policyOf(`Procedure Criteria 14th edition

Hip MRI
Procedure is indicated for ALL of the following:
[ ] Pain for 6 weeks or longer
[ ] Radiographs of the hip
[ ] Positive FADIR or FABER test

Not indicated
Screening of athletes.
`);
    expect(sketch(policy.sections[0]?.tree)).toBe(
      'all(symptom-duration>=42d, prior-imaging, provocative-test)',
    );
  });

  it('reads a section that asks for no trial as releasing from it', () => {
    const policy = policyOf(`Coverage Criteria NR-3 Head MRI

Section A. Deficit
Covered for a new focal deficit. Any one will do:
A1. Aphasia
A2. Double vision
No trial of treatment is asked for under this section.

Section B. Headache
Covered after a preventive medicine taken daily for at least four weeks.
`);
    expect(sketch(policy.sections[0]?.tree)).toBe(
      'any(focal-neurological-deficit, focal-neurological-deficit)',
    );
    expect(policy.sections[0]?.waivers[0]?.waivesConcepts).toEqual(['conservative-therapy']);
    expect(sketch(policy.sections[1]?.tree)).toBe('medication-trial>=28d');
  });

  it('keeps statements that something is no condition', () => {
    const policy = policyOf(`Clinical Coverage Policy BR-1: Breast MRI

Section 1. Screening
Covered for a member who is 30 or older, who has had a mammogram in the past 12 months, and who has at least one of the following:
1.a A disease-causing variant in BRCA1 or BRCA2.
1.b A lifetime risk of breast cancer of 20 percent or higher; a risk by the Gail model alone is not accepted.
A gene test is not a condition for coverage under 1.b.
`);
    expect(sketch(policy.sections[0]?.tree)).toBe(
      'all(age[years 30..], prior-imaging<360d, any(genetic-test, risk-score[percent 20..]))',
    );
    expect(policy.sections[0]?.notRequired[0]?.concepts).toEqual(['genetic-test']);
  });

  it.each([
    'No prior treatment is needed where the record shows one or more of: weakness of 4/5 or less; known cancer.',
    'Treatment first is not required: weakness of 4/5 or less; known cancer.',
    'Neither therapy nor films are needed provided that weakness of 4/5 or less is recorded.',
  ])('takes a release under a condition for no general statement: %s', (sentence) => {
    const policy = policyOf(`Clinical Policy SP-3: Cervical Spine MRI

Section 1. Arm pain
Covered when six weeks of physical therapy have failed and radiographs were made.
${sentence}
`);
    expect(policy.sections.flatMap(({ notRequired }) => notRequired)).toEqual([]);
  });

  it('tells an edition in force from the one it replaces, and a retired one', () => {
    expect(
      policyOf(
        'UM-9 Lumbar MRI\nEffective date: 10/01/2025 Replaces: version of 01/01/2023 (retired 09/30/2025)\n\n1. When to approve\nApprove if weakness is found.\n',
      ),
    ).toMatchObject({ effectiveDate: '2025-10-01', retiredDate: null });
    expect(
      policyOf(
        'UM-9 Lumbar MRI\nEffective 01/01/2023. RETIRED ON 09/30/2025\n\n1. When to approve\nApprove if weakness is found.\n',
      ),
    ).toMatchObject({ effectiveDate: '2023-01-01', retiredDate: '2025-09-30' });
  });

  it('reads a revision by its number, and from which requests on it holds', () => {
    expect(
      policyOf(
        'HR-4 Cardiac MRI\nRevision 5. In effect for requests received on or after March 1, 2026. Replaces Revision 4.\n\n1. When to approve\nApprove if weakness is found.\n',
      ),
    ).toMatchObject({ effectiveDate: '2026-03-01', version: '5' });
  });

  it('leaves out running headers and footers, and reads on over the page', () => {
    const policy = policyOf(
      'QV-8 Shoulder MRI\n\n1. Criteria\nMRI is covered when all of these are met:\n1.1 Radiographs of the\nQV-8 page 1 of 2\fQV-8 page 2 of 2\nshoulder within the past year.\n1.2 Physical therapy for six weeks.\n',
    );
    expect(sketch(policy.sections[0]?.tree)).toBe('all(prior-imaging<360d, physical-therapy>=42d)');
  });
});

it('takes "not under six weeks of therapy" for a demand and no denial', () => {
  const policy = policyOf(
    'XY-9 MRI of the hip\n\n1. Criteria. All of the following:\n(a) not under six weeks of physical therapy;\n(b) films of the hip.',
  );
  const tree = policy.sections[0]?.tree;
  expect(
    tree?.kind === 'leaf' ? [] : tree?.children.map((child) => child.kind === 'leaf' && child.negated),
  ).toEqual([false, false]);
});
