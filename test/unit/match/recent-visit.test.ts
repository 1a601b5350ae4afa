/** A visit in the days before the request, and tests that only had to be done. */
import { describe, expect, it } from 'vitest';
import { fact, outcomeOf } from './support.ts';

type Facts = Parameters<typeof outcomeOf>[1];
const state = (criterion: string, facts: Facts): string =>
  outcomeOf(
    `Policy QX-1 Lumbar MRI\n\n1. Criteria\nMRI is covered when all of these are documented:\n1.1 ${criterion}\n1.2 ${criterion}\n`,
    facts,
  ).children[0]?.state ?? 'none';

const exam = (noteDate: string) =>
  fact('provocative-test', 'Straight leg raise positive', { section: 'exam', noteDate, date: noteDate });
const order = (noteDate: string) =>
  fact('prior-imaging', 'MRI ordered', { status: 'planned', noteDate, date: noteDate });

describe('a visit within a window', () => {
  it.each([
    'The member has been seen, in the office or by video, in the 30 days before the request.',
    'A face-to-face evaluation within 60 days before the request.',
    'An examination in person within the last 30 days.',
  ])('is shown by an examination of these days: %s', (criterion) => {
    expect(state(criterion, [exam('2026-05-20')])).toBe('met');
    expect(state(criterion, [exam('2026-01-20')])).not.toBe('met');
  });

  it('is that of whoever orders the scan where the policy says so', () => {
    const asked = 'The member has been seen by the ordering clinician in the 30 days before the request.';
    expect(state(asked, [exam('2026-05-20'), order('2026-05-20')])).toBe('met');
    expect(state(asked, [exam('2026-05-20'), order('2026-05-25')])).not.toBe('met');
  });

  it('shows no second look after care', () => {
    expect(
      state('A visit after the treatment, within 30 days before the request.', [exam('2026-05-20')]),
    ).not.toBe('met');
  });
});

describe('tests asked for by name and window', () => {
  const lab = (detail: string, value: number, date = '2026-05-20') =>
    fact('lab-result', `${detail} ${value}`, {
      detail,
      date,
      context: { negation: 'negated' },
      measure: { quantity: { unit: detail, value } },
    });
  it('are met by normal values in time', () => {
    expect(state('TSH in the 60 days before the request.', [lab('tsh', 2)])).toBe('met');
    expect(state('TSH in the 60 days before the request.', [lab('tsh', 2, '2025-05-20')])).not.toBe('met');
  });
  it('are not met by normal values where a finding is asked for', () => {
    expect(state('Raised TSH in the 60 days before the request.', [lab('tsh', 2)])).not.toBe('met');
  });
});

describe('values of which one will do', () => {
  const asked = 'Vitamin D under 20 ng/mL, or a DXA Z-score of -1.0 or lower, or ferritin under 15 ng/mL.';
  const value = (detail: string, amount: number) =>
    fact('lab-result', `${detail.replace('-', ' ')} ${amount} ng/mL`, {
      detail,
      measure: { quantity: { unit: detail, value: amount } },
    });
  it('are met by any that fits', () => {
    expect(state(asked, [value('vitamin-d', 14), value('ferritin', 31)])).toBe('met');
    expect(state(asked, [value('vitamin-d', 44), value('ferritin', 11)])).toBe('met');
  });
  it('stay open where none of those read fits, for another may', () => {
    expect(state(asked, [value('vitamin-d', 44), value('ferritin', 31)])).toBe('ask');
  });
});
