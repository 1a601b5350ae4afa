/** Reads and checks resources/rules: the one place where rule data enters the program. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import type { Rules } from '../../shared/domain/rules.ts';
import { denialRules, kindRules, noticeRules, reasonRules, reviewerRules, scanRules } from './schemas.ts';

/** The rules under `folder` (normally resources/rules). Throws with file and key where a file breaks its schema. */
export async function loadRules(folder: string): Promise<Rules> {
  const read = async <T>(file: string, schema: z.ZodType<T>): Promise<T> => {
    const parsed = schema.safeParse(JSON.parse(await readFile(path.join(folder, file), 'utf8')));
    if (parsed.success) return parsed.data;
    const first = parsed.error.issues[0];
    throw new Error(`${file}: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'not valid'}`);
  };
  return {
    scans: await read('scans.json', scanRules),
    kinds: await read('kinds.json', kindRules),
    reasons: await read('reasons.json', reasonRules),
    notice: await read('notice-elements.json', noticeRules),
    reviewers: await read('reviewers.json', reviewerRules),
    denial: await read('denial.json', denialRules),
  };
}
