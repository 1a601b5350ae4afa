/** A visit that is asked for after weeks of care counts only where the care was done, or is set aside. */
import { describe, expect, it } from 'vitest';
import { fact, outcomeOf } from './support.ts';

const policy = `Policy QX-9 Lumbar MRI

1. Criteria
MRI is covered when all of these are documented:
1.1 Physical therapy for six weeks or more.
1.2 A visit after the therapy, at which the member is no better.
`;
const visit = fact('re-evaluation', 'Seen again, no better.', { date: '2026-05-28', noteDate: '2026-05-28' });
const therapy = (from: string, visits: number) =>
  fact('physical-therapy', 'physical therapy visits', {
    detail: 'course',
    date: '2026-05-20',
    measure: { from, to: '2026-05-20', days: visits === 12 ? 42 : 14, visits },
  });

describe('a visit after care', () => {
  it('is met where the care was done', () => {
    expect(outcomeOf(policy, [visit, therapy('2026-04-09', 12)]).children.map(({ state }) => state)).toEqual([
      'met',
      'met',
    ]);
  });

  it('looks back on nothing where the care fell short', () => {
    expect(outcomeOf(policy, [visit, therapy('2026-05-07', 3)]).children.map(({ state }) => state)).toEqual([
      'not-documented',
      'not-documented',
    ]);
  });
});

describe('a complaint of several bouts', () => {
  const lasting = `Policy QX-9 Sinus CT\n\n1. Criteria\nCT is covered when all of these are documented:\n1.1 Symptoms for 12 weeks or more.\n1.2 Endoscopy by an otolaryngologist.\n`;
  const bout = (quote: string, from: string, to: string, detail = 'onset') =>
    fact('symptom-duration', quote, {
      detail,
      date: to,
      noteDate: to,
      measure: { from, to, days: 11 },
    });
  const seen = fact('functional-limitation', 'Cannot sleep for it.', {
    date: '2026-05-28',
    noteDate: '2026-05-28',
  });
  const state = (...facts: Parameters<typeof outcomeOf>[1][number][]): string =>
    outcomeOf(lasting, [...facts, seen]).children[0]?.state ?? 'none';

  it('counts the days of the last one only', () => {
    const early = bout('Sinus x 11 d.', '2026-01-31', '2026-02-11', 'stated');
    expect(state(early)).toBe('met');
    expect(state(early, bout('Started about April 15 after a cold.', '2026-04-15', '2026-05-28'))).toBe(
      'not-documented',
    );
    expect(state(early, bout('Worse since April 15.', '2026-04-15', '2026-05-28'))).toBe('met');
  });
});

describe('a member of a list that has a reason of its own', () => {
  const list = (second: string) =>
    `Policy QX-9 Shoulder MRI\n\n1. Criteria\nMRI is covered when all of these are documented:\n1.1 Care that has failed, comprising at least two of:\n(a) six weeks of supervised physical therapy;\n(b) ${second};\n(c) one injection of a corticosteroid into the joint.\n1.2 Radiographs of the shoulder.\n`;
  const injection = fact('injection', 'Corticosteroid injection 04/02, ten days of relief.', {
    date: '2026-04-02',
  });
  const bleed = fact('contraindication', 'GI bleed 2022, no NSAIDs (anti-inflammatory not safe).', {
    date: '2026-05-20',
  });

  it.each([
    ['two weeks of an anti-inflammatory medicine, or a documented reason why such a medicine is not safe'],
    ['two weeks of an anti-inflammatory medicine, unless such a medicine is contraindicated'],
  ])('counts where the reason is shown: %s', (second) => {
    expect(outcomeOf(list(second), [injection, bleed]).children[0]?.state).toBe('met');
    expect(outcomeOf(list(second), [injection]).children[0]?.state).not.toBe('met');
  });
});
