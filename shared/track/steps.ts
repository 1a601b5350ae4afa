/** Which step comes next for whom, by plan type and by how many decisions there are. Names of events are the deadline rules'. */
import type { PlanType } from '../domain/kinds.ts';
import type { LetterKind } from '../domain/letter.ts';

export interface PatientStep {
  readonly event: string;
  readonly letterKind: LetterKind | null;
  /** What counts as having done it. */
  readonly doneBy: readonly LetterKind[];
  /** The clock starts on the service date, not on the decision. */
  readonly fromService?: true;
}

const appeal: PatientStep = {
  event: 'internal-appeal-level1',
  letterKind: 'first-level-appeal',
  doneBy: ['first-level-appeal', 'expedited-appeal', 'retrospective-review', 'gap-exception'],
};
const second: PatientStep = {
  event: 'internal-appeal-level2',
  letterKind: 'second-level-appeal',
  doneBy: ['second-level-appeal'],
};
const external: PatientStep = {
  event: 'external-review-request',
  letterKind: 'external-review',
  doneBy: ['external-review'],
};
const step = (event: string, more: Partial<PatientStep> = {}): PatientStep => ({
  event,
  letterKind: null,
  doneBy: [],
  ...more,
});
const medicareUpper = [step('omha-hearing-request'), step('council-review-request'), step('court-filing')];

/** What the patient may do after the decision with this index (0 is the denial itself), the ordinary way. */
export function patientSteps(
  planType: PlanType,
  decisionIndex: number,
  levels: 1 | 2 | null,
): readonly PatientStep[] {
  const later = (steps: readonly PatientStep[]) => steps.slice(decisionIndex - 1, decisionIndex);
  switch (planType) {
    case 'erisa-self-funded':
    case 'erisa-insured':
    case 'church':
    case 'non-federal-government':
    case 'grandfathered':
      if (decisionIndex === 0) return [appeal];
      if (decisionIndex === 1 && levels === 2) return [second];
      if (decisionIndex === 1 && levels === null) return [external, second];
      return [external];
    case 'aca-individual':
      return decisionIndex === 0 ? [appeal] : [external];
    case 'medicare-advantage':
      return decisionIndex === 0 ? [appeal] : later([step('external-review-request'), ...medicareUpper]);
    case 'original-medicare':
      return decisionIndex === 0
        ? [appeal]
        : later([{ ...second, event: 'qic-reconsideration-request' }, ...medicareUpper]);
    case 'medicaid-managed-care':
      return decisionIndex === 0
        ? [appeal]
        : later([
            step('state-fair-hearing-request', {
              letterKind: 'external-review',
              doneBy: ['external-review'],
            }),
          ]);
    case 'medicaid-fee-for-service':
      return decisionIndex === 0 ? [{ ...appeal, doneBy: [...appeal.doneBy, 'external-review'] }] : [];
    case 'fehb':
    case 'pshb':
      return decisionIndex === 0
        ? [appeal]
        : later([
            step('opm-review-request', { letterKind: 'external-review', doneBy: ['external-review'] }),
            step('court-filing', { fromService: true }),
          ]);
    case 'tricare':
      return decisionIndex === 0
        ? [appeal]
        : later([{ ...second, event: 'tqmc-reconsideration-request' }, step('hearing-request')]);
    case 'short-term':
      return decisionIndex === 0 ? [appeal] : [second];
    case 'unknown':
      return decisionIndex === 0 ? [appeal] : [external];
  }
}

/** The plan's clock on an appeal that was sent after the decision with this index; null where no rule is on file. */
export function appealDecisionEvent(
  planType: PlanType,
  decisionIndex: number,
  how: {
    readonly urgent: boolean;
    readonly timing: 'preservice' | 'postservice';
    readonly levels: 1 | 2 | null;
  },
): string | null {
  switch (planType) {
    case 'erisa-self-funded':
    case 'erisa-insured':
    case 'church':
    case 'non-federal-government':
    case 'grandfathered':
    case 'aca-individual':
      if (how.urgent) return 'plan-urgent-appeal-decision';
      // The longer clock of a plan with one level, unless two are known: never accuse a plan too early.
      return `plan-appeal-decision-${how.timing}-${how.levels === 2 && planType !== 'aca-individual' ? 'two-levels-each' : 'one-level'}`;
    case 'medicare-advantage':
      if (decisionIndex > 0) return null;
      if (how.timing === 'postservice') return 'plan-reconsideration-payment';
      return how.urgent ? 'plan-reconsideration-expedited' : 'plan-reconsideration-service';
    case 'original-medicare':
      return (
        ['redetermination-decision', 'qic-decision', 'omha-decision', 'council-decision'][decisionIndex] ??
        null
      );
    case 'medicaid-managed-care':
      if (decisionIndex > 0) return null;
      return how.urgent ? 'plan-appeal-decision-expedited' : 'plan-appeal-decision-standard';
    case 'medicaid-fee-for-service':
      return decisionIndex === 0 ? 'state-fair-hearing-decision' : null;
    case 'fehb':
    case 'pshb':
      return decisionIndex === 0 ? 'carrier-reconsideration-decision' : null;
    case 'tricare':
    case 'short-term':
    case 'unknown':
      return null;
  }
}

/** The plan's clock on the first request; `extended` is the longest the rule allows. Null where no rule is on file. */
export function initialDecisionEvent(
  planType: PlanType,
  timing: 'preservice' | 'postservice' | null,
): { readonly event: string; readonly extended: string | null } | null {
  switch (planType) {
    case 'erisa-self-funded':
    case 'erisa-insured':
    case 'church':
    case 'non-federal-government':
    case 'grandfathered':
    case 'aca-individual': {
      const event = `plan-initial-decision-${timing ?? 'postservice'}`;
      return { event, extended: `${event}-extended` };
    }
    case 'medicare-advantage':
      return timing === 'preservice'
        ? {
            event: 'plan-initial-decision-prior-authorization',
            extended: 'plan-initial-decision-prior-authorization-extended',
          }
        : null;
    case 'medicaid-managed-care':
      return timing === 'preservice'
        ? { event: 'plan-initial-decision-prior-authorization', extended: null }
        : null;
    default:
      return null;
  }
}

/** Plan types whose outside review runs by the federal clocks of 29 CFR 2590.715-2719(d). */
export const federalExternal: readonly PlanType[] = ['erisa-self-funded', 'church', 'non-federal-government'];
export const externalReviewTypes: readonly PlanType[] = [
  ...federalExternal,
  'erisa-insured',
  'aca-individual',
];
