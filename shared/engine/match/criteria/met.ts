/** Criteria that the record meets and the letter passes over. */
import type { DenialAssertion } from '../../../domain/denial.ts';
import type { Finding } from '../../../domain/finding.ts';
import type { ClinicalConcept, Concept } from '../../../domain/kinds.ts';
import type { CriterionOutcome } from '../../../domain/policy.ts';
import { isSameThing } from '../evidence/same-thing.ts';
import { wordsOfClaim } from '../../denial/claims/words-of-claim.ts';
import { conceptsOf } from '../../policy/criteria/criteria-tree.ts';
import { therapyConcepts } from '../../policy/vocabulary.ts';
import { nameOf } from '../names.ts';
import {
  assertionsAbout,
  citedSection,
  makeFinding,
  type PolicyCase,
  policyCitation,
  recordCitations,
  stepsOf,
} from '../policy-case.ts';

const ofTime =
  /\d|\b(?:months?|weeks?|years?|days?|since|last|repeat\w*|again|soon|early|interval|recent\w*|earlier|previous\w*|prior|already|follow-?up|due)\b/i;

/** "(2) Nothing in the record …": the number of a reason tells no time. */
const listNumber = /^\W*\d{1,2}[.)]\s/;

/** Tests of many kinds under one concept: what a letter says of one of them it does not say of another. */
const ofManyKinds: ReadonlySet<Concept> = new Set<Concept>(['prior-imaging', 'lab-result', 'risk-score']);

/** "We have no ultrasound" says nothing of the chest film that another section asks for, "no PSA" nothing of the kidneys' values. */
function speaksOfShown(
  found: PolicyCase,
  { node, factIds }: CriterionOutcome,
  assertion: DenialAssertion,
): boolean {
  // "You have not had one" misses a test; of the time since the last one it says nothing.
  if (
    (assertion.concept === 'interval' || node.concept === 'interval') &&
    !ofTime.test(assertion.span.quote.replace(listNumber, ''))
  )
    return false;
  const shown = factIds
    .map((id) => found.facts.get(id))
    .filter((fact) => fact?.concept === assertion.concept)
    .filter((fact) => fact !== undefined);
  return (
    !ofManyKinds.has(assertion.concept) ||
    shown.length === 0 ||
    shown.some((fact) => isSameThing(fact, wordsOfClaim(assertion), null))
  );
}

/** "No weakness or bladder trouble was reported, which would let us skip these steps": said of what releases, not of what is asked for. */
const ofRelease =
  /\b(?:which|that|would|could|might|to) (?:have )?(?:let|allow|permit|enable)s?(?:ed)?\b[^.;]{0,40}\b(?:skip|waive|bypass|pass over|leave out|set aside|forgo|do without|dispense)|\b(?:would|could|might) (?:have )?(?:waived?|excused?|released?|exempt(?:ed)?|lift(?:ed)?|replaced?|set aside|done away)\b|\b(?:exceptions?|exempt(?:ions?)?|waivers?|red[- ]flags?|warning signs?|danger signs?)\b/i;

/** "The policy calls for six weeks of pain, films and treatment": a list of all that is asked for says of none but treatment that it is missing. */
function isRecital({ input }: PolicyCase, { claim, concept, span }: DenialAssertion): boolean {
  return (
    claim === 'required' &&
    !therapyConcepts.has(concept as ClinicalConcept) &&
    input.denial.assertions.some(
      (other) =>
        other.claim === 'required' &&
        other.concept !== concept &&
        other.span.pageIndex === span.pageIndex &&
        other.span.start === span.start,
    )
  );
}

/** The item without the members that the letter speaks of; null where nothing is left that is met. `others`: the other items of the list. */
function unspokenOf(
  found: PolicyCase,
  item: CriterionOutcome,
  others: readonly CriterionOutcome[],
): CriterionOutcome | null {
  const { node } = item;
  // Of things that are all asked for, each is spoken of by itself ("seen by a urologist, who is to do the biopsy").
  if (node.kind === 'all' && item.children.length > 1) {
    const left = item.children.filter(
      (child) => child.state === 'met' && unspokenOf(found, child, others) !== null,
    );
    if (left.length === 0 || left.length === item.children.length) return left.length === 0 ? null : item;
    const own = left.some((child) => conceptsOf(child.node).includes(node.concept as Concept));
    return { ...item, children: left, node: own ? node : { ...node, concept: null } };
  }
  const own = conceptsOf(node);
  // Of a choice, what is met stands for it: a letter that misses another member, and another item asks for that too, speaks of that item.
  const shown =
    node.kind === 'any'
      ? item.children.filter(({ state }) => state === 'met').flatMap((child) => conceptsOf(child.node))
      : own;
  const spoken = own.some((concept) =>
    assertionsAbout(found, concept).some(
      (assertion) =>
        !isRecital(found, assertion) &&
        !ofRelease.test(assertion.span.quote) &&
        speaksOfShown(found, item, assertion) &&
        (shown.includes(assertion.concept) ||
          !others.some((other) => conceptsOf(other.node).includes(assertion.concept))),
    ),
  );
  return spoken ? null : item;
}

/** `others` are the other items of the list: what the letter says of one of them it does not say of this one. */
export function metFinding(
  found: PolicyCase,
  item: CriterionOutcome,
  others: readonly CriterionOutcome[],
): Finding | null {
  const { node } = item;
  const unspoken = unspokenOf(found, item, others);
  // What the letter says of another section's criteria it does not say of these.
  if (unspoken === null && !fromOtherSection(found)) return null;
  const best = bestMember(unspoken ?? item);
  const { concept } = best.node;
  if (concept === null || concept === 'age') return null;
  // "No symptoms of cancer" is met by its absence; "the record documents cancer" would be false.
  if (best.node.kind === 'leaf' && best.node.negated) return null;
  const record = recordCitations(found, best.factIds);
  if (record.length === 0) return null;
  return makeFinding(
    found,
    'criterion-met',
    concept,
    `The policy asks for ${nameOf(concept)}; the record documents it.`,
    [policyCitation(best.node), ...record],
    { node, factIds: best.factIds, steps: stepsOf(item), rule: 'policy.criterion-met' },
    item.strength,
  );
}

/** The letter applied another section of the policy than the one whose criteria are told. */
function fromOtherSection(found: PolicyCase): boolean {
  const cited = citedSection(found);
  const top = found.choices[0]?.section;
  if (cited === null || top === undefined || cited === top || cited.tree === null) return false;
  const own = found.choices.find(({ section }) => section === cited);
  return (own?.score ?? 0) <= 0.5 && (found.choices[0]?.score ?? 0) >= 5;
}

/** Of an any-of group the best documented member; a general group stays itself. */
function bestMember(item: CriterionOutcome): CriterionOutcome {
  if (item.node.kind === 'leaf') return item;
  const met = item.children.filter(
    ({ state, node }) => state === 'met' && !(node.kind === 'leaf' && node.concept === 'age'),
  );
  if (item.node.kind === 'all' && met.length > 1)
    return { ...item, node: item.node.concept === null ? (met[0]?.node ?? item.node) : item.node };
  const first = met.toSorted((a, b) => Number(b.strength === 'strong') - Number(a.strength === 'strong'))[0];
  return first === undefined ? item : bestMember(first);
}
