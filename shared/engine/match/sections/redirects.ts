/**
 * A policy sends some requests from one section to another by its own word: "If the event may have been a seizure, do
 * not use Part 3; go to Part 4." Where the record shows what the sentence names, the letter that stayed in the first
 * section applied the wrong one.
 */
import type { PolicySection } from '../../../domain/policy.ts';
import type { Span } from '../../../domain/page-text.ts';
import { splitSentences } from '../../../text/blocks.ts';
import { criterionOf } from '../../policy/criteria/criteria.ts';
import { oneLine } from '../../policy/outline/flow.ts';
import { situationsIn } from '../../policy/vocabulary.ts';
import { leavesOf } from '../../policy/criteria/criteria-tree.ts';
import { matchCriteria } from '../outcomes/match-criteria.ts';
import type { PolicyCase } from '../policy-case.ts';
import { isLabel } from './sections-for.ts';

export interface Redirect {
  readonly span: Span;
  readonly to: PolicySection;
  readonly factIds: readonly string[];
}

/** "see section 5", "go to Part 4", "use the rule of section 2": the verb, and the label that stands behind it. */
const pointer =
  /\b(?:see|go (?:on )?to|turn to|use|apply|refer to|falls? under|belongs? (?:in|to|under)|(?:is|are) (?:judged|decided|reviewed|read) under)\b[^.;:]{0,25}?\b(?:section|part|paragraph|chapter|item|table|module|step|path|track|row|column)\s+([A-Z]|\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4})\b(?![^.;]{0,20}\bnot\b)/gi;
/** "do not use Part 3" sends nobody there. */
const notThere = /\b(?:not|never|no longer)\s+(?:\w+\s+){0,2}$/i;

/** "This section does not concern cardiac sarcoidosis (section 4), …": what the section leaves to others. */
const leavesOut =
  /\b(?:(?:do|does|shall|will) not (?:concern|apply to|cover|deal with|address|govern|include|extend to|speak of|touch)|(?:is|are) not (?:for|about|meant for|to be (?:applied|used) (?:to|for|in))|excludes?|leaves? out|other than|except(?:ing)?(?: for)?|save for|apart from|with the exception of)\b/i;
/** "(section 4)", "(see section 4)", "which is in section 4", "has section 4": a label beside what is left out. */
const belongs =
  /[([,]?\s*(?:see|for which see|(?:which|that) (?:is|are|has|have|falls?) (?:dealt with |covered |judged |reviewed )?(?:in|under)?|under|in)?\s*(?:section|part|paragraph|chapter|item|table|path|track)\s+([A-Z]|\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4})\b\s*[)\]]?/gi;
/** Points by which a section must fit for a patient to be in it by the policy's own exclusion. */
const fitsWell = 4;

/** The section's own words leave the patient's situation to another section, the one that fits best. */
function leftTo(found: PolicyCase, section: PolicySection, text: string): PolicySection | null {
  const out = leavesOut.exec(text);
  const [best] = found.choices;
  if (
    out === null ||
    best === undefined ||
    best.section === section ||
    best.score < fitsWell ||
    best.outcome.state === 'contradicted'
  )
    return null;
  const named = [...text.slice(out.index).matchAll(belongs)].map(([, label]) => label ?? null);
  return named.some((label) => isLabel(best.section.label, label)) ? best.section : null;
}

/** Sentences of the section that send this patient to another section of the policy. */
export function redirectsFrom(found: PolicyCase, section: PolicySection): readonly Redirect[] {
  const { quote, start } = section.span;
  return splitSentences(quote).flatMap((sentence) => {
    const text = quote.slice(sentence.start, sentence.end);
    const left = leftTo(found, section, oneLine(text));
    if (left !== null) {
      const lead = text.search(/\S/);
      const span = {
        ...section.span,
        start: start + sentence.start + lead,
        end: start + sentence.end,
        quote: text.slice(lead),
      };
      return [{ span, to: left, factIds: found.choices[0]?.outcome.factIds ?? [] }];
    }
    for (const match of text.matchAll(pointer)) {
      if (notThere.test(text.slice(0, match.index))) continue;
      const to = found.policy.sections.find(
        (other) => other !== section && other.tree !== null && isLabel(other.label, match[1] ?? null),
      );
      if (to === undefined) continue;
      const from = text.search(/\S/);
      const span = {
        ...section.span,
        start: start + sentence.start + from,
        end: start + sentence.end,
        quote: text.slice(from),
      };
      const factIds = shownBy(found, text.slice(0, match.index), span, to);
      if (factIds !== null) return [{ span, to, factIds }];
    }
    return [];
  });
}

/** Weights of a situation: more than one mention in passing; a diagnosis code and more. */
const plainly = 2;
const beyondDoubt = 4;

/** "Neck pain alone: use Table 3": that there is nothing else is shown by no single fact; the other section must fit best as well. */
const exclusive =
  /\b(?:alone|only|isolated|solely|purely|by itself|nothing (?:else|more)|without|with no|and no)\b/i;

/** What proves the condition of the sentence: facts of the record, or situations that it plainly shows; null where nothing does. */
function shownBy(
  found: PolicyCase,
  condition: string,
  span: Span,
  to: PolicySection,
): readonly string[] | null {
  // Of "If it was a seizure, do not use Part 3; " only the condition speaks of the patient.
  const words = oneLine(condition)
    .replace(/\bdo(?:es)? not (?:use|apply|go)\b.*$/i, '')
    .trim();
  if (words === '') return null;
  if (exclusive.test(words) && found.choices[0]?.section !== to) return null;
  const node = criterionOf(
    { text: words, span, label: null, heading: null },
    found.input.rules.policy,
    new Map(),
  );
  const named = situationsIn(words, found.input.rules.policy);
  const shown = (least: number): boolean =>
    named.length > 0 && named.every((id) => (found.situations.get(id) ?? 0) >= least);
  if (!leavesOf(node).some(({ concept }) => concept !== null)) return shown(plainly) ? [] : null;
  const { state, factIds } = matchCriteria(node, { ...found.match, waivers: [] });
  if (factIds.length === 0) return null;
  // A chart that speaks both ways of it ("passed out", "a seizure") still sends on whoever has its diagnosis.
  return state === 'met' || (state === 'ask' && shown(beyondDoubt)) ? factIds : null;
}
