/** Films of the present episode, reflexes in the direction asked for, skin cancers taken out, items within an item. */
import { describe, expect, it } from 'vitest';
import { policyOf, sketch } from '../policy/support.ts';
import { fact, outcomeOf } from './support.ts';

const state = (criterion: string, facts: Parameters<typeof outcomeOf>[1]): string =>
  outcomeOf(
    `Policy QX-1 Lumbar MRI\n\n1. Criteria\nMRI is covered when all of these are documented:\n1.1 ${criterion}\n1.2 ${criterion}\n`,
    facts,
  ).children[0]?.state ?? 'none';

const began = fact('symptom-duration', 'left leg pain since 04/06/2026', {
  measure: { from: '2026-04-06', to: '2026-05-20', days: 45 },
});
const films = (date: string | null) =>
  fact('prior-imaging', 'XR lumbar spine 3 views', { section: 'report', date, noteDate: date });

describe('films of the present episode', () => {
  const asked = [
    'Radiographs of the lumbar spine obtained since the onset of the present episode.',
    'Plain films taken during the current episode.',
    'X-rays made after the start of these symptoms.',
    'Plain films of the back taken after the present symptoms began.',
    'X-rays of the back done since the pain had begun.',
    'X-rays for the present complaint.',
  ];

  it.each(asked)('counts films taken after it began: %s', (criterion) => {
    expect(state(criterion, [began, films('2026-05-02')])).toBe('met');
  });

  it.each(asked)('does not count films of years ago: %s', (criterion) => {
    expect(state(criterion, [began, films('2023-08-11')])).toBe('not-documented');
  });

  it.each(asked)('asks where no record says when it began: %s', (criterion) => {
    expect(state(criterion, [films('2026-05-02')])).toBe('ask');
  });

  it.each(asked)('does not count films of years ago, though none says when it began: %s', (criterion) => {
    expect(state(criterion, [films('2022-08-11')])).toBe('not-documented');
  });
});

describe('reflexes', () => {
  const lost = fact('reflex-change', 'right ankle jerk 1+, left 2+', { section: 'exam' });
  const brisk = fact('reflex-change', 'patellar reflexes 3+ and brisk', { section: 'exam' });

  it.each([
    'Hyperreflexia on examination.',
    'Brisk reflexes below the lesion.',
    'Exaggerated knee reflexes.',
  ])('that are lively are not shown by one that is lost: %s', (criterion) => {
    expect(state(criterion, [lost])).not.toBe('met');
    expect(state(criterion, [brisk])).toBe('met');
  });

  it.each(['A diminished ankle reflex.', 'Reduced or absent patellar or Achilles reflex.', 'Areflexia.'])(
    'that are lost are not shown by a lively one: %s',
    (criterion) => {
      expect(state(criterion, [brisk])).not.toBe('met');
      expect(state(criterion, [lost])).toBe('met');
    },
  );

  it('of either kind are a reflex change', () => {
    expect(state('A reflex change.', [lost])).toBe('met');
    expect(state('A reflex change.', [brisk])).toBe('met');
  });
});

describe('skin cancers that the policy leaves out', () => {
  const criterion = 'History of cancer other than skin cancer.';

  it.each([
    'basal cell carcinoma of the cheek, excised',
    'squamous cell cancer of the left ear',
    'melanoma 2021',
  ])('are no cancer for it: %s', (quote) => {
    expect(state(criterion, [fact('malignancy', quote)])).not.toBe('met');
  });

  it('are no cancer for it where the record does not say which, and the policy takes out the usual ones', () => {
    expect(
      state('Cancer within five years, other than skin basal or squamous cell.', [
        fact('malignancy', 'skin cancer off the nose 2025'),
      ]),
    ).not.toBe('met');
  });

  it('do not take out other cancers', () => {
    expect(state(criterion, [fact('malignancy', 'colon cancer, resected 2022')])).toBe('met');
  });

  it('are only those without melanoma where the policy says so', () => {
    expect(
      state('Cancer, not counting non-melanoma skin cancer.', [fact('malignancy', 'melanoma, stage II')]),
    ).toBe('met');
  });
});

describe('layouts', () => {
  const trees = (text: string) =>
    policyOf(text).sections.map(({ heading, role, tree }) => [heading, role, sketch(tree)]);

  it('a title that releases in half a sentence opens a section of releases', () => {
    const sections = trees(`OAKRIDGE HEALTH
OR-5: Imaging for Headache
Effective: 01/01/2026

Standard criteria
MRI of the brain is medically necessary when headache has lasted four weeks or longer and has not improved
after a preventive medicine taken daily for at least six weeks.

When a preventive medicine is not needed
The trial of medicine is not required when the record documents any of the following:

swelling of the optic disc;
a seizure;
a thunderclap onset.
`);
    expect(sections.find(([heading]) => heading === 'When a preventive medicine is not needed')).toEqual([
      'When a preventive medicine is not needed',
      'waiver',
      'any(papilledema, seizure, thunderclap-headache)',
    ]);
  });

  it('a sentence that wraps before "section 2" opens no section', () => {
    const sections = trees(`Policy TK-3 Neck MRI

1. Radicular pain

MRI is covered when all of these are met:
1.1 Arm pain for six weeks or more
1.2 X-ray of the neck within 12 months

2. Neck pain alone

MRI is covered after twelve weeks of physical therapy.

3. Codes

Often seen with section 1: M54.12. With
section 2: M54.2.
`);
    expect(sections.map(([heading]) => heading)).toEqual(['Radicular pain', 'Neck pain alone', 'Codes']);
  });

  it('"and" before the first number at a line’s start does not hide the list', () => {
    const sections = trees(`Thornbury Criteria
TB-4 Lumbar MRI

Criteria
MRI is appropriate if the member has leg pain and
(1) films of the lumbar spine were taken,
(2) six weeks of physical therapy did not help,
(3) the pain has lasted more than six weeks.
`);
    expect(sections[0]?.[2]).toBe('all(prior-imaging, physical-therapy>=42d, symptom-duration>=42d)');
  });
});
