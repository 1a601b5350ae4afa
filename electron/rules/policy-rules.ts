/** Reads and checks the vocabulary of policies. Unknown keys and broken patterns fail at load. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { clinicalConcepts } from '../../shared/domain/kinds.ts';
import type { PolicyRules } from '../../shared/domain/policy-rules.ts';
import { ruleFile } from './rule-file.ts';

const pattern = z
  .string()
  .min(1)
  .refine((source) => compiles(source), 'not a regular expression');
const examples = z.strictObject({ match: z.array(z.string()), noMatch: z.array(z.string()) });
const base = { id: z.string().min(1), pattern, reason: z.string().min(1), examples };

const concepts = z.strictObject({
  concepts: z.array(
    z.strictObject({
      ...base,
      concept: z.enum(clinicalConcepts),
      also: z.array(z.enum(clinicalConcepts)),
      proof: pattern.nullable(),
      general: z.boolean(),
      ask: z.string().nullable(),
      source: z.string().min(1),
    }),
  ),
});

const situations = z.strictObject({
  situations: z.array(
    z.strictObject({ ...base, name: z.string().min(1), icd: z.array(z.string()), kind: z.string().min(1) }),
  ),
});

const roles = [
  'covered',
  'not-covered',
  'waiver',
  'definitions',
  'documentation',
  'history',
  'other',
  'not-required',
  'does-not-count',
  'all',
  'any',
  'unless',
] as const;

const phrases = z.strictObject({
  phrases: z.array(z.strictObject({ ...base, role: z.enum(roles), scope: z.enum(['heading', 'text']) })),
});

/** The three files of the policy vocabulary, checked. Throws naming the file and the key that is wrong. */
export function loadPolicyRules(): PolicyRules {
  return {
    ...read('policy-concepts.json', concepts),
    ...read('policy-situations.json', situations),
    ...read('policy-phrases.json', phrases),
  };
}

function compiles(source: string): boolean {
  try {
    return new RegExp(source, 'iu') instanceof RegExp;
  } catch {
    return false;
  }
}

function read<T>(file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(JSON.parse(readFileSync(ruleFile(file), 'utf8')));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
}
