/** Reads and checks resources/rules: the one place where rule data enters the program. */
import { readFileSync } from 'node:fs';
import type * as z from 'zod';
import type { EngineRules } from '../../shared/engine/engine-rules.ts';
import { loadDeadlineRules } from './deadline-rules.ts';
import { loadPolicyRules } from './policy-rules.ts';
import { loadRecordRules } from './record-rules.ts';
import { ruleFile } from './rule-file.ts';
import { denialRules, kindRules, noticeRules, procedureRules, reasonRules, reviewerRules, scanRules } from './schemas.ts';

/** All rules of the engine. Throws with file and key where a file breaks its schema. */
export function loadRules(): EngineRules {
  return {
    scans: read('scans.json', scanRules),
    kinds: read('kinds.json', kindRules),
    reasons: read('reasons.json', reasonRules),
    notice: read('notice-elements.json', noticeRules),
    reviewers: read('reviewers.json', reviewerRules),
    denial: read('denial.json', denialRules),
    procedure: read('procedure.json', procedureRules),
    record: loadRecordRules(),
    policy: loadPolicyRules(),
    deadlines: loadDeadlineRules(),
  };
}

function read<T>(file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(JSON.parse(readFileSync(ruleFile(file), 'utf8')));
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  throw new Error(`${file}: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'not valid'}`);
}
