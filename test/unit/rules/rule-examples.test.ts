/** Every rule of the engine must do on its own examples what it says. */
import { describe, expect, it } from 'vitest';
import type { PatternRule } from '../../../shared/domain/rules.ts';
import { topicsIn } from '../../../shared/engine/denial/claims/topics.ts';
import { isPattern, matchesPattern } from '../../../shared/text/pattern.ts';
import { rules } from '../engine-kit.ts';

const all: readonly (readonly [string, readonly PatternRule[]])[] = [
  ['kinds', rules.kinds.cues],
  ['formal notices', rules.kinds.formal],
  ['reasons', rules.reasons.cues],
  ['topics', rules.denial.topics],
  ['claims', rules.denial.claims],
  ['boilerplate', rules.denial.boilerplate],
  ['rationale', rules.denial.rationale],
  ['notice', rules.notice.elements.flatMap(({ present, trigger }) => [...present, ...trigger])],
  ['procedure', rules.procedure.groups.flatMap(({ patterns }) => patterns)],
];

describe.each(all)('rules of %s', (_name, list) => {
  it.each(list.map((rule) => [rule.id, rule] as const))(
    '%s matches its examples and not its counter-examples',
    (_id, rule) => {
      for (const text of rule.examples.match)
        expect(matchesPattern(rule.pattern, text), `should match: ${text}`).toBe(true);
      for (const text of rule.examples.noMatch)
        expect(matchesPattern(rule.pattern, text), `should not match: ${text}`).toBe(false);
    },
  );
});

describe('labels of fields', () => {
  it.each(rules.denial.fields.map((rule) => [rule.id, rule] as const))(
    '%s is its examples as a whole and none of its counter-examples',
    (_id, { pattern, examples }) => {
      for (const text of examples.match) expect(isPattern(pattern, text), `should be: ${text}`).toBe(true);
      for (const text of examples.noMatch) expect(isPattern(pattern, text), `is not: ${text}`).toBe(false);
    },
  );
});

describe('other names of topics', () => {
  const named = (text: string) => topicsIn(text, { ...rules.denial, topics: [] }).map(({ ruleId }) => ruleId);
  it.each(rules.denial.names.map((rule) => [rule.id, rule] as const))(
    '%s is found in its examples and not in its counter-examples',
    (id, { examples }) => {
      for (const text of examples.match) expect(named(text)).toContain(id);
      for (const text of examples.noMatch) expect(named(text)).not.toContain(id);
    },
  );
});

it('gives every rule its own id', () => {
  const ids = all.flatMap(([, list]) => list.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
});

it('knows scans for the codes of at least twenty kinds of imaging', () => {
  const regions = new Set(rules.scans.scans.map(({ region }) => region));
  expect(rules.scans.scans.length).toBeGreaterThan(60);
  for (const scan of rules.scans.scans) {
    expect(rules.scans.regions.map(({ id }) => id)).toContain(scan.region);
    expect(rules.scans.modalities.map(({ id }) => id)).toContain(scan.modality);
  }
  expect(regions.size).toBeGreaterThan(20);
});
