/** Time since the last study, and studies that had to show something: the letter against the record. */
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/engine/index.ts';
import { caseOf, rules } from '../engine-kit.ts';

const found = (said: string, told: string, service = '71250 CT chest without contrast') =>
  analyze(
    caseOf(
      {
        'letter.pdf': `Tern Health Plan\nMay 22, 2026\nMember: Iris Fenton\nRequest received: May 18, 2026\nService: ${service}\n\nThe scan is not medically necessary. ${said}\n\nYou may appeal within 180 days.`,
        'notes.pdf': `Bay Clinic\nOffice visit 05/11/2026\nPatient: Iris Fenton DOB 11/03/1964\n${told}\nA. Ruiz, MD`,
      },
      { today: '2026-06-01' },
    ),
    rules,
  ).findings.map(({ type, concept }) => `${type}/${concept}`);

describe('time since the last study', () => {
  const key = 'denial-contradicted-by-record/interval';
  const chest = 'Last CT chest 04/02/2025: 7 mm nodule, unchanged.\nPlan: CT chest 71250.';

  it.each([
    ['A year has not yet passed since the last CT of the chest.', chest],
    ['Twelve months have not gone by since your previous chest CT.', chest],
    ['Fewer than twelve months have elapsed since the most recent CT.', chest],
    ['The last chest CT was in January 2026, so that twelve months have not passed.', chest],
    ['We approve a CT once in twelve months. Only four months have gone by since your last chest CT.', chest],
    ['It is less than a year since the prior CT scan.', 'CT chest done on April 2, 2025, stable nodule.'],
  ])('%s / %s', (said, told) => {
    expect(found(said, told)).toContain(key);
  });

  it.each([
    // A newer one, whatever came before it.
    [
      'A year has not yet passed since the last CT of the chest.',
      'CT chest 04/02/2025: nodule.\nCT chest 01/09/2026: unchanged.',
    ],
    // Not long enough.
    ['Two years have not passed since the last CT of the chest.', chest],
    // Another kind, and another part.
    ['A year has not yet passed since the last PET scan.', chest],
    [
      'A year has not yet passed since the last CT of the chest.',
      'CT of the left knee 04/02/2025: no fracture.',
    ],
    // Only planned.
    ['A year has not yet passed since the last CT of the chest.', 'CT chest was planned for 04/02/2025.'],
    // The letter names no time that is asked for.
    ['Only four months have gone by since your last chest CT.', chest],
  ])('not: %s / %s', (said, told) => {
    expect(found(said, told)).not.toContain(key);
  });
});

describe('a study that had to show something', () => {
  const key = 'denial-contradicted-by-record/prior-imaging';

  it.each([
    ['We could not find an abnormal scan.', 'CT chest 04/02/2026: new 9 mm nodule in the right upper lobe.'],
    ['No suspicious finding on CT was documented.', 'CT chest 04/02/2026: enlarging mass of the left hilum.'],
    ['We found no abnormal scan of the chest.', 'CT chest 04/02/2026: suspicious lesion, 2 cm.'],
    ['No prior CT is on file.', 'CT chest 04/02/2026: normal.'],
  ])('%s / %s', (said, told) => {
    expect(found(said, told)).toContain(key);
  });

  it.each([
    [
      'We could not find an abnormal scan.',
      'CT chest 04/02/2026: no metastases, a 3 mm node of no significance.',
    ],
    ['No suspicious finding on CT was documented.', 'CT chest 04/02/2026: normal.'],
    ['There is no record of a doubtful scan.', 'CT chest 04/02/2026 was negative for embolism.'],
  ])('not: %s / %s', (said, told) => {
    expect(found(said, told)).not.toContain(key);
  });
});
