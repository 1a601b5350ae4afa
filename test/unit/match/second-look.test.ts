/** A second examination so many days after an injury, and signs of hand and foot that policies name. */
import { describe, expect, it } from 'vitest';
import { daysAfterInjury } from '../../../shared/engine/match/outcomes/second-look.ts';
import { fact, outcomeOf } from './support.ts';

it.each([
  ['a second examination 7 days or more after the injury at which the tenderness is still there', 7],
  ['A repeat examination at least ten days after the fall', 10],
  ['Seen again two weeks following the original trauma', 14],
  ['A second visit one week after the first', 7],
  ['A re-examination 7 to 14 days after the accident', 7],
  ['A second examination after six weeks of therapy', null],
  ['A visit within 30 days before the request', null],
])('counts the days in "%s"', (text, days) => {
  expect(daysAfterInjury(text)).toBe(days);
});

const policy = `Policy QX-12 Wrist MRI

1. Suspected scaphoid fracture
MRI is covered when all of these are documented:
1.1 A fall or blow to the wrist in the past six weeks, with tenderness in the anatomic snuffbox.
1.2 A second examination 7 days or more after the injury at which the tenderness is still there.
`;
const place = { region: 'wrist', side: 'right' } as const;
const fall = fact('fracture-trauma', 'Fell off a skateboard 5/16.', {
  ...place,
  subject: 'fell',
  date: '2026-05-16',
  noteDate: '2026-05-29',
});
const noFracture = fact('fracture-trauma', 'No acute fracture.', {
  ...place,
  subject: 'fract',
  section: 'results',
  date: '2026-05-16',
  noteDate: '2026-05-16',
  status: 'not-done',
  context: { negation: 'negated' },
});
const look = (day: string, tender = true) =>
  fact('provocative-test', tender ? 'Tender in the anatomic snuffbox.' : 'Nontender snuffbox.', {
    ...place,
    detail: 'point-tenderness',
    section: 'exam',
    date: day,
    noteDate: day,
    ...(tender ? {} : { status: 'not-done' as const, context: { negation: 'negated' as const } }),
  });
const states = (...facts: Parameters<typeof outcomeOf>[1][number][]): readonly string[] =>
  outcomeOf(policy, facts, { region: 'wrist', side: 'right' }).children.map(({ state }) => state);

describe('a second look after an injury', () => {
  it('is met by an examination long enough after the injury that finds the same', () => {
    expect(states(fall, noFracture, look('2026-05-16'), look('2026-05-29'))).toEqual(['met', 'met']);
  });
  it('is not met by one too early', () => {
    expect(states(fall, look('2026-05-16'), look('2026-05-20'))[1]).toBe('not-documented');
  });
  it('is a question where the finding is gone', () => {
    expect(states(fall, look('2026-05-16'), look('2026-05-29', false))[1]).toBe('ask');
  });
  it('is none where it is the first look', () => {
    expect(states(fall, look('2026-05-29'))[1]).not.toBe('met');
  });
});

it('knows that nobody can have looked back on care that was not done', () => {
  const after = `Policy QX-13 Foot MRI\n\n1. Criteria\nMRI is covered when all of these are documented:\n1.1 Physical therapy for six weeks.\n1.2 A second examination after 1.1 that shows no meaningful relief.\n`;
  const begun = fact('physical-therapy', 'PT 2 visits', {
    region: 'foot',
    measure: { from: '2026-05-10', to: '2026-05-20', days: 10, visits: 2 },
  });
  const [, seen] = outcomeOf(after, [begun], { region: 'foot' }).children;
  expect(seen?.state).toBe('not-documented');
  expect(seen?.steps.join()).toContain('not done in full');
});
