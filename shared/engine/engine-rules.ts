/** All rule data the engine is given. */
import type { LearnedRules } from '../domain/learned.ts';
import type { PolicyRules } from '../domain/policy-rules.ts';
import type { RecordRules } from '../domain/record-rules.ts';
import type { Rules } from '../domain/rules.ts';
import type { DeadlineRule } from '../deadlines/rules.ts';

export interface EngineRules extends Rules {
  readonly record: RecordRules;
  readonly policy: PolicyRules;
  readonly deadlines: readonly DeadlineRule[];
  readonly learned: LearnedRules;
}
