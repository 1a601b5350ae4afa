/** The letter demands what only another section of the policy asks for, of patients whose situation this one's is not. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { Concept } from '../../../domain/kinds.ts';
import type { PolicySection } from '../../../domain/policy.ts';
import { leavesOf } from '../../policy/criteria/criteria-tree.ts';
import { oneLine } from '../../policy/outline/flow.ts';
import { conceptsIn, therapyConcepts } from '../../policy/vocabulary.ts';
import { nameOf } from '../names.ts';
import { citedSection, makeFinding, type PolicyCase, sameFamily } from '../policy-case.ts';

/** The patient's section fits beyond doubt, and the other by much less: the bounds within which a section is called the wrong one. */
const leastScore = 3.5;
const leastLead = 2.5;

/** Things that a patient is sent for. What an examination finds is no demand. */
function canBeDemanded(concept: Concept): boolean {
  return therapyConcepts.has(concept as never) || demanded.has(concept);
}
const demanded: ReadonlySet<Concept> = new Set<Concept>([
  'specialist-evaluation',
  'tissue-diagnosis',
  'genetic-test',
]);

/** A demand in so many words; what "would help" or may be sent is none. */
const demands =
  /\b(?:must|needs?|needed|have to|has to|requir\w+|should|first|before|expect\w*|necessary|prerequisite|condition)\b/i;
const wished = /\b(?:would help|reconsider|if you (?:send|have)|you (?:may|can|could) send|please send)\b/i;

function isDemand({ claim, words, span }: DenialAssertion): boolean {
  return claim === 'required' && demands.test(words ?? span.quote) && !wished.test(span.quote);
}

/** Null where the patient's own section, or one that holds for everybody, speaks of the thing at all. */
export function askedElsewhere(found: PolicyCase, assertion: DenialAssertion): Finding | null {
  const { concept } = assertion;
  const [best] = found.choices;
  const narrower = found.input.denial.assertions.some(
    (other) =>
      other.concept !== concept &&
      sameFamily(other.concept, concept) &&
      other.span.start === assertion.span.start,
  );
  if (concept === 'conservative-therapy' && narrower) return null;
  if (!isDemand(assertion) || !canBeDemanded(concept) || best === undefined) return null;
  if (best.node.kind !== 'all' || !best.node.stated || best.score < leastScore) return null;
  if (best.outcome.state === 'contradicted' || mentions(found, best.section, concept)) return null;
  const others = found.policy.sections.filter(
    (section) => section !== best.section && section.role !== 'history' && mentions(found, section, concept),
  );
  const cited = citedSection(found);
  if (
    others.length === 0 ||
    others.some((section) => section === cited || !isAnothers(found, section, best.score))
  )
    return null;
  const leaf = others
    .flatMap(({ tree }) => (tree === null ? [] : leavesOf(tree)))
    .find((own) => own.concept !== null && sameFamily(own.concept, concept));
  if (leaf === undefined) return null;
  return makeFinding(
    found,
    'denial-exceeds-policy',
    concept,
    `The denial asks for ${nameOf(concept)}; the policy asks for it in another situation only.`,
    [
      { role: 'denial', span: assertion.span },
      { role: 'policy', span: best.section.headingSpan },
      { role: 'policy', span: leaf.span },
    ],
    {
      steps: [`asked for under “${others[0]?.heading ?? ''}”, not under “${best.section.heading}”`],
      rule: 'policy.asked-elsewhere',
    },
  );
}

/** About one mention of a situation in the record. */
const mentioned = 1;

/** A section of criteria for a situation of its own, which is not the patient's. */
function isAnothers(found: PolicyCase, section: PolicySection, best: number): boolean {
  const choice = found.choices.find((own) => own.section === section);
  const situations = section.tree?.situations ?? [];
  return (
    section.role === 'covered' &&
    choice !== undefined &&
    choice.score <= best - leastLead &&
    situations.every((id) => (found.situations.get(id) ?? 0) < mentioned)
  );
}

function mentions(found: PolicyCase, { span, heading, tree }: PolicySection, concept: Concept): boolean {
  const words = [
    heading,
    oneLine(span.quote),
    ...(tree === null ? [] : leavesOf(tree).map(({ text }) => text)),
  ];
  return words.some((text) =>
    conceptsIn(text, found.input.rules.policy).some(
      ({ rule }) => sameFamily(rule.concept, concept) || rule.also.includes(concept as never),
    ),
  );
}
