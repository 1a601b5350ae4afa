/** Reads and checks resources/rules: the one place where rule data enters the program. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type * as z from 'zod';
import type { EngineRules } from '../../shared/engine/engine-rules.ts';
import { loadDeadlineRules } from './deadline-rules.ts';
import { loadPolicyRules } from './policy-rules.ts';
import { loadRecordRules } from './record-rules.ts';
import { ruleFile } from './rule-file.ts';
import {
  denialNames,
  denialRules,
  kindRules,
  kindWords,
  learnedModel,
  noticeRules,
  procedureRules,
  reasonRules,
  reviewerRules,
  scanRules,
  sheetWeights,
} from './schemas.ts';

/** All rules of the engine, from resources/rules or the folder given. Throws with file and key where a file breaks its schema. */
export async function loadRules(folder: string = ruleFile('')): Promise<EngineRules> {
  const read = <T>(file: string, schema: z.ZodType<T>): Promise<T> => readRules(join(folder, file), schema);
  return {
    scans: await read('scans.json', scanRules),
    kinds: {
      ...(await read('kinds.json', kindRules)),
      words: await read('kind-words.json', kindWords),
      sheets: await read('learned/sheets.json', sheetWeights),
    },
    reasons: await read('reasons.json', reasonRules),
    notice: await read('notice-elements.json', noticeRules),
    reviewers: await read('reviewers.json', reviewerRules),
    denial: {
      ...(await read('denial.json', denialRules)),
      ...(await read('denial-names.json', denialNames)),
    },
    procedure: await read('procedure.json', procedureRules),
    record: loadRecordRules(),
    policy: loadPolicyRules(),
    deadlines: loadDeadlineRules(),
    learned: {
      topics: await read('learned/topics.json', learnedModel),
      claims: await read('learned/claims.json', learnedModel),
      lines: await read('learned/lines.json', learnedModel),
    },
  };
}

async function readRules<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  throw new Error(`${basename(file)}: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'not valid'}`);
}
