/** A policy that asks for two different drugs is not met by one. */
import { describe, expect, it } from 'vitest';
import { fact, outcomeOf } from './support.ts';

const policy =
  'Policy QX-1 Lumbar MRI\n\n1. Criteria\nMRI is covered when all of these are documented:\n1.1 Two different anti-inflammatory drugs, each for 14 days.\n1.2 Physical therapy.\n';

type Facts = Parameters<typeof outcomeOf>[1];
const state = (facts: Facts): string => outcomeOf(policy, facts).children[0]?.state ?? 'none';
const drug = (subject: string | null, days: number) =>
  fact('medication-trial', `${subject ?? 'an NSAID'} ${days} days`, {
    detail: 'nsaid',
    ...(subject === null ? {} : { subject }),
    measure: { days, from: null, to: null },
  });

describe('two different drugs, each for 14 days', () => {
  it('are met by two', () => {
    expect(state([drug('naproxen', 42), drug('meloxicam', 20)])).toBe('met');
  });
  it('are missing where one was taken long and another too short', () => {
    expect(state([drug('naproxen', 42), drug('meloxicam', 4)])).toBe('not-documented');
  });
  it('are missing where one drug was taken twice', () => {
    expect(state([drug('naproxen', 42), drug('naproxen', 30)])).toBe('not-documented');
  });
  it('are a question where a course goes unnamed', () => {
    expect(state([drug('naproxen', 42), drug(null, 30)])).toBe('ask');
  });
  it('are a question where the record gives a reason against a drug', () => {
    const reason = fact('contraindication', 'no further NSAID, kidney disease');
    expect(state([drug('naproxen', 42), reason])).toBe('ask');
  });
});
