/** Values of a laboratory and grades of strength held against what a policy asks for; all invented. */
import { describe, expect, it } from 'vitest';
import type { ClinicalFact } from '../../../shared/domain/record.ts';
import { fact, outcomeOf } from './support.ts';

const state = (criterion: string, facts: readonly ClinicalFact[]): string =>
  outcomeOf(
    `Policy QX-1 Lumbar MRI\n\n1. Criteria\nMRI is covered when all of these are documented:\n1.1 ${criterion}\n1.2 ${criterion}\n`,
    facts,
  ).children[0]?.state ?? 'none';

const lab = (detail: string, value: number, date: string, upperLimit?: number): ClinicalFact =>
  fact('lab-result', `${detail} ${value}`, {
    detail,
    date,
    noteDate: date,
    context: { negation: 'negated' },
    measure: { quantity: { unit: detail, value, ...(upperLimit === undefined ? {} : { upperLimit }) } },
  });
const strength = (
  subject: string,
  value: number,
  date: string,
  side: 'left' | 'right' | 'bilateral' = 'left',
): ClinicalFact =>
  fact('motor-deficit', `strength ${value} ${subject}`, {
    detail: 'strength',
    subject,
    side,
    date,
    noteDate: date,
    region: 'lumbar-spine',
    section: 'exam',
    context: { negation: value < 5 ? 'affirmed' : 'negated' },
    status: value < 5 ? 'done' : 'not-done',
    measure: { quantity: { unit: 'strength-grade', value } },
  });

it.each([
  ['creatinine clearance or eGFR is 45 or more', lab('egfr', 84, '2026-05-20'), 'met'],
  ['creatinine clearance or eGFR is 45 or more', lab('creatinine', 0.8, '2026-05-20'), 'not-documented'],
  ['white count above 12', lab('wbc', 15.4, '2026-05-20'), 'met'],
  ['white blood cell count over 12', lab('wbc', 8.8, '2026-05-20'), 'contradicted'],
  ['white count above 12', lab('hemoglobin', 15, '2026-05-20'), 'not-documented'],
])('holds each value against its own bound: %s', (criterion, value, expected) => {
  expect(state(`${criterion}.`, [value])).toBe(expected);
});

describe('a value that is to be raised twice', () => {
  const criterion =
    "Calcitonin above the laboratory's limit on two tests in a row, four weeks or more apart.";
  const calcitonin = (value: number, date: string) => lab('calcitonin', value, date, 10);
  it.each([
    ['one of two', [calcitonin(14, '2026-03-02'), calcitonin(7, '2026-05-20')], 'not-documented'],
    ['both', [calcitonin(14, '2026-03-02'), calcitonin(17, '2026-05-20')], 'met'],
    ['both, too near', [calcitonin(14, '2026-05-12'), calcitonin(17, '2026-05-20')], 'not-documented'],
    [
      'both, without a limit',
      [lab('calcitonin', 14, '2026-03-02'), lab('calcitonin', 17, '2026-05-20')],
      'ask',
    ],
  ] as const)('%s', (_, values, expected) => {
    expect(state(criterion, values)).toBe(expected);
  });
});

describe('the year in the name of a formula', () => {
  it('is not the day of the value', () => {
    const value: ClinicalFact = {
      ...lab('egfr', 71, '2026-05-04'),
      spans: [{ documentId: 'record', pageIndex: 0, start: 0, end: 24, quote: 'eGFR (CKD-EPI 2021) 71' }],
    };
    expect(state('Kidney function within 60 days: eGFR of 40 or more.', [value])).toBe('met');
  });
});

describe('what is computed from values', () => {
  it.each([
    ['PSA density of 0.15 or more.', 'ask'],
    ['PSA velocity above 0.75 in a year.', 'ask'],
    ['A percent free PSA below 10.', 'ask'],
    ['PSA above 4.', 'met'],
    ['PSA above 4, or PSA density of 0.15 or more.', 'met'],
  ])('%s', (criterion, expected) => {
    expect(state(criterion, [lab('psa', 6.1, '2026-05-04')])).toBe(expected);
  });
});

describe('a finding of long ago', () => {
  it('says nothing of the illness that the policy asks about', () => {
    const fever = (date: string) => [
      fact('infection', 'fever of 102, white count 16', { date, noteDate: date }),
    ];
    expect(state('Fever or a raised white count that points to infection.', fever('2026-05-20'))).toBe('met');
    expect(state('Fever or a raised white count that points to infection.', fever('2024-02-20'))).not.toBe(
      'met',
    );
  });
});

describe('a laboratory criterion', () => {
  const kidney = 'Creatinine and eGFR checked in the 90 days before the request, eGFR of at least 30.';
  it.each([
    ['met by a value in time and above the bound', kidney, [lab('egfr', 80, '2026-05-02')], 'met'],
    ['not met by an old value', kidney, [lab('egfr', 80, '2024-05-02')], 'not-documented'],
    ['contradicted by a value below the bound', kidney, [lab('egfr', 22, '2026-05-02')], 'contradicted'],
    [
      'met by two raised tests',
      'ALT more than twice the upper limit of normal on two liver tests a week or more apart.',
      [lab('alt', 90, '2026-04-02', 40), lab('alt', 110, '2026-05-02', 40)],
      'met',
    ],
    [
      'not met by one raised test',
      'ALT more than twice the upper limit of normal on two liver tests a week or more apart.',
      [lab('alt', 45, '2026-04-02', 40), lab('alt', 110, '2026-05-02', 40)],
      'not-documented',
    ],
    [
      'not met by two tests on two days running',
      'ALT more than twice the upper limit of normal on two liver tests a week or more apart.',
      [lab('alt', 90, '2026-05-01', 40), lab('alt', 110, '2026-05-02', 40)],
      'not-documented',
    ],
    [
      'met by one value of twice the upper limit',
      'Alkaline phosphatase at twice the upper limit of normal.',
      [lab('alk-phos', 298, '2026-05-02', 120)],
      'met',
    ],
    [
      'not met by another value than the one it names',
      'Alkaline phosphatase at twice the upper limit of normal.',
      [lab('alk-phos', 110, '2026-05-02', 120), lab('alt', 298, '2026-05-02', 40)],
      'not-documented',
    ],
  ] as const)('is %s', (_, criterion, facts, wanted) => {
    expect(state(criterion, facts)).toBe(wanted);
  });
});

describe('strength that went down', () => {
  const drop =
    'Motor weakness that progresses, with a drop of one grade or more in the same muscle between two examinations.';
  it.each([
    [
      'met',
      'one muscle of one side',
      [strength('great toe', 5, '2026-03-01'), strength('great toe', 3, '2026-05-01')],
    ],
    [
      'met',
      'a line for every muscle before',
      [strength('strength', 5, '2026-03-01', 'bilateral'), strength('great toe', 4, '2026-05-01')],
    ],
    [
      'other',
      'two muscles',
      [strength('knee bending', 5, '2026-03-01'), strength('great toe', 4, '2026-05-01')],
    ],
    [
      'other',
      'two sides',
      [strength('great toe', 5, '2026-03-01', 'right'), strength('great toe', 4, '2026-05-01')],
    ],
    [
      'other',
      'a smaller loss than asked for',
      [strength('great toe', 4.33, '2026-03-01'), strength('great toe', 4, '2026-05-01')],
    ],
  ] as const)('is %s for %s', (wanted, _, facts) => {
    const found = outcomeOf(
      `Policy QX-1 Lumbar MRI\n\n1. Criteria\nMRI is covered when all of these are documented:\n1.1 ${drop}\n1.2 ${drop}\n`,
      facts,
    ).children[0];
    const dropped = found?.steps.some((step) => step.startsWith('great toe: ')) ?? false;
    expect(dropped).toBe(wanted === 'met');
  });
});
