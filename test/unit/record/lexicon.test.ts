import { describe, expect, it } from 'vitest';
import { loadRecordRules } from '../../../electron/rules/record-rules.ts';
import { compileContext, readContext } from '../../../shared/engine/record/context/map.ts';
import { compilePhrases, findPhrases, tokenize } from '../../../shared/text/phrases.ts';

const rules = loadRecordRules();

/** Whether any phrase of a list stands in a text and no phrase of the veto list does. */
function found(phrases: readonly string[], veto: readonly string[], text: string): boolean {
  const compile = (list: readonly string[]) =>
    compilePhrases(list.map((phrase) => ({ phrase, value: phrase })));
  const tokens = tokenize(text);
  return findPhrases(compile(phrases), tokens).length > 0 && findPhrases(compile(veto), tokens).length === 0;
}

describe('lexicon rules', () => {
  it.each(rules.concepts.rules.map((rule) => [rule.id, rule] as const))(
    '%s finds its examples and nothing else',
    (_id, rule) => {
      for (const text of rule.examples.match)
        expect([text, found(rule.phrases, rule.unless ?? [], text)]).toEqual([text, true]);
      for (const text of rule.examples.noMatch)
        expect([text, found(rule.phrases, rule.unless ?? [], text)]).toEqual([text, false]);
    },
  );

  it.each(rules.concepts.outcomes.map((rule) => [rule.id, rule] as const))(
    '%s finds its examples and nothing else',
    (_id, rule) => {
      for (const text of rule.examples.match)
        expect([text, found(rule.phrases, [], text)]).toEqual([text, true]);
      for (const text of rule.examples.noMatch)
        expect([text, found(rule.phrases, [], text)]).toEqual([text, false]);
    },
  );

  it.each(rules.drugs.rules.map((rule) => [rule.id, rule] as const))(
    '%s finds its examples and nothing else',
    (_id, rule) => {
      for (const text of rule.examples.match)
        expect([text, found(rule.names, [], text)]).toEqual([text, true]);
      for (const text of rule.examples.noMatch)
        expect([text, found(rule.names, [], text)]).toEqual([text, false]);
    },
  );

  it.each(rules.sections.rules.map((rule) => [rule.id, rule] as const))(
    '%s knows its headings',
    (_id, rule) => {
      const compiled = compileContext(rules.context, rules.sections);
      const sections = (text: string) =>
        readContext(compiled, text).sections.map((section) => section.ruleId);
      for (const text of rule.examples.match) expect([text, sections(text)[0]]).toEqual([text, rule.id]);
      for (const text of rule.examples.noMatch) expect([text, sections(text)]).not.toEqual([text, [rule.id]]);
    },
  );

  it('has no two rules of one id', () => {
    const ids = [
      ...rules.concepts.rules,
      ...rules.concepts.outcomes,
      ...rules.drugs.rules,
      ...rules.sections.rules,
      ...rules.context.rules,
    ].map((rule) => rule.id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });
});
