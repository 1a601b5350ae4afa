/** What every match of a criterion against the record needs to know of the case. */
import type { IsoDate, Laterality } from '../../domain/kinds.ts';
import type { PolicyRules } from '../../domain/policy-rules.ts';

export interface MatchContext {
  readonly requestDate: IsoDate;
  readonly today: IsoDate;
  readonly region: string | null;
  readonly side: Laterality | null;
  readonly rules: PolicyRules;
}
