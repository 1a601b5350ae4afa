/** The letter demands a thing of which the policy says that it is no condition. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { Concept } from '../../../domain/kinds.ts';
import type { Span } from '../../../domain/page-text.ts';
import type { PolicySection } from '../../../domain/policy.ts';
import type { PolicyConceptRule } from '../../../domain/policy-rules.ts';
import { splitSentences } from '../../../text/blocks.ts';
import { findPattern, matchesPattern } from '../../../text/pattern.ts';
import { within } from '../../../text/spans.ts';
import { leavesOf } from '../../policy/criteria/criteria-tree.ts';
import { oneLine } from '../../policy/outline/flow.ts';
import { matchCriteria } from '../outcomes/match-criteria.ts';
import { nameOf } from '../names.ts';
import { bestChoices, denialText, makeFinding, nodeByLabel, type PolicyCase } from '../policy-case.ts';
import { demandedThoughOnlyAllowed } from './allowed-only.ts';
import { isLabel } from '../sections/sections-for.ts';

const redFlags: ReadonlySet<Concept> = new Set<Concept>([
  'cauda-equina',
  'malignancy',
  'infection',
  'fracture-trauma',
  'motor-deficit',
  'sensory-deficit',
  'myelopathy',
  'seizure',
  'papilledema',
  'thunderclap-headache',
  'weight-loss',
  'immunosuppression',
]);

/** "Radiographs need not come first under this section." */
const underThis = /\b(?:under|in|for) this (?:section|part|paragraph|path(?:way)?|indication|heading)\b/i;

/** In a note without a label of its own, right behind the section. */
function standsBelow({ policy }: PolicyCase, statementSpan: Span, section: PolicySection): boolean {
  const own = policy.sections.findIndex(({ span }) => within(statementSpan, span));
  return (
    policy.sections[own]?.label === null &&
    policy.sections.slice(0, own).findLast(({ label }) => label !== null) === section
  );
}

/** "Not required for a first study" says nothing of a later one. */
function isOfLaterStudy(statement: string, { situations }: PolicyCase): boolean {
  return (
    /\b(?:first|initial|baseline) (?:\w+ )?(?:study|scan|test|examination|exam|request|imaging)\b/i.test(
      statement,
    ) && (situations.get('situation.repeat-study') ?? 0) >= 1
  );
}

/** "No calcium score is asked for under section 3": only where the request falls under that section. */
function reachesRequest(found: PolicyCase, statementSpan: Span): boolean {
  const statement = oneLine(statementSpan.quote);
  const label =
    /^\W*(?:section|part|paragraph|item|path(?:way)?|route|option|track|chapter) ([\w.()-]+?) (?:does not|asks for no|requires no|needs no|wants no|has no)\b/i.exec(
      statement,
    )?.[1] ??
    /\b(?:under|in|for|on) (?:section|part|paragraph|item|path(?:way)?|route|option|track) ([\w.()-]+?)[.;,]?(?:\s|$)/i.exec(
      statement,
    )?.[1];
  if (label === undefined)
    return (
      !/\b(?:under|in) (?!this )(?:section|part)\b/i.test(statement) &&
      (!underThis.test(statement) ||
        bestChoices(found).some(
          ({ section }) => within(statementSpan, section.span) || standsBelow(found, statementSpan, section),
        ))
    );
  if (bestChoices(found).some(({ section }) => isLabel(section.label, label))) return true;
  const node = nodeByLabel(found.policy, label);
  return node !== null && matchCriteria(node, { ...found.match, waivers: [] }).state === 'met';
}

/** The same sentence speaks of the thing by its own name as well: "a treadmill test before the CT". */
function saidAlso(found: PolicyCase, { span }: DenialAssertion, concept: Concept): boolean {
  return found.input.denial.assertions.some(
    (other) =>
      other.concept === concept && other.span.pageIndex === span.pageIndex && other.span.start === span.start,
  );
}

/** "Infection (fever or a positive blood culture): items 2 and 3 are not required": what releases is not what is released. */
function isConditionOnly(statement: string, rules: readonly PolicyConceptRule[]): boolean {
  const items =
    /(?<!\b(?:under|in|of|for|by|to|see) )\b(?:items?|criteria|paragraphs?|points?|lines?|steps?)\s+(?:\d|\(|[A-Z]\b)[\w.() ,&-]{0,30}?\s(?:is|are|do|does|need|may|have|has)\b/.exec(
      statement,
    );
  return (
    items !== null &&
    rules.every((rule) => findPattern(rule.pattern, statement).every(({ end }) => end <= items.index)) &&
    rules.some((rule) => matchesPattern(rule.pattern, statement))
  );
}

/** "Plain films are not needed", said under claudication, where the request falls under back pain, which asks for films. */
function asksAllTheSame(
  found: PolicyCase,
  section: PolicySection,
  rules: readonly PolicyConceptRule[],
): boolean {
  const best = bestChoices(found);
  const [first] = best;
  return (
    first !== undefined &&
    first.outcome.state !== 'not-applicable' &&
    section.tree !== null &&
    best.every((choice) => choice.section !== section) &&
    leavesOf(first.node).some((leaf) => !leaf.negated && rules.some(({ id }) => leaf.ruleIds.includes(id)))
  );
}

/** The sentence of the letter, with the one before where it only points back to it ("You have not had one"). */
function wordsOf(found: PolicyCase, { span }: DenialAssertion): string {
  if (!pointsBack.test(span.quote)) return span.quote;
  const page = denialText(found.input).find(
    ({ documentId, pageIndex }) => documentId === span.documentId && pageIndex === span.pageIndex,
  );
  const before = page?.text.slice(0, span.start).trimEnd() ?? '';
  const [last] = splitSentences(before).slice(-1);
  return last === undefined ? span.quote : `${before.slice(last.start, last.end)} ${span.quote}`;
}
const pointsBack =
  /^\W*(?:(?:this|that|it|none|neither|these|they|such(?: an?)? \w+|no such \w+)\b|(?:you|the (?:patient|member)|she|he|we)\s+(?:ha(?:ve|s)|did|saw|found|received)\s+(?:not\s+)?(?:\w+\s+)?(?:one|none|it|this|that|so|either|any)\b)/i;

/** The policy says in so many words that the thing demanded is no condition. */
export function notWanted(found: PolicyCase, assertion: DenialAssertion): Finding | null {
  // A red flag that the letter does not see would lift the demand; it is not what is demanded.
  if (assertion.claim === 'normal' || (redFlags.has(assertion.concept) && assertion.claim !== 'required'))
    return null;
  const own = new Set(bestChoices(found).map(({ section }) => section));
  const said = wordsOf(found, assertion);
  const sections = found.policy.sections.toSorted((a, b) => Number(own.has(b)) - Number(own.has(a)));
  for (const section of sections) {
    if (section.role === 'history') continue;
    for (const statement of section.notRequired) {
      const rules = found.input.rules.policy.concepts.filter(({ id }) => statement.ruleIds.includes(id));
      const same = rules.some(
        (rule) =>
          (rule.concept === assertion.concept ||
            (rule.also.includes(assertion.concept as never) && !saidAlso(found, assertion, rule.concept))) &&
          matchesPattern(rule.pattern, said),
      );
      if (!same || !reachesRequest(found, statement.span)) continue;
      if (asksAllTheSame(found, section, rules)) continue;
      if (isConditionOnly(oneLine(statement.span.quote), rules)) continue;
      if (isOfLaterStudy(oneLine(statement.span.quote), found)) continue;
      const allowed = statement.allowedOnly === true;
      if (allowed && !demandedThoughOnlyAllowed(found, assertion, statement.ruleIds)) continue;
      return makeFinding(
        found,
        'denial-exceeds-policy',
        assertion.concept,
        `The denial asks for ${nameOf(assertion.concept)}; the policy ${allowed ? 'only allows it' : 'says that this is no condition'}.`,
        [
          { role: 'denial', span: assertion.span },
          { role: 'policy', span: statement.span },
        ],
        { steps: [statement.span.quote], rule: 'policy.not-required' },
      );
    }
  }
  return null;
}
