/** Criteria of the right section: which the record meets, which it does not, and what to ask the doctor for. */
import type { Finding, Gap, PleaseCheck } from '../../../domain/finding.ts';
import type { Concept } from '../../../domain/kinds.ts';
import type { CriterionOutcome } from '../../../domain/policy.ts';
import { leavesOf } from '../../policy/criteria/criteria-tree.ts';
import { conceptsIn, therapyConcepts } from '../../policy/vocabulary.ts';
import { applicable, hasRival } from './applicable.ts';
import { isGuess, itemsOf } from './items.ts';
import { mayHaveLasted } from './may-have-lasted.ts';
import { metFinding } from './met.ts';
import { titleFinding } from './title-condition.ts';
import {
  isTestThatWasDone,
  isTorn,
  mayBeOtherLength,
  mayBeTold,
  mayBeWaived,
  tooSoon,
  undated,
  unmetFinding,
} from './unmet.ts';
import { nameOf } from '../names.ts';
import {
  findsFaultBesides,
  isClinical,
  nodeWords,
  type PolicyCase,
  policyCitation,
  recordCitations,
} from '../policy-case.ts';

export interface CriteriaFindings {
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly pleaseCheck: readonly PleaseCheck[];
}

/** Findings and gaps of the section that applies. Where it is not clear which one does, questions only. */
export function criteriaFindings(found: PolicyCase): CriteriaFindings {
  const findings: Finding[] = [];
  const gaps: Gap[] = [];
  const pleaseCheck: PleaseCheck[] = [];
  if (!isClinical(found)) return { findings, gaps, pleaseCheck };
  const choice = applicable(found);
  if (choice === null) return { findings, gaps, pleaseCheck };
  const { reasons } = found.input.denial;
  const necessity =
    reasons.length === 0 ||
    reasons.some(({ value }) => value === 'MN' || value === 'INF') ||
    findsFaultBesides(found);
  const items = itemsOf(choice, found);
  const guessed = isGuess(choice);
  const rivalled = hasRival(choice, found);
  for (const item of items) {
    const concept = conceptOf(found, item);
    if (concept === null) {
      pleaseCheck.push(question(found, item, null));
      continue;
    }
    if (item.state === 'met') {
      const finding = metFinding(
        found,
        item,
        items.filter((other) => other !== item),
      );
      if (finding !== null) findings.push(finding);
    } else if (item.state === 'not-applicable' || concept === 'age') {
      continue;
    } else if (item.state === 'ask' && !(necessity && (undated(found, item) || tooSoon(found, item)))) {
      pleaseCheck.push(question(found, item, concept));
      gaps.push(gapOf(found, item, concept));
    } else {
      gaps.push(gapOf(found, item, concept));
      const finding =
        necessity &&
        !guessed &&
        !rivalled &&
        !isGuess(item) &&
        !isTorn(item) &&
        !mayBeOtherLength(found, item) &&
        !isTestThatWasDone(found, item) &&
        !mayBeWaived(found, item) &&
        !mayBeTold(found, item) &&
        !mayHaveLasted(found, item)
          ? unmetFinding(found, item, concept)
          : null;
      if (finding === null) pleaseCheck.push(question(found, item, concept));
      else findings.push(finding);
    }
  }
  const titled = titleFinding(found, choice, items);
  if (titled !== null) findings.push(titled);
  return { findings: findings.filter((finding) => !isHalf(finding, gaps)), gaps, pleaseCheck };
}

/** Thirty pack-years, given up too long ago: that one half of the smoking history is as asked for is no ground where the other fails. */
function isHalf({ type, concept }: Finding, gaps: readonly Gap[]): boolean {
  return (
    type === 'criterion-met' &&
    concept === 'smoking-history' &&
    gaps.some((other) => other.concept === concept)
  );
}

/** The criterion's concept by the naming rule: general name, else the member that the letter names, else the first. */
function conceptOf(found: PolicyCase, outcome: CriterionOutcome): Concept | null {
  const { node } = outcome;
  if (node.kind === 'leaf') return node.concept;
  const general = conceptsIn(`${node.heading ?? ''} ${node.text}`, found.input.rules.policy).find(
    ({ rule }) => rule.general,
  );
  const members = leavesOf(node)
    .map(({ concept }) => concept)
    .filter((concept) => concept !== null);
  if (general !== undefined && members.some((concept) => therapyConcepts.has(concept)))
    return general.rule.concept;
  if (node.kind === 'any' && node.concept === 'conservative-therapy') return 'conservative-therapy';
  // Of things asked for together, what is missing names the item, and of several the first.
  if (node.kind === 'all' && outcome.state !== 'met') {
    const missing = outcome.children
      .filter(({ state, waivedBy }) => state !== 'met' && waivedBy === null)
      .flatMap((child) => leavesOf(child.node).map(({ concept }) => concept));
    if (missing.includes(node.concept)) return node.concept;
  }
  const named = members.find((member) =>
    found.input.denial.assertions.some(({ concept }) => concept === member),
  );
  return named ?? members.find((member) => member !== 'age') ?? null;
}

function gapOf(found: PolicyCase, item: CriterionOutcome, concept: Concept): Gap {
  const leaf = leavesOf(item.node).find((own) => own.concept === concept) ?? leavesOf(item.node)[0];
  const rule =
    found.input.rules.policy.concepts.find(({ id }) => leaf?.ruleIds.includes(id) === true) ??
    found.input.rules.policy.concepts.find((own) => own.concept === concept);
  return {
    concept,
    criterion: nodeWords(item.node),
    ask: `Ask the doctor for ${rule?.ask ?? `a dated note on ${nameOf(concept)}`}.`,
    citations: [policyCitation(item.node), ...recordCitations(found, item.factIds, 2)],
  };
}

function question(found: PolicyCase, item: CriterionOutcome, concept: Concept | null): PleaseCheck {
  return {
    concept,
    question: `Does the record show this? “${nodeWords(item.node)}”`,
    citations: [policyCitation(item.node), ...recordCitations(found, item.factIds, 2)],
  };
}
