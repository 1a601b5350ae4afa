/** Sections that are alike but for the setting: a new injury or none, before or after an operation, a child or an adult. */
import { describe, expect, it } from 'vitest';
import type { ScanDescription } from '../../../shared/domain/denial.ts';
import type { ClinicalFact } from '../../../shared/domain/record.ts';
import { repetitionOf, settingFit } from '../../../shared/engine/match/sections/setting.ts';
import { fact } from './support.ts';

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

  describe('of a scan that is asked for again', () => {
    const mri = fact('prior-imaging', 'MRI of the left knee 03/02/2026', {
      detail: 'mri',
      region: 'knee',
      date: '2026-03-02',
    });
    const scan = {
      modality: 'MRI',
      region: 'knee',
      side: 'left',
      contrast: null,
    } as unknown as ScanDescription;
    const known = (facts: readonly ClinicalFact[], requestDate: string) =>
      repetitionOf(facts, [], scan, requestDate);

    it('knows the scan of the same kind and part from the two years before', () => {
      expect(known([mri], '2026-09-01').scanned).toBe(true);
      expect(known([mri], '2028-09-01').scanned).toBe(false);
      expect(known([{ ...mri, detail: 'radiograph' }], '2026-09-01').scanned).toBe(false);
      expect(known([{ ...mri, region: 'hip' }], '2026-09-01').scanned).toBe(false);
      expect(known([{ ...mri, status: 'planned' }], '2026-09-01').scanned).toBe(false);
    });

    it('takes the section for another scan before the one for the first', () => {
      const again = settingFit([], [], [], { scanned: true, toldTooSoon: true });
      expect(again('Repeat MRI of the knee', 'sections')).toBeGreaterThan(2);
      expect(again('Knee MRI, first study', 'sections')).toBeLessThan(-2);
      expect(again('Meniscal tear', 'sections')).toBe(0);
    });
  });
});
