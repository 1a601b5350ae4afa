/** Sections that are alike but for the setting: a new injury or none, before or after an operation, a child or an adult. */
import { describe, expect, it } from 'vitest';
import { settingFit } from '../../../shared/engine/match/sections/setting.ts';

const fit = (note: string, codes: readonly string[] = []) => settingFit([note], codes, []);

describe('the setting of a request', () => {
  it.each([
    ['Slipped on ice five weeks ago.', 'Shoulder, after an injury', 'Shoulder, no recent injury'],
    ['Pain for a year, no injury.', 'Shoulder, no recent injury', 'Shoulder, after an injury'],
    ['Lumbar fusion in 2021, pain again.', 'Low back, after surgery', 'Low back, before surgery'],
    ['Referred for an epidural injection.', 'Before an injection', 'After surgery'],
    ['MRI of the back in 2024; now worse.', 'Repeat study', 'Screening'],
    ['Sixth episode this year.', 'Recurrent sinusitis', 'Sinusitis after injury'],
  ])('%s is for "%s" before "%s"', (note, right, other) => {
    expect(fit(note)(right, 'sections')).toBeGreaterThan(fit(note)(other, 'sections'));
  });

  it('is read from diagnosis codes as well', () => {
    expect(fit('Knee pain.', ['S83241A'])('Acute injury', 'sections')).toBeGreaterThan(0);
  });

  it('parts pain that radiates from pain that does not within one list', () => {
    const radiating = fit('Pain shoots down the left leg to the big toe.');
    expect(radiating('Radiculopathy', 'indications')).toBeGreaterThan(
      radiating('Back pain without leg symptoms', 'indications'),
    );
  });

  it('says nothing of a heading that names no setting', () => {
    expect(fit('Fell yesterday.')('Meniscal tear', 'sections')).toBe(0);
  });
});
