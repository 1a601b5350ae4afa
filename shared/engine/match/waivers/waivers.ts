/** Exceptions that the record meets and the denial passed over. */
import type { Citation, Finding } from '../../../domain/finding.ts';
import type { Concept } from '../../../domain/kinds.ts';
import type { CriterionOutcome, PolicyWaiver } from '../../../domain/policy.ts';
import { within } from '../../../text/spans.ts';
import { criterionOf } from '../../policy/criteria/criteria.ts';
import { requirements } from '../../policy/roles.ts';
import { conceptsIn, dangerSigns, therapyConcepts } from '../../policy/vocabulary.ts';
import { conceptsOf } from '../../policy/criteria/criteria-tree.ts';
import { rankOf, wordsOf } from '../evidence/evidence.ts';
import { matchCriteria } from '../outcomes/match-criteria.ts';
import { nameOf } from '../names.ts';
import {
  assertionsAbout,
  makeFinding,
  nodeByLabel,
  policyCitation,
  recordCitations,
  stepsOf,
  type PolicyCase,
} from '../policy-case.ts';

/** One finding for each condition that is documented at its threshold, where the denial applied what it waives. */
export function waiverFindings(found: PolicyCase): Finding[] {
  const out: Finding[] = [];
  for (const waiver of found.match.waivers) {
    const applied = requirementApplied(found, waiver);
    if (applied === null) continue;
    for (const met of metConditions(found, waiver)) {
      const concept = conceptOf(met);
      if (concept === null) continue;
      // "New headache in a person whose immune system …": that the headache lasts is not what releases.
      if (concept === 'symptom-duration' && namesMore(met.node.text, found)) continue;
      // "Injury, or a radiograph with loss of height", "fever, or a raised CRP": what the test shows releases; that it was done does not.
      if (concept === 'prior-imaging' || concept === 'lab-result') continue;
      if (ofOtherClass(met, found) || ofOtherOrgan(met, found)) continue;
      if (isOwnSection(waiver, found) && (isRequirement(concept) || workUp.has(concept))) continue;
      const record = recordCitations(found, met.factIds);
      if (record.length === 0) continue;
      out.push(
        makeFinding(
          found,
          'exception-ignored',
          concept,
          `The policy sets its requirement aside for ${nameOf(concept)}; the record documents it, and the denial applied the requirement all the same.`,
          [policyCitation(met.node), ...record, ...applied],
          { node: met.node, factIds: met.factIds, steps: stepsOf(met), rule: 'policy.exception' },
          isPlain(met, concept, found) ? 'strong' : 'fair',
        ),
      );
    }
  }
  return out;
}

/** An examination, a report or an assessment shows the very sign, however what dates it is told. */
function isPlain({ strength, factIds }: CriterionOutcome, concept: Concept, found: PolicyCase): boolean {
  return (
    strength === 'strong' ||
    factIds.some((id) => {
      const fact = found.facts.get(id);
      return fact !== undefined && fact.concept === concept && rankOf(fact) <= plainRank;
    })
  );
}

/** Rank of the places in a record of which a finding is stated, not told. */
const plainRank = 2;

/** What a section asks for of everybody. */
const workUp: ReadonlySet<Concept> = new Set<Concept>([
  'tissue-diagnosis',
  'specialist-evaluation',
  'lab-result',
  'risk-score',
  'interval',
  'stress-test',
  'cancer-staging',
]);

/**
 * "A bone scan is not a precondition under this section": whoever meets the section's ordinary requirements is in no exception, and the
 * demand goes beyond the policy. A section for a danger sign is one.
 */
function isOwnSection({ condition }: PolicyWaiver, { policy }: PolicyCase): boolean {
  // The section's tree may have been given joints and general requirements since: it is known by where it stands.
  return policy.sections.some(
    ({ tree }) =>
      tree !== null &&
      tree.kind !== 'leaf' &&
      within(tree.span, condition.span) &&
      within(condition.span, tree.span),
  );
}

/** "If opioids leave the pain at 9 of 10": other medicine, or none but what is bought over the counter, releases nobody. */
function ofOtherClass(met: CriterionOutcome, found: PolicyCase): boolean {
  if (met.node.kind !== 'leaf' || met.node.concept !== 'medication-trial') return false;
  const facts = found.input.facts.filter(({ id }) => met.factIds.includes(id));
  const strong = /\b(?:opioids?|opiates?|narcotics?)\b/i.test(met.node.text);
  return facts.every(({ detail }) => (strong ? detail !== 'opioid' : detail?.endsWith('-otc') === true));
}

/** "A mass" in a policy for the hip: a nodule of the thyroid releases nobody. */
function ofOtherOrgan({ node, factIds }: CriterionOutcome, found: PolicyCase): boolean {
  if (node.concept !== 'mass') return false;
  const facts = found.input.facts.filter(({ id }) => factIds.includes(id));
  const asked = `${node.text} ${found.input.scan?.region ?? ''}`.toLowerCase();
  return (
    facts.length > 0 &&
    facts.every((fact) => {
      const organ = organs.exec(wordsOf(fact))?.[0].toLowerCase();
      return organ !== undefined && !asked.includes(organ);
    })
  );
}

/** Organs that have nodules of their own, found by the way in many people. */
const organs =
  /\b(?:thyroid|breast|lung|pulmonary|liver|hepatic|kidney|renal|adrenal|ovar(?:y|ian)|pituitary|parotid|prostate|uter(?:us|ine)|skin)\b/i;

function namesMore(text: string, found: PolicyCase): boolean {
  return conceptsIn(text, found.input.rules.policy).some(
    ({ rule }) => rule.concept !== 'symptom-duration' && rule.concept !== 'age',
  );
}

/** Labels of sections that release whoever is in their situation, and whose situation the record shows. */
export function releasingSections(found: PolicyCase): string[] {
  return found.match.waivers.flatMap((waiver) => {
    const label = waiver.condition.kind === 'leaf' ? waiver.condition.refersTo : null;
    return label !== null && metConditions(found, waiver).length > 0 ? [label] : [];
  });
}

/** The denial's words that ask for what is waived; null where it asks for nothing of the kind. */
function requirementApplied(found: PolicyCase, waiver: PolicyWaiver): Citation[] | null {
  const { denial } = found.input;
  const concepts: Concept[] = [...waiver.waivesConcepts];
  for (const label of waiver.waivesLabels) {
    const node = nodeByLabel(found.policy, label);
    if (node !== null) for (const concept of conceptsOf(node)) concepts.push(concept);
  }
  const asked =
    concepts.length === 0
      ? denial.assertions.filter(
          ({ concept }) =>
            therapyConcepts.has(concept as never) ||
            concept === 'symptom-duration' ||
            concept === 'prior-imaging',
        )
      : concepts.flatMap((concept) => assertionsAbout(found, concept));
  const first =
    asked.find(({ claim }) => claim === 'absent' || claim === 'insufficient' || claim === 'required') ??
    asked[0];
  if (first !== undefined) return [{ role: 'denial', span: first.span }];
  // A site-of-care denial rests on the rule itself.
  if (denial.reasons.some(({ value }) => value === 'LOC')) return [];
  return null;
}

/** The members of the condition that are met: each alone releases, so each is a finding of its own. */
function metConditions(found: PolicyCase, waiver: PolicyWaiver): CriterionOutcome[] {
  const condition =
    waiver.condition.kind === 'leaf' && waiver.condition.refersTo !== null
      ? (nodeByLabel(found.policy, waiver.condition.refersTo) ?? waiver.condition)
      : waiver.condition;
  const outcome = matchCriteria(condition, { ...found.match, waivers: [], releasing: true });
  if (outcome.state === 'met') return split(outcome);
  if (
    waiver.condition.kind !== 'leaf' ||
    waiver.condition.refersTo === null ||
    outcome.state === 'contradicted'
  )
    return [];
  // "Not required under HIP-F": whoever is in the situation that section is headed by is released, even where the
  // section's own list cannot be read off the record in full.
  const titled = titleOutcome(found, condition);
  return titled === null ? [] : [titled];
}

/** The section's title as a criterion, met where the record's assessment itself names it. */
function titleOutcome(found: PolicyCase, node: CriterionOutcome['node']): CriterionOutcome | null {
  const title = (node.heading ?? node.text.slice(0, 120)).split(/[;.:]/)[0] ?? '';
  if (!/\bsuspected\b/i.test(title)) return null;
  const leaf = criterionOf(
    { text: title, span: node.span, label: node.label, heading: null },
    found.input.rules.policy,
    new Map(),
  );
  if (leaf.kind !== 'leaf' || leaf.concept === null || leaf.concept === 'symptom-duration') return null;
  const outcome = matchCriteria(leaf, { ...found.match, waivers: [] });
  return outcome.state === 'met' ? { ...outcome, strength: 'fair' } : null;
}

function split(outcome: CriterionOutcome): CriterionOutcome[] {
  if (outcome.node.kind !== 'any') return [outcome];
  // Alternatives inside one item ("weakness or numbness") stay one condition; a list of conditions is taken apart.
  const labelled = outcome.children.some(({ node }) => node.label !== outcome.node.label);
  const met = outcome.children.filter(({ state }) => state === 'met');
  return labelled ? met.flatMap(split) : met.slice(0, 1);
}

/** The condition's own name: of a group its concept, else that of its first proven member. */
function conceptOf(outcome: CriterionOutcome): Concept | null {
  const { node } = outcome;
  if (node.kind === 'leaf') return node.concept;
  // "No plain film may be demanded where three of these …" names what it releases from.
  const own = node.concept !== null && isRequirement(node.concept) ? null : node.concept;
  const named = node.kind === 'at-least' ? (own ?? memberConcept(outcome, 'myelopathy')) : null;
  if (named !== null) return named;
  // "Suspected stress fracture: … a positive hop test", or a list below such a title: the item's name, not its signs.
  if (node.kind === 'all' && node.children.length === 1 && node.concept !== null) return node.concept;
  if (node.kind === 'all' && node.heading !== null && own !== null) return own;
  const proven = outcome.children
    .filter(({ state }) => state === 'met')
    .map(conceptOf)
    .filter((concept) => concept !== null && concept !== 'age' && concept !== 'prior-imaging');
  // "An injury, after which the arm is weak": the sign is what releases, and the injury dates it.
  const signs = proven.filter((concept) => dangerSigns.has(concept));
  if (node.kind === 'all' && signs.includes('fracture-trauma') && !/\bfractur/i.test(node.text)) {
    const sign = signs.find((concept) => concept !== 'fracture-trauma');
    if (sign !== undefined) return sign;
  }
  // "New or worsening weakness": that it worsens qualifies the condition and does not name it.
  return proven.find((concept) => concept !== 'progression') ?? proven[0] ?? node.concept;
}

function isRequirement(concept: Concept): boolean {
  return therapyConcepts.has(concept as never) || requirements.has(concept);
}

function memberConcept(outcome: CriterionOutcome, preferred: Concept): Concept | null {
  const concepts = outcome.children.map(({ node }) => (node.kind === 'leaf' ? node.concept : node.concept));
  return concepts.includes(preferred as never) ? preferred : null;
}
