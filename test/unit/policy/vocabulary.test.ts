/** Every rule of the policy vocabulary passes its own examples. */
import { describe, expect, it } from 'vitest';
import { matchesPattern } from '../../../shared/text/pattern.ts';
import { rules } from './support.ts';

const all = [...rules.policy.concepts, ...rules.policy.situations, ...rules.policy.phrases];

describe('the policy vocabulary', () => {
  it('has no two rules of one id', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it.each(all.map((rule) => [rule.id, rule] as const))(
    '%s matches what it should and nothing else',
    (_, rule) => {
      expect(rule.examples.match.filter((text) => !matchesPattern(rule.pattern, text))).toEqual([]);
      expect(rule.examples.noMatch.filter((text) => matchesPattern(rule.pattern, text))).toEqual([]);
    },
  );

  it('gives every concept but age something to ask the doctor for', () => {
    expect(
      rules.policy.concepts.filter((rule) => rule.ask === null && rule.concept !== 'age').map(({ id }) => id),
    ).toEqual([]);
  });
});
