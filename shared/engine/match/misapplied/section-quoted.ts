/** The section that a letter means by its title, where it cites no label. */
import type { PolicySection } from '../../../domain/policy.ts';
import { oneLine } from '../../policy/outline/flow.ts';
import { knownHeading } from '../../policy/outline/known-headings.ts';
import { denialText, type PolicyCase } from '../policy-case.ts';
import { demanded } from './demanded.ts';
import { idKey } from '../sections/sections-for.ts';

/** Letters of a title: shorter ones are quoted by chance, longer ones in whatever case. */
const leastHeading = 12;
/** Letters of a title that the letter calls a section. */
const leastCalled = 6;
/** Titles of every policy, which name no situation. */
const plainTitle =
  /^(?:(?:medical |coverage |clinical )?(?:policy|criteria|general|scope|coverage|guidelines?|imaging|documents?|documentation|records?|papers|codes?|review(?:ers?)?|notes?|contrast)|not (?:covered|approved)|covered)$/i;
const longHeading = 40;

const partWord = String.raw`(?:sections?|parts?|paragraphs?|chapters?|clauses?|articles?|headings?|titles?|criteri(?:a|on)|rules?|standards?|indications?|categor(?:y|ies)|path(?:way)?|track|module|table)`;
/** "Section on", "part B, ", "the paragraph headed", "track B (", "paragraph 4 deals with": what stands before a title that the letter applied. */
const beforeTitle = new RegExp(
  String.raw`\b${partWord}(?: [A-Z]{0,4}[-.]?\d{0,2}[.\d]*)?(?: of (?:[\w.-]+ ){0,5}[\w.-]+)?,?(?: (?:\w+ )?(?:on|for|about|headed|entitled|titled|called|named|deals? with|concerns?|covers?|governs?|addresse?s?|speaks? (?:of|to)|(?:is|are) (?:for|about|on)|which (?:is|are) (?:for|about|on)|that (?:deals?|is concerned) with|applies to|(?:for|on) (?:members|patients|people|persons|adults) (?:with|who have)))? ?(?:the )?[:,–—-]? ?["“'‘(]?$`,
  'i',
);
/** "Migraine section", "Surveillance criteria": what stands behind such a title. */
const behindTitle = new RegExp(String.raw`^["”'’)]? (?:${partWord})\b`, 'i');
/** "RX-12, Surveillance": right behind the policy's own number. */
const numberBefore = /\b[A-Z]{1,5}[-. ]?\d[\w.-]*(?: \([^()]{3,60}\))?(?:,| [–—:-]|:) ?["“]?$/;

/** "… section on pain in the right upper abdomen". */
function isCalledSection(words: string, title: string): boolean {
  const [low, wanted] = [words.toLowerCase(), title.toLowerCase()];
  for (let at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, at + 1)) {
    const before = words.slice(Math.max(0, at - 110), at);
    const behind = words.slice(at + title.length);
    if (/^[\p{L}\d]/u.test(behind) || /[\p{L}\d]$/u.test(before)) continue;
    if (beforeTitle.test(before) || behindTitle.test(behind) || numberBefore.test(before)) return true;
  }
  return false;
}

/** The section whose title or whose own words the letter quotes, or which it calls by what it is for; null where that is not one alone. */
export function sectionQuoted(found: PolicyCase): PolicySection | null {
  return titleQuoted(found) ?? passageQuoted(found) ?? calledByTopic(found) ?? demanded(found);
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
  return onlyOf(hits);
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
  return onlyOf(hits);
}

function titleQuoted(found: PolicyCase): PolicySection | null {
  const pages = denialText(found.input).map(({ text }) => ({ key: idKey(text), words: oneLine(text) }));
  const names = new Set(found.input.denial.citedPolicies.map(({ title }) => idKey(title ?? '')));
  const hits = found.policy.sections.filter(({ tree, heading, label, role }) => {
    const title = oneLine(heading).replace(/\W+$/, '');
    if (tree === null && role !== 'not-covered') return false;
    if (title.length < leastHeading || tree === null)
      return (
        title.length >= leastCalled &&
        !plainTitle.test(title) &&
        !knownHeading.test(title) &&
        pages.some(({ words }) => isCalledSection(words, title))
      );
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
  return onlyOf(hits);
}

/** One alone; of "Headache" and "Headache with warning signs" the longer, in which the other is quoted too. */
function onlyOf(hits: readonly PolicySection[]): PolicySection | null {
  const alone = hits.filter(
    ({ heading }) =>
      !hits.some(
        (other) => other.heading.length > heading.length && idKey(other.heading).includes(idKey(heading)),
      ),
  );
  return alone.length === 1 ? (alone[0] ?? null) : null;
}
