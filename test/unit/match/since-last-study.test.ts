/** A release "since the last scan" is met only by what is dated after that scan. */
import { describe, expect, it } from 'vitest';
import { fact, outcomeOf } from './support.ts';

const policy = (since: string) => `Policy QX-14 CT after kidney cancer

2. Yearly follow-up
CT is covered when all of the following are met:
2.1 At least 11 months since the last CT or MRI of the same region.
2.2 A visit with the urologist within the past 90 days.

3. Ahead of schedule
The interval of 2.1 does not apply when the record shows one of these ${since}:
(a) a new mass or lesion;
(b) weight loss.
`;
const scan = fact('prior-imaging', 'CT abdomen 12/08/2025', {
  detail: 'ct',
  section: 'report',
  date: '2025-12-08',
  noteDate: '2025-12-08',
});
const visit = fact('specialist-evaluation', 'Urology visit', { detail: 'urologist', date: '2026-05-10' });
const mass = (day: string) => fact('mass', 'Mass of the kidney.', { date: day, noteDate: day });
const interval = (since: string, ...facts: Parameters<typeof outcomeOf>[1][number][]): string | undefined =>
  outcomeOf(policy(since), facts, { region: 'abdomen' }).children[0]?.state;

describe('since the last scan', () => {
  it.each([
    ['since the last scan'],
    ['since the prior study'],
    ['since the most recent CT'],
    ['after the previous imaging'],
    ['since then'],
  ])('counts nothing from before it: %s', (since) => {
    expect(interval(since, scan, visit, mass('2025-12-08'))).toBe('contradicted');
    expect(interval(since, scan, visit, mass('2026-04-20'))).toBe('not-applicable');
  });
  it('counts all where the policy does not say so', () => {
    expect(interval('at any time', scan, visit, mass('2025-11-20'))).toBe('not-applicable');
  });
});
