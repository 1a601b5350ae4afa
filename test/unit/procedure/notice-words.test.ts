/** The parts of a notice are known in the many ways in which plans word them, and not in words that only sound alike. */
import { describe, expect, it } from 'vitest';
import { hasElement } from '../../../shared/engine/procedure/notice-words.ts';
import { fixture, rules } from '../engine-kit.ts';

const wordings = JSON.parse(fixture('notice-wordings.json')) as Record<
  string,
  { readonly yes: readonly string[]; readonly no: readonly string[] }
>;
/** Parts of the notices of public programs have rules of their own. */
const ofPrograms = new Set(['N13.ma', 'N13.mc']);

describe.each(Object.entries(wordings))('%s', (concept, { yes, no }) => {
  const elements = rules.notice.elements.filter(
    (element) => element.concept === concept && !ofPrograms.has(element.id),
  );
  const holds = (text: string) => elements.some((element) => hasElement(element, text));
  it.each(yes)('is there in: %s', (text) => expect(holds(text)).toBe(true));
  it.each(no)('is not there in: %s', (text) => expect(holds(text)).toBe(false));
});
