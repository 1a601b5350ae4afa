/** What each file under resources/rules must look like. Unknown keys fail: a misspelt rule must not load silently. */
import { z } from 'zod';
import {
  clinicalConcepts,
  documentKinds,
  factConcepts,
  letterFields,
  planTypes,
  procedureConcepts,
  reasonCodes,
} from '../../shared/domain/kinds.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/i);
const pattern = z.string().min(1).refine(compiles, 'not a regular expression');
const examples = z.strictObject({ match: z.array(z.string()).min(1), noMatch: z.array(z.string()) });
const concept = z.enum([...clinicalConcepts, ...procedureConcepts, ...factConcepts, ...reasonCodes]);

/** Fields every pattern rule has; siblings of this file build on it. */
export const patternRule = { id, pattern, reason: z.string().min(1), examples };

function compiles(source: string): boolean {
  try {
    return new RegExp(source, 'iu') instanceof RegExp;
  } catch {
    return false;
  }
}

export const scanRules = z.strictObject({
  regions: z.array(
    z.strictObject({
      id,
      name: z.string(),
      words: z.array(pattern),
      lateral: z.boolean(),
      within: z.array(id),
    }),
  ),
  modalities: z.array(z.strictObject({ id, name: z.string(), words: z.array(pattern) })),
  scans: z.array(
    z.strictObject({
      id,
      name: z.string(),
      modality: id,
      region: id,
      aliases: z.array(pattern),
      codes: z.array(
        z.strictObject({
          code: z.string().regex(/^[0-9A-Z]\d{4}$/),
          contrast: z.enum(['with', 'without', 'both']).nullable(),
        }),
      ),
    }),
  ),
});

export const kindRules = z.strictObject({
  minWeight: z.number(),
  cues: z.array(
    z.strictObject({
      ...patternRule,
      kind: z.enum(documentKinds),
      weight: z.number(),
      scope: z.enum(['page', 'head']),
    }),
  ),
  formal: z.array(z.strictObject({ ...patternRule, weight: z.number() })),
});

const perKind = z.array(z.number()).length(documentKinds.length);

export const kindWords = z.strictObject({
  reason: z.string(),
  scale: z.number().positive(),
  most: z.number().positive(),
  bias: perKind,
  weights: z.record(z.string(), perKind),
});

export const sheetWeights = z.strictObject({
  reason: z.string(),
  bias: z.number(),
  weights: z.record(z.string(), z.number()),
});

export const learnedModel = z.strictObject({
  reason: z.string(),
  labels: z.array(z.string()),
  bias: z.array(z.number()),
  slope: z.number(),
  offset: z.number(),
  features: z.array(z.string()),
});

export const reasonRules = z.strictObject({
  reasons: z.array(
    z.strictObject({
      code: z.enum(reasonCodes),
      title: z.string(),
      move: z.string(),
      answers: z.array(z.string()),
    }),
  ),
  cues: z.array(z.strictObject({ ...patternRule, code: z.enum(reasonCodes), needsDecision: z.boolean() })),
  adjustmentCodes: z.array(
    z.strictObject({ code: z.string(), reason: z.enum(reasonCodes), meaning: z.string() }),
  ),
});

export const noticeRules = z.strictObject({
  elements: z.array(
    z.strictObject({
      id,
      concept,
      name: z.string(),
      planTypes: z.array(z.enum(planTypes)),
      citation: z.string(),
      failText: z.string(),
      present: z.array(z.strictObject(patternRule)),
      together: z.array(
        z.strictObject({
          id,
          all: z.array(pattern).min(2),
          none: z.union([pattern, z.literal('')]),
          span: z.enum(['sentence', 'passage']),
          reason: z.string().min(1),
        }),
      ),
      perhaps: z.array(
        z.strictObject({
          id,
          all: z.array(pattern).min(1),
          none: pattern.optional(),
          span: z.enum(['sentence', 'passage']),
          reason: z.string().min(1),
        }),
      ),
      trigger: z.array(z.strictObject(patternRule)),
      reasons: z.array(z.enum(reasonCodes)),
    }),
  ),
});

export const reviewerRules = z.strictObject({
  specialties: z.array(
    z.strictObject({
      id,
      name: z.string(),
      words: z.array(pattern),
      regions: z.array(z.string()),
      modalities: z.array(z.string()),
      icd: z.array(z.string()),
    }),
  ),
});

export const denialRules = z.strictObject({
  topics: z.array(z.strictObject({ ...patternRule, concept })),
  claims: z.array(
    z.strictObject({
      ...patternRule,
      claim: z.enum(['absent', 'insufficient', 'normal', 'required']),
    }),
  ),
  boilerplate: z.array(z.strictObject(patternRule)),
  rationale: z.array(z.strictObject(patternRule)),
  fields: z.array(z.strictObject({ ...patternRule, field: z.enum(letterFields), rank: z.int().min(0) })),
});

/** Other names of the topics, a file of their own. */
export const denialNames = z.strictObject({
  names: z.array(
    z.strictObject({
      id,
      concept,
      phrases: z.array(z.string().min(1)).min(1),
      unless: z.array(z.string().min(1)),
      reason: z.string().min(1),
      source: z.string().min(1),
      examples,
    }),
  ),
});

export const procedureRules = z.strictObject({
  groups: z.array(z.strictObject({ id, patterns: z.array(z.strictObject(patternRule)).min(1) })),
});
