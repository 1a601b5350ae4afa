/** Reads and checks the rule data of the letters. A statement of law that is not verified does not load. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Rules } from '../../shared/domain/rules.ts';
import type { DeadlineRule } from '../../shared/deadlines/rules.ts';
import {
  clinicalConcepts,
  factConcepts,
  findingTypes,
  planTypes,
  procedureConcepts,
  reasonCodes,
} from '../../shared/domain/kinds.ts';
import { letterKinds } from '../../shared/domain/letter.ts';
import type {
  AgencyRules,
  LawRule,
  LetterRules,
  LetterTexts,
  RemedyRules,
  StrategyRule,
  ToneRules,
} from '../../shared/letter/rules.ts';

const words = z.string().min(1);
const plan = z.enum(planTypes);
const reason = z.enum(reasonCodes);
const findingType = z.enum(findingTypes);
const concept = z.enum([...clinicalConcepts, ...procedureConcepts, ...factConcepts, ...reasonCodes]);
const kind = z.enum(letterKinds);

const law = z.array(
  z.strictObject({
    id: words,
    topic: z.enum([
      'review',
      'clock',
      'file',
      'documents',
      'new-evidence',
      'urgent',
      'prior-approval',
      'network',
      'authorized-before',
      'external',
      'external-standard',
      'criteria',
      'consistency',
    ]),
    planTypes: z.array(plan).min(1),
    states: z.array(z.string().length(2)).exactOptional(),
    reasons: z.array(reason).exactOptional(),
    timing: z.enum(['before', 'after', 'urgent']).exactOptional(),
    text: words,
    citation: words,
    mark: z.literal('V'),
  }),
) satisfies z.ZodType<LawRule[]>;

const texts = z.strictObject({
  concepts: z.record(z.string(), z.strictObject({ name: words, heading: words })),
  codeNames: z.record(z.string(), words),
  headings: z.record(z.string(), words),
  weights: z.record(z.string(), z.number()),
  arguments: z.array(
    z.strictObject({
      id: words,
      types: z.array(findingType).min(1),
      claims: z.array(z.enum(['absent', 'insufficient', 'normal', 'required', 'other'])).exactOptional(),
      concepts: z.array(concept).exactOptional(),
      withPolicy: z.boolean().exactOptional(),
      timing: z.enum(['before', 'after']).exactOptional(),
      variants: z.array(words).min(1),
    }),
  ),
  emergency: z.strictObject({ shows: z.array(words).min(1), unless: z.array(words) }),
  doctorAsks: z.record(z.string(), z.strictObject({ document: words, why: words })),
}) satisfies z.ZodType<LetterTexts>;

const tone = z.strictObject({
  rules: z.array(
    z.strictObject({
      id: words,
      kind: z.enum([
        'emotion',
        'accusation',
        'threat',
        'pain-alone',
        'medical-advice',
        'absolute',
        'rhetoric',
        'bad-law',
      ]),
      pattern: words,
      severity: z.enum(['stop', 'warn', 'suggest']),
      message: words,
      suggestion: words.nullable(),
      planTypes: z.array(plan).exactOptional(),
      exceptKinds: z.array(kind).exactOptional(),
      examples: z.strictObject({ match: z.array(words).min(1), noMatch: z.array(words) }),
    }),
  ),
  painContext: z.array(words),
  urgentPain: z.array(words),
  maxGrade: z.number(),
}) satisfies z.ZodType<ToneRules>;

const agencies = z.strictObject({
  stateRegulated: z.array(plan),
  federal: z.array(
    z.strictObject({
      id: words,
      name: words,
      phone: words.nullable(),
      site: words.nullable(),
      planTypes: z.array(plan).min(1),
      complaint: words,
      mark: z.enum(['V', 'S', 'M']),
    }),
  ),
  departments: z.array(
    z.strictObject({
      state: z.string().length(2),
      department: words,
      consumerLine: words,
      site: z.url(),
      note: words.nullable(),
    }),
  ),
}) satisfies z.ZodType<AgencyRules>;

const remedies = z.strictObject({
  appealNames: z.record(z.string(), words),
  externalNames: z.record(z.string(), z.strictObject({ name: words, addressee: words })),
  notFor: z.array(z.strictObject({ kind, planTypes: z.array(plan).min(1), because: words })),
}) satisfies z.ZodType<RemedyRules>;

const strategy = z.array(
  z.strictObject({
    reason,
    title: words,
    move: words,
    strategy: words,
    items: z.array(
      z.strictObject({
        id: words,
        text: words,
        where: words,
        types: z.array(findingType),
        concepts: z.array(concept),
      }),
    ),
  }),
) satisfies z.ZodType<StrategyRule[]>;

/** The letter rules under `folder` (normally resources/rules), joined with rules already loaded. */
export async function loadLetterRules(
  folder: string,
  rules: Pick<Rules, 'notice' | 'scans'>,
  deadlines: readonly DeadlineRule[],
): Promise<LetterRules> {
  const read = async <T>(file: string, schema: z.ZodType<T>): Promise<T> => {
    const parsed = schema.safeParse(JSON.parse(await readFile(path.join(folder, file), 'utf8')));
    if (parsed.success) return parsed.data;
    const first = parsed.error.issues[0];
    throw new Error(`${file}: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'not valid'}`);
  };
  return {
    law: await read('law.json', law),
    texts: await read('letters.json', texts),
    tone: await read('tone.json', tone),
    agencies: await read('agencies.json', agencies),
    remedies: await read('remedies.json', remedies),
    strategy: await read('strategy.json', strategy),
    notice: rules.notice,
    scans: rules.scans,
    deadlines,
  };
}
