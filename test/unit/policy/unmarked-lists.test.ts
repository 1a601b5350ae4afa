/** Lists that announce themselves without a colon, lines that do not wrap, tables typed with bars. */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from './support.ts';

const sections = (text: string): string[] =>
  policyOf(text).sections.map(({ role, heading, tree }) => `${role} ${heading}: ${sketch(tree)}`);

describe('a list without a colon above it', () => {
  const list = (announcement: string): string | undefined =>
    sections(`Spine imaging\n${announcement}\n  • Six weeks of physical therapy\n  • Lumbar radiographs`)
      .map((section) => section.split(': ').at(-1))
      .at(0);

  it.each([
    ['MRI is paid when the two things below are true.', 'all(physical-therapy>=42d, prior-imaging)'],
    ['One of these suffices', 'any(physical-therapy>=42d, prior-imaging)'],
    ['Lumbar MRI: choose one', 'any(physical-therapy>=42d, prior-imaging)'],
    ['Approvable if the chart has any one', 'any(physical-therapy>=42d, prior-imaging)'],
    ['Two of the following', '2+(physical-therapy>=42d, prior-imaging)'],
  ])('is joined as "%s" says', (announcement, tree) => {
    expect(list(announcement)).toBe(tree);
  });

  it('is only guessed to be asked for together where a verb of demand alone stands above it', () => {
    const tree = policyOf(
      'Spine imaging\nLumbar MRI needs\n  • Six weeks of physical therapy\n  • Lumbar radiographs',
    ).sections[0]?.tree;
    expect(tree).toMatchObject({ kind: 'all', stated: false });
  });
});

describe('lines that do not wrap', () => {
  it('are criteria one by one; what refuses, tells or is not asked for stands apart', () => {
    expect(
      sections(
        [
          'Chronic knee pain',
          'Roughly one in ten adults has pain about the knee.',
          'Radiographs of the knee come first.',
          'The member must have had six weeks of physical therapy.',
          'We do not pay for MRI in members with a prior MRI of the same knee.',
          'A colonoscopy is not expected.',
        ].join('\n'),
      ),
    ).toEqual([
      'covered Chronic knee pain: all(prior-imaging, physical-therapy>=42d)',
      'other Roughly one in ten adults has pain about the knee.: none',
      'not-covered We do not pay for MRI in members with a prior MRI of the same knee.: prior-imaging',
      'other A colonoscopy is not expected.: none',
    ]);
  });

  it('end the list above them', () => {
    const policy = policyOf(
      [
        'Lumbar spine MRI',
        'Covered if every one of these is recorded:',
        '1. Radiographs of the lumbar spine',
        '2. Six weeks of physical therapy',
        'Repeat imaging within a year is refused.',
      ].join('\n'),
    );
    expect(sketch(policy.sections[0]?.tree)).toBe('all(prior-imaging, physical-therapy>=42d)');
    expect(policy.sections[1]?.role).toBe('not-covered');
  });
});

describe('a table typed with bars', () => {
  it('is one list of its rows, those left out that ask for nothing', () => {
    expect(
      sections(
        [
          'Requirement | Evidence',
          'Radiographs | report',
          'Six weeks of physical therapy | visit log',
          'Injection | none wanted',
        ].join('\n'),
      ).map((section) => section.split(': ').at(-1)),
    ).toEqual(['all(prior-imaging, physical-therapy>=42d)']);
  });
});

describe('an item that releases from another', () => {
  it('is a waiver and no criterion of the list', () => {
    const [section] = policyOf(
      [
        '1.0 Neck pain',
        '1.1 MRI is appropriate when both are true:',
        'a) radiculopathy',
        'b) six weeks of physical therapy',
        '1.2 Section 1.1(b) is suspended where there is myelopathy.',
      ].join('\n'),
    ).sections;
    expect(sketch(section?.tree)).toBe('any(all(radiculopathy, physical-therapy>=42d))');
    expect(section?.waivers.map(({ condition }) => sketch(condition))).toEqual(['myelopathy']);
  });
});
