/** Sentences and lists that set requirements aside, by their grammar and wherever they stand. All policies are invented. */
import { describe, expect, it } from 'vitest';
import { releaseIn } from '../../../shared/engine/policy/releases/patterns.ts';
import { policyOf, sketch } from './support.ts';

const signs = (indent: string): string =>
  [
    `${indent}a. saddle numbness or urinary retention`,
    `${indent}b. foot drop`,
    `${indent}c. fever with back pain`,
  ].join('\n');

const read = (below: string) =>
  policyOf(`Harrow Valley Health Plan
Medical Policy 418: MRI of the Lumbar Spine
Effective January 1, 2026

Criteria
MRI of the lumbar spine is covered when all of the following are met:
   1. Leg pain of at least six weeks
   2. Six weeks of physical therapy
   3. Lumbar radiographs in the past 6 months
${below}

Coding
72148
`);

describe('a sentence that sets aside', () => {
  it.each([
    ['The films of 2.2 and the treatments of 3 and 4 are not awaited when', ''],
    ['Neither (A) nor any splint in the table is required if a mass is felt.', 'a mass is felt'],
    ['Item 4.1 is not enforced when the member is under 18.', 'the member is under 18'],
    ['The 24 months need not have run where PSA has doubled.', 'PSA has doubled'],
    ['Rule 2.2 is not applied to members with new findings.', 'members with new findings'],
    ['Children under two need not have tried a second drug.', 'Children under two'],
    ['Where the member is pregnant, the ultrasound need not be awaited.', 'the member is pregnant'],
    ['Skip 1B and 1C if there is a foot drop.', 'there is a foot drop'],
    ['Members with known cancer do not need therapy first.', 'Members with known cancer'],
    ['An exception to the six-week rule is made for new weakness.', 'new weakness'],
    ['Imaging sooner than six weeks is covered for known cancer.', 'known cancer'],
    ['If there is a foot drop, MRI is approved regardless of prior treatment.', 'there is a foot drop'],
    ['Unless the knee is locked, in which case 3.1.2 is not asked.', 'the knee is locked'],
    ['Patients are not required to complete six weeks of therapy when there is fever.', 'there is fever'],
  ])('%s', (sentence, condition) => {
    expect(releaseIn(sentence)?.condition.replace(/[.]$/, '')).toBe(condition);
  });

  it.each([
    'The trial may not be skipped when there is fever.',
    'No requirement is waived when the member is pregnant.',
    'No exceptions are made for fever.',
    'MRI is not covered without six weeks of therapy when there is fever.',
    'Therapy is not required unless there is fever.',
    'Did arm elevation drop away at once after a fall?',
  ])('does not where it is denied or asked: %s', (sentence) => {
    expect(releaseIn(sentence)).toBeNull();
  });
});

describe('a list of conditions that release', () => {
  const asked = 'all(symptom-duration>=42d, physical-therapy>=42d, prior-imaging<180d)';
  const condition = 'any(cauda-equina, motor-deficit, infection)';

  it.each([
    [`   4. Items 2 and 3 are waived if there is\n${signs('      ')}`, ['2', '3']],
    [`   Skip items 2 and 3 for any of these:\n${signs('      ')}`, ['2', '3']],
    [
      `   4. Unless one of these is documented, in which case item 2 is not asked for:\n${signs('      ')}`,
      ['2'],
    ],
    [`\nThe following members are exempt from items 2 and 3:\n${signs('')}`, ['2', '3']],
  ])('is no criterion: %s', (below, labels) => {
    const { sections } = read(below);
    expect(sketch(sections[0]?.tree)).toBe(asked);
    expect(
      sections
        .flatMap(({ waivers }) => waivers)
        .map((waiver) => ({ labels: waiver.waivesLabels, condition: sketch(waiver.condition) })),
    ).toContainEqual({ labels, condition });
  });

  it('is a section of releases where it stands by itself', () => {
    const { sections } = read(
      `\nPart 2. Without waiting\nThe films and the treatments are not awaited when the chart shows\n${signs('   ')}`,
    );
    const section = sections.find(({ heading }) => heading === 'Without waiting');
    expect(section?.role).toBe('waiver');
    expect(section?.waivers[0]?.waivesConcepts).toContain('prior-imaging');
    expect(section?.waivers[0]?.waivesConcepts).toContain('conservative-therapy');
  });

  it('may stand above the sentence that releases', () => {
    const { sections } = read(
      `\nDanger signs\n   - saddle numbness or urinary retention\n   - foot drop\n   - fever with back pain\nWhere one of these is present, items 2 and 3 are not required.`,
    );
    expect(
      sections
        .flatMap(({ waivers }) => waivers)
        .map((waiver) => ({ labels: waiver.waivesLabels, condition: sketch(waiver.condition) })),
    ).toContainEqual({ labels: ['2', '3'], condition });
  });

  it('belongs to the item that it excepts from', () => {
    const { sections } = policyOf(`HV-9: MRI of the Lumbar Spine. Effective 01/01/2026.

Criteria
MRI is covered when all of the following are met:
   1. Leg pain of at least six weeks
   2. Six weeks of physical therapy, except in the presence of:
${signs('        ')}
   3. Lumbar radiographs in the past 6 months
`);
    const tree = sections[0]?.tree;
    expect(sketch(tree)).toBe(asked);
    const item = tree?.kind === 'all' ? tree.children[1] : undefined;
    expect(item?.waivers.map((waiver) => sketch(waiver.condition))).toEqual([condition]);
  });

  it('of danger signs that grants the scan by itself releases from the rest, and of indications does not', () => {
    const waivers = (list: string) =>
      read(`\nUrgent requests\nAny one of the following alone supports approval:\n${list}`)
        .sections.filter(({ heading }) => heading === 'Urgent requests')
        .flatMap((section) => section.waivers);
    expect(waivers(signs('   ')).map((waiver) => sketch(waiver.condition))).toEqual([condition]);
    expect(waivers('   a. six weeks of physical therapy\n   b. two epidural injections')).toEqual([]);
  });
});

it('the care named in some sections is the care, and not the sections', () => {
  const { sections } = read(
    '\nGeneral\nEvery treatment in Sections 1 to 3 is waived if there is a foot drop.',
  );
  const [waiver] = sections.flatMap(({ waivers }) => waivers);
  expect(waiver?.waivesLabels).toEqual([]);
  expect(waiver?.waivesConcepts).toContain('conservative-therapy');
});
