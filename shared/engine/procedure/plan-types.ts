/** Groups of plan types that share a rule. */
import type { PlanType } from '../../domain/kinds.ts';

/** Plan types under the commercial claims rule. */
export const commercial: ReadonlySet<PlanType> = new Set<PlanType>([
  'erisa-self-funded',
  'erisa-insured',
  'aca-individual',
  'non-federal-government',
  'church',
  'grandfathered',
]);
