/** What all findings about policies start from: the policy in force, the right sections, their outcomes. */
import type { DenialAssertion } from '../../domain/denial.ts';
import type { Citation, Finding } from '../../domain/finding.ts';
import type { ClinicalConcept, Concept, FindingType, IsoDate } from '../../domain/kinds.ts';
import type {
  CriterionNode,
  CriterionOutcome,
  PolicyDocument,
  PolicySection,
  PolicyWaiver,
} from '../../domain/policy.ts';
import type { ClinicalFact } from '../../domain/record.ts';
import { labelParts, namesNode } from '../policy/outline/label-paths.ts';
import { situationsIn, therapyConcepts } from '../policy/vocabulary.ts';
import { rankOf } from './evidence/evidence.ts';
import type { MatchContext } from './outcomes/match-context.ts';
import { conceptsOf, leavesOf } from '../policy/criteria/criteria-tree.ts';
import type { MatchInput } from './outcomes/match-context.ts';
import { matchCriteria } from './outcomes/match-criteria.ts';
import type { PolicyFindingsInput } from './policy-findings.ts';
import { citedLabelOf, type LetterPage } from './sections/cited-label.ts';
import {
  choosePolicies,
  isLabel,
  sectionsFor,
  wrongRegion,
  type ChosenPolicies,
  type SectionChoice,
} from './sections/sections-for.ts';
import { recordWords } from './evidence/record-words.ts';
import { isForOtherAge } from './sections/ages.ts';
import { headingFit } from './sections/heading-words.ts';
import { repetitionOf, settingFit } from './sections/setting.ts';
import { conditionWords, noteSentences, situationsOf, type Situations } from './sections/situation.ts';

export interface PolicyCase {
  readonly input: PolicyFindingsInput;
  /** The day whose edition of the policy governs: of the service, or of the decision before one. */
  readonly governingDay: IsoDate;
  readonly requestDate: IsoDate;
  readonly decisionDate: IsoDate;
  readonly policy: PolicyDocument;
  readonly chosen: ChosenPolicies;
  readonly citedLabel: string | null;
  readonly situations: Situations;
  readonly codes: readonly string[];
  readonly choices: readonly (SectionChoice & { readonly outcome: CriterionOutcome })[];
  readonly match: MatchInput;
  readonly facts: ReadonlyMap<string, ClinicalFact>;
}

/** The day of the service; where there was none yet, the day of the decision. */
export function governingDayOf(input: PolicyFindingsInput): IsoDate {
  return input.denial.serviceDate?.value ?? input.denial.letterDate?.value ?? input.today;
}

/** The day up to which the record counts: of the request, or of a service that was given before it was claimed. Null where the letter has neither. */
function dayAsked({ requestDate, serviceDate }: PolicyFindingsInput['denial']): IsoDate | null {
  const days = [requestDate?.value, serviceDate?.value].filter((day) => day !== undefined);
  return days.toSorted()[0] ?? null;
}

/** Null where no policy in the folder governs the request. */
export function policyCaseOf(input: PolicyFindingsInput): PolicyCase | null {
  const { denial } = input;
  const decisionDate = denial.letterDate?.value ?? input.today;
  const requestDate = dayAsked(denial) ?? decisionDate;
  const codes = input.orderedCodes ?? denial.procedureCodes.map(({ value }) => value);
  const governingDay = governingDayOf(input);
  const chosen = choosePolicies(input.policies, denial, input.scan, codes, governingDay, input.rules.scans);
  const policy = chosen.applied[0];
  if (policy === undefined) return null;
  const situations = situationsOf(denial, input.parts, input.documents, input.rules.policy);
  const citedLabel = citedLabelOf(
    denial,
    denialText(input),
    policy,
    (label) => nodeByLabel(policy, label) !== null,
  );
  const context: MatchContext = {
    requestDate,
    today: input.today,
    region: input.scan?.region ?? null,
    side: input.scan?.side ?? null,
    rules: input.rules.policy,
  };
  const byLabel = (label: string): CriterionNode | null => nodeByLabel(policy, label);
  // A list that itself asks to be seen again after care is what the policy requires, whatever makes it look like a release.
  const waivers = policy.sections
    .filter((section) => section.role !== 'history' && !wrongRegion(section, input.scan, input.rules.scans))
    .flatMap((section) => section.waivers)
    .filter(({ condition }) => condition.kind === 'leaf' || !conceptsOf(condition).includes('re-evaluation'));
  const words = recordWords(input);
  const { facts } = input;
  const match: MatchInput = { facts, context, waivers, byLabel, inWords: words.find };
  for (const waiver of waivers) matchCriteria(waiver.condition, { ...match, waivers: [] });
  // What the whole policy is about ("PET in lymphoma") speaks for none of its sections before another.
  const common = new Set(situationsIn(policy.title ?? '', input.rules.policy));
  const telling = new Map([...situations, ...[...common].map((id): [string, number] => [id, 0])]);
  const byHeading = headingFit(policy, conditionWords(input.parts, input.documents));
  const bySetting = settingFit(
    noteSentences(input.parts, input.documents),
    denial.diagnosisCodes.map(({ value }) => value.replace(/\W/g, '').toUpperCase()),
    input.facts,
    repetitionOf(input.facts, denial.assertions, input.scan, requestDate),
  );
  const shown = (node: CriterionNode): number => shownOf(matchCriteria(node, match));
  const fits = { situations: telling, citedLabel, byHeading, bySetting, shown };
  const choices = sectionsFor(policy, input.scan, codes, input.rules.scans, fits)
    .filter(({ section }) => !isForOtherAge(section.heading, input.facts))
    .map((choice) => held(choice, match))
    .map((choice, _, all) => ({
      ...choice,
      score: choice.score + spokenOf(choice, all, denial.assertions) + shownOf(choice.outcome),
    }))
    .toSorted((a, b) => b.score - a.score);
  return {
    input,
    governingDay,
    requestDate,
    decisionDate,
    policy,
    chosen,
    citedLabel,
    situations,
    codes,
    choices,
    match,
    facts: new Map([...facts, ...words.used()].map((fact) => [fact.id, fact])),
  };
}

/** One line of a list of conditions fits by its words, and another is met: then the list is. */
function held(choice: SectionChoice, match: MatchInput): PolicyCase['choices'][number] {
  const outcome = matchCriteria(choice.node, match);
  const { tree } = choice.section;
  if (outcome.state === 'met' || choice.node.kind !== 'leaf' || tree?.kind !== 'any' || !tree.stated)
    return { ...choice, outcome };
  const whole = matchCriteria(tree, match);
  return whole.state === 'met' ? { ...choice, node: tree, outcome: whole } : { ...choice, outcome };
}

/**
 * A letter speaks of the criteria of the section it applied: what it misses, and only some sections ask for, speaks for
 * those. Its own words outweigh the section it cites, which may be the mistake.
 */
function spokenOf(
  { node }: SectionChoice,
  all: readonly SectionChoice[],
  assertions: readonly DenialAssertion[],
): number {
  const asks = (choice: CriterionNode, concept: Concept): boolean =>
    leavesOf(choice).some((leaf) => leaf.concept === concept);
  const said = new Set(
    assertions.filter(({ claim }) => claim !== 'other' && claim !== 'required').map(({ concept }) => concept),
  );
  const telling = [...said].filter(
    (concept) => asks(node, concept) && !all.every((other) => asks(other.node, concept)),
  );
  return Math.min(mostSpoken, telling.length * eachSpoken);
}

/** The record of a patient shows most of what the section for this patient asks for: the share of a list of several things that is met. */
function shownOf({ node, children }: CriterionOutcome): number {
  // Two things that the policy itself does not join say little.
  if (node.kind !== 'all' || children.length < (node.stated ? 2 : 3)) return 0;
  const met = children.filter(({ state }) => state === 'met').length;
  const against = children.filter(({ state }) => state === 'contradicted').length;
  return met < 2 ? 0 : (mostShown * Math.max(0, met - against)) / children.length;
}

/** Weights beside those of situations (about 1 for a mention, 3 for a code), chosen on cases that nobody had mended by. */
const eachSpoken = 0.6;
const mostSpoken = 1.8;
const mostShown = 3;

/** Sections that fit about as well as the best one; empty where nothing fits. */
export function bestChoices(found: PolicyCase): PolicyCase['choices'] {
  const top = found.choices[0];
  if (top === undefined) return [];
  return found.choices.filter((choice) => choice.score >= top.score - 0.5);
}

/** Pages of the denial: of its files those that are letters, or all where they were taken for other papers. */
export function denialText(input: PolicyFindingsInput): readonly LetterPage[] {
  const letters = new Set([
    input.denial.documentId,
    ...input.denial.citedPolicies.map(({ span }) => span.documentId),
    ...input.denial.assertions.map(({ span }) => span.documentId),
  ]);
  return input.documents
    .filter(({ documentId }) => letters.has(documentId))
    .flatMap(({ documentId, pages }) => {
      const sheets = input.parts.filter(
        (part) => part.documentId === documentId && part.kind === 'denial-letter',
      );
      return sheets.length === 0
        ? pages
        : pages.filter(({ pageIndex }) =>
            sheets.some(({ firstPage, lastPage }) => firstPage <= pageIndex && pageIndex <= lastPage),
          );
    });
}

/** The node that a label names anywhere in the policy, or null. */
export function nodeByLabel(policy: PolicyDocument, label: string): CriterionNode | null {
  const find = (node: CriterionNode | null): CriterionNode | null => {
    if (node === null) return null;
    if (namesNode(label, node)) return node;
    if (node.kind === 'leaf') return null;
    for (const child of node.children) {
      const found = find(child);
      if (found !== null) return found;
    }
    return null;
  };
  for (const section of policy.sections) {
    if (section.label !== null && sameParts(section.label, label)) return section.tree;
  }
  for (const section of policy.sections) {
    const found = find(section.tree);
    if (found !== null) return found;
  }
  return null;
}

function sameParts(a: string, b: string): boolean {
  return labelParts(a).join('.') === labelParts(b).join('.');
}

/** The section the letter cites, where the policy has it. */
export function citedSection(found: PolicyCase): PolicySection | null {
  if (found.citedLabel === null) return null;
  return found.policy.sections.find((section) => isLabel(section.label, found.citedLabel)) ?? null;
}

/** Assertions of the denial about this concept or its family (care of any kind is one family). */
export function assertionsAbout(found: PolicyCase, concept: Concept | null): DenialAssertion[] {
  if (concept === null) return [];
  return found.input.denial.assertions.filter((assertion) => sameFamily(assertion.concept, concept));
}

/** "Conservative care" and its members speak of one another; so do a deficit's general and special names. */
export function sameFamily(a: Concept, b: Concept): boolean {
  if (a === b) return true;
  const therapy = (concept: Concept): boolean => therapyConcepts.has(concept as ClinicalConcept);
  if (therapy(a) && therapy(b))
    return (
      a === 'conservative-therapy' ||
      b === 'conservative-therapy' ||
      (a === 'physical-therapy' && b === 'home-exercise') ||
      (a === 'home-exercise' && b === 'physical-therapy')
    );
  const neuro = new Set<Concept>([
    'motor-deficit',
    'sensory-deficit',
    'reflex-change',
    'focal-neurological-deficit',
  ]);
  if (neuro.has(a) && neuro.has(b))
    return a === 'focal-neurological-deficit' || b === 'focal-neurological-deficit';
  const repeat = new Set<Concept>(['interval', 'prior-imaging', 'stress-test']);
  return repeat.has(a) && repeat.has(b) && (a === 'interval' || b === 'interval');
}

export function policyCitation(node: CriterionNode | PolicyWaiver): Citation {
  return { role: 'policy', span: node.span };
}

/** The quotes of the best facts, at most three pages' worth. */
export function recordCitations(found: PolicyCase, factIds: readonly string[], limit = 3): Citation[] {
  const facts = factIds.map((id) => found.facts.get(id)).filter((fact) => fact !== undefined);
  const out: Citation[] = [];
  const seen = new Set<string>();
  for (const fact of facts.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    for (const span of fact.spans.slice(0, 2)) {
      const key = `${span.documentId}:${span.pageIndex}:${span.start}`;
      if (seen.has(key) || span.quote.trim() === '') continue;
      seen.add(key);
      out.push({ role: 'record', span });
      if (out.length >= limit) return out;
    }
  }
  return out;
}

/** Only denials on necessity, or as experimental, or for missing records, owe the policy's clinical criteria. */
export function isClinical(found: PolicyCase): boolean {
  const { reasons, assertions } = found.input.denial;
  if (reasons.length === 0)
    return assertions.some(
      ({ concept }) => therapyConcepts.has(concept as ClinicalConcept) || concept === 'prior-imaging',
    );
  return reasons.some(({ value }) => clinicalReasons.has(value)) || findsFaultBesides(found);
}

const clinicalReasons: ReadonlySet<string> = new Set(['MN', 'EXP', 'INF']);

/** "Even with another code the request would not meet our policy": denied for the code, and for what the policy asks of the chart. */
export function findsFaultBesides({ input, chosen, policy }: PolicyCase): boolean {
  const { reasons, assertions } = input.denial;
  return (
    reasons.some(({ value }) => value === 'COD') &&
    chosen.cited.includes(policy) &&
    assertions.some(
      ({ concept, claim }) =>
        therapyConcepts.has(concept as ClinicalConcept) && (claim === 'absent' || claim === 'insufficient'),
    )
  );
}

export function makeFinding(
  found: PolicyCase,
  type: FindingType,
  concept: Concept,
  summary: string,
  citations: readonly Citation[],
  why: {
    readonly node?: CriterionNode;
    readonly factIds?: readonly string[];
    readonly steps?: readonly string[];
    readonly rule: string;
  },
  strength: 'strong' | 'fair' = 'strong',
): Finding {
  const first = citations[0]?.span;
  const ruleIds = [
    why.rule,
    ...(why.node === undefined ? [] : leavesOf(why.node).flatMap((leaf) => leaf.ruleIds)),
  ];
  return {
    id: `${type}:${concept}:${first === undefined ? '' : `${first.documentId}:${first.pageIndex}:${first.start}`}`,
    type,
    concept,
    summary,
    citations: citations.filter(({ span }) => span.quote !== ''),
    why: {
      ruleIds: [...new Set(ruleIds)],
      criterion: why.node === undefined ? null : nodeWords(why.node),
      factIds: why.factIds ?? [],
      steps: why.steps ?? [],
    },
    strength,
  };
}

/** The criterion in the policy's words, with its label, on one line. */
export function nodeWords(node: CriterionNode): string {
  const words = node.text.length > 220 ? `${node.text.slice(0, 217)}…` : node.text;
  return node.label === null ? words : `${node.label} ${words}`;
}

/** Steps of an outcome and of its children. */
export function stepsOf(outcome: CriterionOutcome): string[] {
  return [...outcome.steps, ...outcome.children.flatMap(stepsOf)];
}
