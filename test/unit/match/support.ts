/** Facts and denials made by hand for the matching tests. */
import type { Denial, DenialAssertion } from '../../../shared/domain/denial.ts';
import type { ClinicalConcept, Concept } from '../../../shared/domain/kinds.ts';
import type { Span } from '../../../shared/domain/page-text.ts';
import type { ClinicalFact } from '../../../shared/domain/record.ts';
import type { MatchContext } from '../../../shared/engine/match/outcomes/match-context.ts';
import type { MatchInput } from '../../../shared/engine/match/outcomes/match-context.ts';
import { matchCriteria } from '../../../shared/engine/match/outcomes/match-criteria.ts';
import { nodeByLabel } from '../../../shared/engine/match/policy-case.ts';
import type { CriterionOutcome, PolicyDocument } from '../../../shared/domain/policy.ts';
import { policyOf, rules } from '../policy/support.ts';

let next = 0;

export function spanFor(quote: string, documentId = 'record'): Span {
  return { documentId, pageIndex: 0, start: 0, end: quote.length, quote };
}

/** A fact that is evidence unless told otherwise; `measure` may be given in part. */
export function fact(
  concept: ClinicalConcept,
  quote: string,
  extra: Omit<Partial<ClinicalFact>, 'measure' | 'context'> & {
    measure?: Partial<NonNullable<ClinicalFact['measure']>>;
    context?: Partial<ClinicalFact['context']>;
  } = {},
): ClinicalFact {
  next++;
  const { measure, context, ...rest } = extra;
  return {
    id: `fact-${next}`,
    concept,
    detail: null,
    status: 'done',
    region: null,
    side: null,
    date: '2026-05-20',
    noteDate: '2026-05-20',
    outcome: null,
    section: 'history',
    author: null,
    partIndex: 0,
    spans: [spanFor(quote)],
    why: [],
    ...rest,
    context: { negation: 'affirmed', temporality: 'recent', experiencer: 'patient', ...context },
    measure:
      measure === undefined
        ? null
        : { from: null, to: null, days: null, visits: null, quantity: null, ...measure },
  };
}

export const context: MatchContext = {
  requestDate: '2026-06-01',
  today: '2026-07-01',
  region: 'lumbar-spine',
  side: null,
  rules: rules.policy,
};

/** Outcome of the first covered section of a policy text. */
export function outcomeOf(
  text: string,
  facts: readonly ClinicalFact[],
  given: Partial<MatchContext> = {},
): CriterionOutcome {
  const policy = policyOf(text);
  const section = policy.sections.find(({ role, tree }) => role === 'covered' && tree !== null);
  if (section?.tree === null || section === undefined) throw new Error('no criteria read');
  return matchCriteria(section.tree, inputFor(policy, facts, given));
}

function inputFor(
  policy: PolicyDocument,
  facts: readonly ClinicalFact[],
  given: Partial<MatchContext>,
): MatchInput {
  return {
    facts,
    context: { ...context, ...given },
    waivers: policy.sections.flatMap(({ waivers }) => waivers),
    byLabel: (label) => nodeByLabel(policy, label),
  };
}

export function assertion(
  concept: Concept,
  quote: string,
  extra: Partial<DenialAssertion> = {},
): DenialAssertion {
  return {
    concept,
    claim: 'absent',
    threshold: null,
    region: null,
    side: null,
    span: spanFor(quote, 'denial'),
    ...extra,
  };
}

/** A necessity denial of 1 June 2026 that cites the policy. */
export function denialOf(extra: Partial<Denial> = {}): Denial {
  const sourced = <T>(value: T): { value: T; span: null } => ({ value, span: null });
  return {
    documentId: 'denial',
    insurer: null,
    plan: null,
    memberName: sourced('Ada Marsh'),
    memberId: null,
    referenceNumber: null,
    claimNumber: null,
    letterDate: sourced('2026-06-10'),
    requestDate: sourced('2026-06-01'),
    serviceDate: null,
    procedureCodes: [sourced('72148')],
    diagnosisCodes: [],
    scan: null,
    reasons: [sourced('MN' as const)],
    citedPolicies: [],
    reviewerName: null,
    reviewerSpecialty: null,
    appealDays: null,
    assertions: [],
    ...extra,
  };
}
