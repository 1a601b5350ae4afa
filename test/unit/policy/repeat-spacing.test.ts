/** "A second scan within a year only if …": after the time it may be had again. All policies are invented. */
import { describe, expect, it } from 'vitest';
import { repeatSpacing } from '../../../shared/engine/policy/criteria/repeat-spacing.ts';
import { policyOf, sketch } from './support.ts';

const ofKnee = (text: string): string =>
  sketch(
    policyOf(`LAPWING HEALTH POLICY K-9\nMRI of the knee (73721)\nIn force from 1 May 2026\n\n${text}`)
      .sections[0]?.tree,
  );

describe('a scan that is asked for again', () => {
  it.each([
    ['A second MRI of the same knee within nine months needs a new injury.', 270, 'a new injury.'],
    ['Repeat MRI within 12 months: only with new weakness.', 360, 'new weakness.'],
    [
      'Another scan less than six months after the first is covered only if these are shown:',
      180,
      'these are shown:',
    ],
    ['Re-imaging sooner than 90 days, unless surgery was done in between', 90, 'surgery was done in between'],
  ])('is spaced by: %s', (text, days, condition) => {
    const found = repeatSpacing(text);
    expect([Math.round((found?.minDays ?? 0) / 30) * 30, found?.condition]).toEqual([days, condition]);
  });

  it.each([
    'A second course of therapy within six months is not asked for.',
    'MRI within six months of the injury needs films.',
    'Repeat MRI within 12 months without change.',
  ])('is not spaced by: %s', (text) => expect(repeatSpacing(text)).toBeNull());

  it('may be had after the time, or under the list below', () => {
    expect(
      ofKnee(`Repeat MRI of the knee. A second study is covered less than twelve months after the first only if one of these is shown:
1. A new injury of the knee.
2. A positive McMurray test that was not there at the time of the first study.`),
    ).toBe('any(interval>=360d, any(fracture-trauma, provocative-test))');
  });
});

it('takes the study since which something is new for no study that is asked for', () => {
  expect(
    ofKnee(`MRI of the knee is covered when one of these is shown:
1. Weight loss since the last scan.
2. A neurologic finding on examination that was not there at the time of the first study.`),
  ).toBe('any(weight-loss, focal-neurological-deficit)');
});
