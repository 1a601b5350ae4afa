/** The section that a letter means by its title, where it cites no label. */
import type { PolicySection } from '../../../domain/policy.ts';
import { oneLine } from '../../policy/outline/flow.ts';
import { knownHeading } from '../../policy/outline/known-headings.ts';
import { denialText, type PolicyCase } from '../policy-case.ts';
import { idKey } from '../sections/sections-for.ts';

/** Letters of a title: shorter ones are quoted by chance, longer ones in whatever case. */
const leastHeading = 12;
const longHeading = 40;

/** "… section on pain in the right upper abdomen". */
function isCalledSection(words: string, title: string): boolean {
  const at = words.toLowerCase().indexOf(title.toLowerCase());
  return (
    at >= 0 &&
    /\b(?:sections?|parts?|chapters?|headings?|titles?|criteria|rules?|indications?|category|path|track)(?: \w+)? ?["“'‘(]?$/i.test(
      words.slice(Math.max(0, at - 30), at).trimEnd(),
    )
  );
}

/** The section whose title or whose own words the letter quotes, or which it calls by what it is for; null where that is not one alone. */
export function sectionQuoted(found: PolicyCase): PolicySection | null {
  return titleQuoted(found) ?? passageQuoted(found) ?? calledByTopic(found);
}

/** Letters of a passage that stand in one section and not by chance in another. */
const leastPassage = 25;

/** '"Perfusion imaging is to be performed before …"': a passage in quotation marks, word for word as one section has it. */
function passageQuoted({ policy, input }: PolicyCase): PolicySection | null {
  const passages = denialText(input).flatMap(({ text }) =>
    [...oneLine(text).matchAll(/["“]([^"“”]{30,500})["”]/g)]
      .map(([, words = '']) => idKey(words))
      .filter(({ length }) => length >= leastPassage),
  );
  const hits = policy.sections.filter(
    ({ role, span }) =>
      role !== 'history' &&
      role !== 'definitions' &&
      passages.some((passage) => idKey(span.quote).includes(passage)),
  );
  return hits.length === 1 ? (hits[0] ?? null) : null;
}

/** "Says in its migraine section", "our criteria for surveillance section": the words of a title before the word for a section. */
function calledByTopic({ policy, input }: PolicyCase): PolicySection | null {
  const topics = denialText(input).flatMap(({ text }) =>
    [
      ...oneLine(text).matchAll(
        /\b(?:its|the|our|their|whose) ([\p{L} -]{4,50}?) (?:section|part|chapter|paragraph|heading)\b(?! (?:of the (?:plan|brochure|handbook)|\d))/giu,
      ),
    ].map(([, words = '']) => words.toLowerCase()),
  );
  const hits = policy.sections.filter(
    ({ tree, heading }) =>
      tree !== null &&
      topics.some((topic) => new RegExp(`(?<!\\p{L})${topic}(?!\\p{L})`, 'iu').test(oneLine(heading))),
  );
  return hits.length === 1 ? (hits[0] ?? null) : null;
}

function titleQuoted(found: PolicyCase): PolicySection | null {
  const pages = denialText(found.input).map(({ text }) => ({ key: idKey(text), words: oneLine(text) }));
  const names = new Set(found.input.denial.citedPolicies.map(({ title }) => idKey(title ?? '')));
  const hits = found.policy.sections.filter(({ tree, heading, label }) => {
    if (tree === null || heading.length < leastHeading) return false;
    const title = oneLine(heading);
    // The whole policy's own name, above its sections, is no section of it.
    if (label === null && names.has(idKey(heading))) return false;
    // "Not medically necessary" stands in every denial: such a title is quoted only where it is called a section.
    if (knownHeading.test(title)) return pages.some(({ words }) => isCalledSection(words, title));
    // "The simpler treadmill electrocardiogram" names a test; a short title is quoted with its capital, or called a section.
    return pages.some(
      ({ key, words }) =>
        key.includes(idKey(heading)) &&
        (title.length >= longHeading || words.includes(title) || isCalledSection(words, title)),
    );
  });
  return hits.length === 1 ? (hits[0] ?? null) : null;
}
