/** Policies as insurers type them: plain titles over numbered lists, questions, paths, terms made of parts. */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const sections = (text: string): string[] =>
  policyOf(text).sections.map(({ role, heading, tree }) => `${role} ${heading}: ${sketch(tree)}`);

describe('titles without labels', () => {
  const body = (gap: string): string =>
    [
      'Knee MRI Policy KM-2',
      `Effective 01/01/2026${gap}`,
      `Meniscal tear${gap}`,
      `MRI of the knee (73721) is medically necessary when all of the following are met:${gap}`,
      '1. Pain for four weeks or more',
      '2. Radiographs of the knee',
      `3. Four weeks of physical therapy${gap}`,
      `Ligament injury${gap}`,
      `MRI of the knee is medically necessary when one of the following is met:${gap}`,
      '1. Positive Lachman test',
      '2. Hemarthrosis after injury',
    ].join('\n');

  it.each([
    ['gaps', '\n'],
    ['no gaps', ''],
  ])('open sections over lists that count anew, with %s', (_name, gap) => {
    expect(sections(body(gap))).toEqual([
      'covered Meniscal tear: all(symptom-duration>=28d, prior-imaging, physical-therapy>=28d)',
      'covered Ligament injury: any(provocative-test, joint-effusion)',
    ]);
  });

  it('may be questions', () => {
    const policy = policyOf(`Harbor Plan MRI rule
In force 2026

When will Harbor approve the scan?
We will approve a lumbar spine MRI when your doctor's notes show all three:
1) you have had symptoms for six weeks or longer,
2) you tried physical therapy or a home exercise plan for at least six weeks, and
3) your doctor saw you again after the treatment.

When can steps 2 and 3 be skipped?
You can skip steps 2 and 3 if you have new weakness, trouble controlling your bladder, or a history of cancer.`);
    expect(sketch(policy.sections[0]?.tree)).toBe(
      'all(symptom-duration>=42d, any(physical-therapy>=42d, home-exercise>=42d), re-evaluation)',
    );
    const waiver = policy.sections[1]?.waivers[0];
    expect(waiver?.waivesLabels).toEqual(['2', '3']);
    expect(sketch(waiver?.condition)).toBe('any(motor-deficit, cauda-equina, malignancy)');
  });

  it('keep a list together where a line ends in "and"', () => {
    const [first] = sections(`8.2 Knee
Effective 01/01/2026

8.2.1 MRI of the knee (73721)
Medically necessary if A or B:
A. suspected internal derangement with
1. an x-ray, and
2. failed four weeks of conservative care.
B. a locked knee.`);
    expect(first).toContain('any(all(prior-imaging, conservative-therapy>=28d), mechanical-symptoms)');
  });

  it('say when a scan is covered by "not necessary unless"', () => {
    const [first] = sections(`Breast MRI (77049)
Policy: Breast MRI is not medically necessary unless the member:
- has a lifetime risk of 20% or greater by a risk model, or
- carries a BRCA1 mutation.`);
    expect(first).toBe('covered Policy: any(risk-score[percent 20..], genetic-test)');
  });
});

describe('a policy that is one list', () => {
  it('holds lists inside its items, and its exceptions below them', () => {
    const policy = policyOf(`CT Sinus Clinical Guideline
Effective: 06/01/2026

CT of the sinuses (CPT 70486) is considered medically necessary when ALL of the following criteria are met:

1. Failure of medical therapy, including ALL of the following:
   a. Intranasal corticosteroid for at least 6 weeks
   b. Saline irrigation
2. No CT of the sinuses within the last 6 months.

Exceptions: Criterion 1 does not apply to members with suspected tumor or immunosuppression.`);
    expect(policy.sections.map(({ role, tree }) => `${role} ${sketch(tree)}`)).toEqual([
      'covered all(all(medication-trial>=42d, medication-trial), interval>=180d)',
      'waiver any(malignancy, immunosuppression)',
    ]);
    expect(policy.sections[1]?.waivers[0]?.waivesLabels).toEqual(['1']);
  });

  it('asks for what its lines join by "and", and for the absence of what it calls absent', () => {
    const [first] = policyOf(`Low dose CT lung screening - Rule L-77
Effective 10/1/2025
Eligible members:
Asymptomatic (no signs or symptoms of lung cancer);
Tobacco smoking history of at least 20 pack-years; and
Age 50 - 77 years.`).sections;
    expect(sketch(first?.tree)).toBe('all(!malignancy, smoking-history[pack-years 20..], age[years 50..77])');
  });
});

describe('items joined by name', () => {
  it('are grouped as the words say', () => {
    const [first] = sections(`SHOULDER MRI STANDARD OIS-9
Effective 2026-02-01

Section I - Coverage
MRI of the shoulder is approved if A, and (B or C), and D are documented:
A. Pain lasting at least eight weeks
B. Physical therapy, at least eight visits in the past four months
C. A home exercise program
D. X-rays of the same shoulder`);
    expect(first).toContain(
      'all(symptom-duration>=56d, any(physical-therapy>=8v<120d, home-exercise), prior-imaging)',
    );
  });

  it('are released by their path', () => {
    const policy = policyOf(`Knee policy K-1
Effective 01/01/2026

I. Internal derangement
Must meet A and B:
A. Radiographs of the knee.
B. Care that includes 1 and 2:
1. physical therapy for six weeks;
2. an anti-inflammatory medicine for two weeks.
Exception to B.2: the step is not required when an anti-inflammatory medicine is contraindicated (for
example after gastric bypass) and the chart says so.`);
    const waiver = policy.sections.flatMap(({ waivers }) => waivers)[0];
    expect(waiver?.waivesLabels).toContain('B.2');
    expect(sketch(waiver?.condition)).toBe('contraindication');
  });
});

describe('terms made of parts', () => {
  it('bring all their parts into the criteria', () => {
    const policy = policyOf(`SL-2 Spine Imaging
In force 01/01/2026

2.0 Terms used in this guideline
Conservative treatment, unless a section says otherwise, means treatment that lasts six weeks or longer. It has an
active part and a medicine part.
Active part, one of: physical therapy; a home exercise program; chiropractic manipulation.
Medicine part, one of: a nonsteroidal anti-inflammatory drug for three weeks or longer; an oral steroid taper.

2.3 Leg pain
Lumbar MRI is supported when (a) and (b) are documented:
(a) conservative treatment as defined in 2.0 without relief;
(b) re-evaluation.
Radiographs do not have to precede MRI under this section.`);
    const section = policy.sections.find(({ label }) => label === '2.3');
    expect(sketch(section?.tree)).toBe(
      'all(all(any(physical-therapy>=42d, home-exercise>=42d, chiropractic>=42d), any(medication-trial>=21d, medication-trial>=42d)), re-evaluation)',
    );
    expect(section?.notRequired[0]?.concepts).toEqual(['prior-imaging']);
  });
});

describe('releases in many words', () => {
  const policyWith = (release: string): ReturnType<typeof policyOf> =>
    policyOf(`MRI Lumbar Spine Policy LS-1
Effective 01/01/2026

1. MRI of the lumbar spine (72148) is covered when all of the following are met:

(a) low back or leg pain for six weeks or more
(b) six weeks of physical therapy or home exercise
(c) plain radiographs of the lumbar spine

2. ${release}`);

  it.each([
    ['The requirements of (a) through (c) do not apply if there is weakness, cancer, or fever.', '(b)'],
    ['You can skip steps (b) and (c) if you have new weakness, a history of cancer, or an infection.', '(b)'],
    ['We do not ask for (b) or (c) when the record shows weakness, cancer, or fever.', '(b)'],
    ['MRI may be approved without meeting (a) through (c): new weakness; cancer; infection.', '(b)'],
    ['Criteria (b) and (c) are deemed met when there is weakness, cancer, or infection.', '(b)'],
    ['Any one of these replaces (a) to (c): weakness on examination; cancer; infection.', '(b)'],
  ])('%s', (release, label) => {
    const waiver = policyWith(release).sections.flatMap(({ waivers }) => waivers)[0];
    expect(waiver?.waivesLabels).toContain(label);
    expect(sketch(waiver?.condition)).toBe('any(motor-deficit, malignancy, infection)');
  });

  it('are no criteria of their own', () => {
    const policy = policyWith(
      'Therapy need not be completed before MRI when weakness, cancer, or infection is shown.',
    );
    expect(policy.sections.filter(({ role }) => role === 'covered')).toHaveLength(1);
  });
});
