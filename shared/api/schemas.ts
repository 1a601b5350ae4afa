/** Domain types as zod schemas, for everything that crosses a boundary. `Checked` proves that schema and type agree. */
import * as z from 'zod';
import type { Denial, ScanDescription } from '../domain/denial.ts';
import type { Citation, Finding, Gap, PleaseCheck } from '../domain/finding.ts';
import {
  clinicalConcepts,
  documentKinds,
  factConcepts,
  findingTypes,
  planTypes,
  procedureConcepts,
  reasonCodes,
} from '../domain/kinds.ts';
import type { LetterHint, LetterModel, LetterProfile } from '../domain/letter.ts';
import { letterKinds } from '../domain/letter.ts';
import type { PageText, Span } from '../domain/page-text.ts';
import type {
  CaseDeadline,
  ChecklistStep,
  ChronologyItem,
  LogEntry,
  Reminder,
  TollingEntry,
  TollingRule,
  TrackAdvice,
} from '../domain/track.ts';
import { logKinds, tollingKinds } from '../domain/track.ts';

/** Ids are made by us: UUIDs or hex digests. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{1,80}$/);
/** Ids of findings are derived from type, concept and place. */
export const findingIdSchema = z.string().regex(/^[\w:/.,#@+-]{1,300}$/);
export const isoDateSchema = z.iso.date();
/** A date, or a date and time to the minute. */
export const isoMomentSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/);
export const shortTextSchema = z.string().max(500);
export const longTextSchema = z.string().max(20_000);

export const documentKindSchema = z.enum(documentKinds);
export const planTypeSchema = z.enum(planTypes);
export const reasonCodeSchema = z.enum(reasonCodes);
export const findingTypeSchema = z.enum(findingTypes);
export const conceptSchema = z.enum([
  ...clinicalConcepts,
  ...procedureConcepts,
  ...factConcepts,
  ...reasonCodes,
]);
export const lateralitySchema = z.enum(['left', 'right', 'bilateral']);
export const letterKindSchema = z.enum(letterKinds);

export const spanSchema = z.object({
  documentId: idSchema,
  pageIndex: z.int().min(0),
  start: z.int().min(0),
  end: z.int().min(0),
  quote: longTextSchema,
}) satisfies z.ZodType<Span>;

const boxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);
/**
 * Pages to enclose (from 1; none means all) and what is blacked out on a page: boxes where it is a picture, words by
 * their place in the text where the paper has no printed pages (DOCX, TXT, mail).
 */
export const exhibitChoiceSchema = z.strictObject({
  pages: z.array(z.int().min(1)).max(20_000),
  redactions: z
    .array(
      z
        .strictObject({
          pageNumber: z.int().min(1),
          boxes: z.array(boxSchema).max(500),
          hidden: z
            .array(
              z.strictObject({
                start: z.int().min(0),
                end: z.int().min(1),
                quote: z.string().min(1).max(2000),
              }),
            )
            .max(500)
            .exactOptional(),
        })
        .refine(({ boxes, hidden }) => boxes.length + (hidden?.length ?? 0) > 0),
    )
    .max(5000),
});

export const pageTextSchema = z.object({
  documentId: idSchema,
  pageIndex: z.int().min(0),
  text: z.string(),
  words: z.array(z.object({ start: z.int(), end: z.int(), box: boxSchema, confidence: z.number() })),
  width: z.number(),
  height: z.number(),
  source: z.enum(['text-layer', 'ocr', 'plain', 'corrected']),
  confidence: z.number(),
  turn: z.literal([0, 90, 180, 270]).exactOptional(),
}) satisfies z.ZodType<PageText>;

const sourced = <T extends z.ZodType>(value: T) => z.object({ value, span: spanSchema.nullable() });
const sourcedText = sourced(z.string());

const thresholdSchema = z.object({
  minDays: z.number().exactOptional(),
  minVisits: z.number().exactOptional(),
  minDrugs: z.number().exactOptional(),
  lookBackDays: z.number().exactOptional(),
  quantity: z
    .object({ unit: z.string(), min: z.number().exactOptional(), max: z.number().exactOptional() })
    .exactOptional(),
});

const scanSchema = z.object({
  scanId: z.string().nullable(),
  modality: z.string().nullable(),
  region: z.string().nullable(),
  side: lateralitySchema.nullable(),
  contrast: z.enum(['with', 'without', 'both']).nullable(),
}) satisfies z.ZodType<ScanDescription>;

export const denialSchema = z.object({
  documentId: idSchema,
  insurer: sourcedText.nullable(),
  plan: sourcedText.nullable(),
  memberName: sourcedText.nullable(),
  memberId: sourcedText.nullable(),
  referenceNumber: sourcedText.nullable(),
  claimNumber: sourcedText.nullable(),
  letterDate: sourcedText.nullable(),
  requestDate: sourcedText.nullable(),
  serviceDate: sourcedText.nullable(),
  procedureCodes: z.array(sourcedText),
  diagnosisCodes: z.array(sourcedText),
  scan: sourced(scanSchema).nullable(),
  reasons: z.array(sourced(reasonCodeSchema)),
  citedPolicies: z.array(
    z.object({
      id: z.string().nullable(),
      title: z.string().nullable(),
      section: z.string().nullable(),
      span: spanSchema,
    }),
  ),
  reviewerName: sourcedText.nullable(),
  reviewerSpecialty: sourcedText.nullable(),
  appealDays: sourced(z.number()).nullable(),
  assertions: z.array(
    z.object({
      concept: conceptSchema,
      claim: z.enum(['absent', 'insufficient', 'normal', 'required', 'other']),
      threshold: thresholdSchema.nullable(),
      region: z.string().nullable(),
      side: lateralitySchema.nullable(),
      span: spanSchema,
    }),
  ),
}) satisfies z.ZodType<Denial>;

export const citationSchema = z.object({
  role: z.enum(['denial', 'record', 'policy']),
  span: spanSchema,
}) satisfies z.ZodType<Citation>;

export const findingSchema = z.object({
  id: findingIdSchema,
  type: findingTypeSchema,
  concept: conceptSchema,
  summary: z.string(),
  citations: z.array(citationSchema),
  why: z.object({
    ruleIds: z.array(z.string()),
    criterion: z.string().nullable(),
    factIds: z.array(z.string()),
    steps: z.array(z.string()),
  }),
  strength: z.enum(['strong', 'fair']),
}) satisfies z.ZodType<Finding>;

export const pleaseCheckSchema = z.object({
  concept: conceptSchema.nullable(),
  question: z.string(),
  citations: z.array(citationSchema),
}) satisfies z.ZodType<PleaseCheck>;

export const gapSchema = z.object({
  concept: conceptSchema,
  criterion: z.string(),
  ask: z.string(),
  citations: z.array(citationSchema),
}) satisfies z.ZodType<Gap>;

export const partSchema = z.object({
  documentId: idSchema,
  firstPage: z.int(),
  lastPage: z.int(),
  kind: documentKindSchema,
  date: z.string().nullable(),
  author: z.string().nullable(),
  patientName: z.string().nullable(),
  title: z.string().nullable(),
});

const runSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    text: longTextSchema,
    bold: z.boolean().exactOptional(),
    italic: z.boolean().exactOptional(),
  }),
  z.object({ type: z.literal('quote'), span: spanSchema }),
  z.object({ type: z.literal('cite'), documentId: idSchema, pageNumber: z.int().min(1) }),
  z.object({ type: z.literal('placeholder'), label: shortTextSchema }),
]);

export const letterModelSchema = z.object({
  kind: letterKindSchema,
  date: z.string(),
  title: shortTextSchema,
  sender: z.array(shortTextSchema),
  recipient: z.array(shortTextSchema),
  delivery: z.array(shortTextSchema),
  identification: z.array(
    z.object({ label: shortTextSchema, value: shortTextSchema, span: spanSchema.nullable() }),
  ),
  salutation: shortTextSchema,
  blocks: z.array(
    z.object({
      id: z.string().max(200),
      type: z.enum(['heading', 'paragraph', 'block-quote', 'list-item', 'numbered-item', 'table']),
      table: z
        .object({ header: z.array(shortTextSchema), rows: z.array(z.array(z.array(runSchema))) })
        .exactOptional(),
      level: z.int().min(1).max(3).exactOptional(),
      runs: z.array(runSchema),
      findingIds: z.array(findingIdSchema),
      authorities: z.array(shortTextSchema),
      included: z.boolean(),
      edited: z.boolean().exactOptional(),
    }),
  ),
  closing: shortTextSchema,
  signature: z.array(shortTextSchema),
  exhibits: z.array(
    z.object({
      letter: z.string().max(3),
      documentId: idSchema,
      title: shortTextSchema,
      pageCount: z.int(),
      pages: z.array(z.int().min(1)),
    }),
  ),
  copies: z.array(shortTextSchema),
}) satisfies z.ZodType<LetterModel>;

export const letterHintSchema = z.object({
  id: z.string(),
  blockId: z.string().nullable(),
  severity: z.enum(['stop', 'warn', 'suggest']),
  message: z.string(),
  suggestion: z.string().nullable(),
}) satisfies z.ZodType<LetterHint>;

export const letterProfileSchema = z.object({
  senderName: shortTextSchema.nullable(),
  senderAddress: z.array(shortTextSchema).max(8),
  senderPhone: shortTextSchema.nullable(),
  senderEmail: shortTextSchema.nullable(),
  representativeName: shortTextSchema.nullable(),
  recipientName: shortTextSchema.nullable(),
  recipientAddress: z.array(shortTextSchema).max(8),
}) satisfies z.ZodType<LetterProfile>;

export const caseDeadlineSchema = z.object({
  id: z.string(),
  event: z.string(),
  title: z.string(),
  whose: z.enum(['patient', 'plan']),
  lastDay: isoMomentSchema.nullable(),
  safeDay: isoMomentSchema.nullable(),
  printedDay: z.string().nullable(),
  keepDay: isoMomentSchema.nullable(),
  daysLeft: z.number().nullable(),
  state: z.enum(['open', 'soon', 'overdue', 'done']),
  rule: z.string(),
  citation: z.string(),
  consequence: z.string().nullable(),
  warnings: z.array(z.string()),
  aimDay: isoDateSchema.nullable().exactOptional(),
  hoursLeft: z.number().nullable().exactOptional(),
  mark: z.enum(['V', 'S', 'M']).exactOptional(),
  letterKind: letterKindSchema.nullable().exactOptional(),
}) satisfies z.ZodType<CaseDeadline>;

export const tollingEntrySchema = z.object({
  id: idSchema,
  startsOn: isoDateSchema,
  endsOn: isoDateSchema.nullable(),
  reason: shortTextSchema,
  whose: z.enum(['patient', 'plan', 'both']),
  kind: z.enum(tollingKinds).optional(),
}) satisfies z.ZodType<TollingEntry>;

export const tollingRuleSchema = z.object({
  kind: z.enum(tollingKinds),
  whose: z.enum(['patient', 'plan']).nullable(),
  title: z.string(),
  rule: z.string(),
  citation: z.string().nullable(),
}) satisfies z.ZodType<TollingRule>;

export const reminderSchema = z.object({
  key: z.string(),
  caseId: idSchema,
  caseTitle: z.string(),
  deadlineId: z.string(),
  title: z.string(),
  whose: z.enum(['patient', 'plan']),
  day: isoMomentSchema,
  daysLeft: z.number(),
}) satisfies z.ZodType<Reminder>;

export const trackAdviceSchema = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  citation: z.string().nullable(),
  mark: z.enum(['V', 'S', 'M']),
  letterKind: letterKindSchema.nullable(),
}) satisfies z.ZodType<TrackAdvice>;

export const logEntrySchema = z.object({
  id: idSchema,
  kind: z.enum(logKinds),
  at: isoMomentSchema,
  number: shortTextSchema.nullable(),
  personName: shortTextSchema.nullable(),
  personId: shortTextSchema.nullable(),
  reference: shortTextSchema.nullable(),
  said: longTextSchema.nullable(),
  promised: longTextSchema.nullable(),
  followUpOn: isoDateSchema.nullable(),
  certifiedNumber: shortTextSchema.nullable(),
  sentOn: isoDateSchema.nullable(),
  deliveredOn: isoDateSchema.nullable(),
  pagesSent: z.int().min(0).nullable(),
  pagesConfirmed: z.int().min(0).nullable(),
  outcome: longTextSchema.nullable(),
  documentIds: z.array(idSchema),
  about: letterKindSchema.nullable().exactOptional(),
}) satisfies z.ZodType<LogEntry>;

export const checklistStepSchema = z.object({
  id: z.enum([
    'claim-file',
    'policy-bulletin',
    'cpt-check',
    'peer-to-peer',
    'written-appeal',
    'state-complaint',
    'external-review',
  ]),
  title: z.string(),
  state: z.enum(['done', 'open', 'overdue', 'not-applicable']),
  because: z.string(),
  letterKind: z.string().nullable(),
  dueDay: isoMomentSchema.nullable(),
}) satisfies z.ZodType<ChecklistStep>;

export const chronologyItemSchema = z.object({
  id: z.string(),
  at: isoMomentSchema,
  kind: z.enum(['document', 'event', 'log', 'deadline', 'decision']),
  title: z.string(),
  detail: z.string().nullable(),
  documentId: z.string().nullable(),
  pageIndex: z.number().nullable(),
  warning: z.string().nullable(),
}) satisfies z.ZodType<ChronologyItem>;
