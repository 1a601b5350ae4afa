/** Reads and checks the lexicons for medical records. Unknown keys and broken phrases fail at load. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { clinicalConcepts } from '../../shared/domain/kinds.ts';
import type {
  ConceptRules,
  ContextRules,
  DrugRules,
  RecordRules,
  SectionRules,
} from '../../shared/domain/record-rules.ts';
import { join } from 'node:path';
import { resourcesFolder } from './rule-file.ts';

const rule = { id: z.string().min(1), reason: z.string().min(1), source: z.string().min(1) };
const phrases = z.array(z.string().min(1)).min(1);
const examples = z.strictObject({ match: z.array(z.string()).min(1), noMatch: z.array(z.string()) });
const effect = z.enum([
  'negated',
  'possible',
  'historical',
  'hypothetical',
  'planned',
  'offered',
  'declined',
  'not-done',
  'family',
  'other',
  'none',
  'end',
]);

const contextRules = z.strictObject({
  clauseStarters: phrases,
  softStarters: phrases,
  finiteVerbs: phrases,
  rules: z.array(
    z.strictObject({
      ...rule,
      effect,
      side: z.enum(['before', 'after', 'both']),
      phrases,
      reach: z.int().positive().exactOptional(),
      closes: z.array(effect).exactOptional(),
      examples: z.array(
        z.strictObject({
          text: z.string().regex(/\[.+\]/s),
          negation: z.enum(['affirmed', 'negated', 'possible']).exactOptional(),
          temporality: z.enum(['recent', 'historical', 'hypothetical']).exactOptional(),
          experiencer: z.enum(['patient', 'family', 'other']).exactOptional(),
        }),
      ),
    }),
  ),
}) satisfies z.ZodType<ContextRules>;

const sectionRules = z.strictObject({
  rules: z.array(
    z.strictObject({
      ...rule,
      section: z.string(),
      headings: phrases,
      effect: z.enum(['historical', 'hypothetical', 'planned', 'family']).nullable(),
      examples,
    }),
  ),
}) satisfies z.ZodType<SectionRules>;

const conceptRules = z.strictObject({
  anatomy: z.array(z.strictObject({ region: z.string(), words: phrases })),
  outcomes: z.array(
    z.strictObject({
      ...rule,
      outcome: z.enum(['failed', 'partial', 'improved', 'intolerance']),
      phrases,
      examples,
    }),
  ),
  rules: z.array(
    z.strictObject({
      ...rule,
      concept: z.enum(clinicalConcepts),
      detail: z.string().nullable(),
      phrases,
      region: z.string().nullable(),
      sense: z.enum(['finding', 'treatment', 'test', 'maneuver', 'normal']),
      unless: phrases.exactOptional(),
      with: phrases.exactOptional(),
      examples,
    }),
  ),
}) satisfies z.ZodType<ConceptRules>;

const drugRules = z.strictObject({
  rules: z.array(
    z.strictObject({ ...rule, drugClass: z.string(), names: phrases, overTheCounter: z.boolean(), examples }),
  ),
}) satisfies z.ZodType<DrugRules>;

/** The four lexicons, checked. Throws naming the file and the key that is wrong. */
export function loadRecordRules(folder = join(resourcesFolder(), 'rules')): RecordRules {
  const read = <T>(file: string, schema: z.ZodType<T>): T => readFrom(join(folder, file), schema);
  return {
    context: read('context.json', contextRules),
    sections: read('sections.json', sectionRules),
    concepts: read('concepts.json', conceptRules),
    drugs: read('drugs.json', drugRules),
  };
}

function readFrom<T>(file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
}
