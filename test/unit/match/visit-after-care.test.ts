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
