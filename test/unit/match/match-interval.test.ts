/** How long ago the last study was: which one counts, and what stands in for a date. */
import { describe, expect, it } from 'vitest';
import { fact, outcomeOf } from './support.ts';

const state = (criterion: string, facts: Parameters<typeof outcomeOf>[1]): string =>
  outcomeOf(
    `Policy QX-1 Scans\n\n1. Criteria\nPET is covered when all of these are documented:\n1.1 ${criterion}\n1.2 ${criterion}\n`,
    facts,
    { region: 'heart' },
  ).children[0]?.state ?? 'none';
const study = (quote: string, date: string, extra: Parameters<typeof fact>[2] = {}) =>
  fact('prior-imaging', quote, { date, noteDate: date, region: 'heart', ...extra });
const never = (quote: string, date = '2026-05-20') =>
  study(quote, date, { status: 'not-done', context: { negation: 'negated' } });
const noPet = 'No FDG PET study of the heart within the past three months.';

describe('no such study of late', () => {
  it.each([
    ['No PET has been done before.'],
    ['Never had a PET.'],
    ['No prior PET of the heart.'],
    ['PET: none at any time.'],
    ['He has had no PET to date.'],
    ['Our first such study; no PET so far.'],
  ])('is met by the word that there was none: %s', (quote) => {
    expect(state(noPet, [never(quote)])).toBe('met');
  });

  it.each([
    ['No PET today, the fast was not kept.', '2026-05-20'],
    ['No prior PET.', '2025-11-02'],
    ['No prior mammogram.', '2026-05-20'],
  ])('is asked where the word is of another day or thing: %s', (quote, date) => {
    expect(state(noPet, [never(quote, date)])).toBe('ask');
  });

  it('is told by the studies that the policy names, an order being none', () => {
    const entero = 'No CT or MR enterography within the past six months.';
    const old = study('11/19/2024 MR enterography, mild thickening', '2024-11-19', { detail: 'mri' });
    expect(state(entero, [old])).toBe('met');
    expect(state(entero, [old, study('MR enterography 04/02/2026', '2026-04-02')])).toBe('contradicted');
    expect(state(entero, [old, study('Test: MR enterography, CPT 74183', '2026-05-20')])).toBe('met');
  });

  it.each([
    ['No stress imaging (SPECT, PET, stress echo, stress MRI) and no coronary CT in the past 24 months.'],
    ['No nuclear stress test, stress echocardiogram or cardiac CT within the past two years.'],
    ['No myocardial perfusion imaging in the past 24 months.'],
    ['No exercise or pharmacologic stress imaging within the past 24 months.'],
    ['No coronary CT or catheter angiography in the past 24 months.'],
    ['No cardiac catheterization, CCTA or stress MRI in the past 24 months.'],
  ])('counts no study of another kind: %s', (criterion) => {
    const others = [
      study('Echo 05/12/2026 (limited, in office): septal motion of LBBB.', '2026-05-12'),
      study('TTE 05/02/2026, EF 55%', '2026-05-02', { detail: 'ultrasound' }),
      study('ECG 05/12/2026: LBBB', '2026-05-12'),
      study('Carotid ultrasound 04/01/2026', '2026-04-01', { detail: 'ultrasound' }),
      study('CT angiogram, pulmonary, 03/02/2026: no clot', '2026-03-02', { detail: 'ct' }),
      study('Treadmill 04/20/2026: stopped at 4 min, exercise ECG not diagnostic', '2026-04-20'),
    ];
    expect(state(criterion, others)).toBe('ask');
  });

  it.each([
    [
      'No stress imaging (SPECT, PET, stress echo, stress MRI) in the past 24 months.',
      'Exercise SPECT: 9.8 METs',
    ],
    [
      'No nuclear stress test or cardiac CT within the past 24 months.',
      'Lexiscan nuclear study, no ischemia',
    ],
    ['No stress imaging in the past 24 months.', 'Dobutamine stress echo, no wall motion change'],
    ['No coronary CT or catheter angiography in the past 24 months.', 'CCTA: 30% LAD'],
    ['No coronary CT or catheter angiography in the past 24 months.', 'Left heart cath, clean coronaries'],
  ])('counts one of the kind: %s | %s', (criterion, quote) => {
    expect(state(criterion, [study(quote, '2025-11-02')])).toBe('contradicted');
    expect(state(criterion, [study(quote, '2022-11-02')])).toBe('met');
  });
});
