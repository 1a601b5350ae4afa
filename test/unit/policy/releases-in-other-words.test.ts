/** Releases in further words: what they set aside, what they leave standing, and under which condition. All policies are invented. */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const waiversOf = (release: string) =>
  policyOf(`Larkfield Health. Policy LK-52: MRI of the Shoulder (73221). Effective 01/01/2026.

Paragraph 1. Shoulder pain
Covered when all of these are on record:
(a) six weeks of physical therapy;
(b) radiographs of the shoulder.

Paragraph 2. ${release}

Paragraph 3. Codes
73221.
`).sections.flatMap(({ waivers }) => waivers);

describe('what a release sets aside', () => {
  it.each([
    [
      'Early approval. Paragraph 1 does not apply, and MRI is approved at once, where the notes document:\n(a) fever;\n(b) known cancer.',
      ['1'],
    ],
    ['Early approval. Approve without (a) when there is a fever or known cancer.', ['(a)']],
  ])('is named by its label: %s', (release, labels) => {
    expect(waiversOf(release).map(({ waivesLabels }) => waivesLabels)).toContainEqual(labels);
  });

  it.each([
    'No wait\nThe six weeks are dropped, but not the radiographs, where there is any one of these:\n(a) fever;\n(b) known cancer.',
    'No wait\nThe six weeks are dropped, other than the radiographs, where there is any one of these:\n(a) fever;\n(b) known cancer.',
    'No wait\nThe six weeks are waived, while the radiographs are still needed, where there is any one of these:\n(a) fever;\n(b) known cancer.',
  ])('leaves standing what it leaves out: %s', (release) => {
    const [waiver] = waiversOf(release);
    expect(waiver?.waivesConcepts).toContain('conservative-therapy');
    expect(waiver?.waivesConcepts).not.toContain('prior-imaging');
  });

  it('is the line that it calls this line', () => {
    const { sections } = policyOf(`LK-53: Hip MRI. Effective 01/01/2026.
1. Hip pain
Must satisfy each line:
1.1 Radiographs of the hip.
1.2 Ibuprofen for two weeks or more. This line is waived for a member who takes an anticoagulant.
2. Codes
73721.
`);
    expect(sections.flatMap(({ waivers }) => waivers).map(({ waivesLabels }) => waivesLabels)).toEqual([
      ['1.2'],
    ]);
  });

  it.each([
    'Covered without a period of treatment for any of these:',
    'Approved without a trial of treatment for any of these:',
    'Covered without any prior stretch of conservative care for any of these:',
  ])('is the treatment that it does without: %s', (lead) => {
    const waivers = waiversOf(`Other reasons\n2.1 ${lead}\n2.1.1 fever with back pain;\n2.1.2 known cancer.`);
    expect(waivers.map(({ waivesConcepts }) => waivesConcepts)).toContainEqual(['conservative-therapy']);
  });
});

describe('the condition of a release', () => {
  it.each([
    [
      'Acute tear. Item (a) does not apply where, within eight weeks of a fall or other injury, there is new weakness.',
      'all(motor-deficit, fracture-trauma)',
    ],
    [
      'Acute tear. Approve without (a) when there is new weakness within six weeks of an injury, or known cancer.',
      'any(all(motor-deficit, fracture-trauma), malignancy)',
    ],
    ['Acute tear. Item (a) does not apply where there is new weakness.', 'motor-deficit'],
  ])('takes the injury and the sign together: %s', (release, tree) => {
    expect(waiversOf(release).map(({ condition }) => sketch(condition))).toContain(tree);
  });

  it.each([
    'a person who takes a biologic agent',
    'a member on chemotherapy',
    'anybody treated with methotrexate',
    'a drug against rejection',
    'prednisone 20 mg a day or more for over a month',
    'medicines that weaken the immune system',
  ])('is a weak immune system, not a trial of medicine: %s', (condition) => {
    expect(
      waiversOf(`Early approval. Item (a) does not apply to ${condition}.`).map((waiver) =>
        sketch(waiver.condition),
      ),
    ).toEqual(['immunosuppression']);
  });

  it.each(['are not meant', 'do not qualify', 'are not included', 'are disregarded', 'are of no account'])(
    'takes out the kinds that %s',
    (words) => {
      const { sections } = policyOf(`LK-54: Spine MRI. Effective 01/01/2026.
1. Early approval
No treatment is required for any of these:
1.1 The member's own malignancy. Basal cell carcinomas ${words}.
1.2 Fever.
2. Codes
72146.
`);
      expect(JSON.stringify(sections[0]?.tree)).toContain('"excludes":["basal cell"]');
    },
  );
});
