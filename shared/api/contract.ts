/**
 * The one contract between the app and whoever uses it (desktop window, browser on this computer, terminal).
 * Input and output are validated at the door. File bytes travel beside it (see `bytePaths`).
 */
import { eventIterator, oc } from '@orpc/contract';
import * as z from 'zod';
import { errorCodes } from './errors.ts';
import * as s from './schemas.ts';

/** Every AppError code is a typed oRPC error, so that the renderer can map codes to words. */
const base = oc.errors(errorCodes);

const caseRef = z.strictObject({ caseId: s.idSchema });
const none = z.strictObject({}).optional();
const done = z.object({});
const passphrase = z.string().min(1).max(1024);
const recoveryCode = z.string().max(200);
/** One of the two, as typed. */
const ownerProof = z.union([z.strictObject({ passphrase }), z.strictObject({ recoveryCode })]);

/** A field of the case sheet: what was read, what the person put instead. */
export const caseFieldNames = [
  'insurer',
  'plan',
  'memberName',
  'memberId',
  'referenceNumber',
  'claimNumber',
  'letterDate',
  'receivedDate',
  'requestDate',
  'serviceDate',
  'procedureCodes',
  'diagnosisCodes',
  'reasons',
  'citedPolicies',
  'reviewerName',
  'reviewerSpecialty',
  'appealDays',
] as const;
const caseField = z.object({
  name: z.enum(caseFieldNames),
  /** Lists are joined with ", ". Null where nothing was found. */
  value: z.string().nullable(),
  readValue: z.string().nullable(),
  corrected: z.boolean(),
  span: s.spanSchema.nullable(),
});

const documentSummary = z.object({
  id: s.idSchema,
  fileName: z.string(),
  mediaType: z.string(),
  byteSize: z.number(),
  addedAt: z.string(),
  kind: s.documentKindSchema.nullable(),
  kindIsCorrected: z.boolean(),
  /** Null until reading has counted them. */
  pageCount: z.number().nullable(),
  pagesRead: z.number(),
  state: z.enum(['waiting', 'reading', 'paused', 'read', 'failed', 'password-needed']),
  /** One clear sentence with the next step, for failed, partly read and password-needed. */
  problem: z.string().nullable(),
  parts: z.array(s.partSchema),
});

const caseSummary = z.object({
  id: s.idSchema,
  title: z.string(),
  personName: z.string().nullable(),
  insurer: z.string().nullable(),
  scan: z.string().nullable(),
  planType: s.planTypeSchema,
  documentCount: z.number(),
  findingCount: z.number(),
  nextDeadline: s.caseDeadlineSchema.nullable(),
  /** Plain words: "Add your denial letter", "Look at 4 findings", "Send the appeal by May 3". */
  nextStep: z.string(),
  createdAt: z.string(),
  archived: z.boolean(),
});

const findingView = s.findingSchema.extend({
  decision: z.enum(['accepted', 'rejected', 'open']),
  note: z.string(),
  /** True for findings the person added by selecting words. */
  own: z.boolean(),
});

const analysisView = z.object({
  /** False while documents are still being read: what is shown is what is known so far. */
  complete: z.boolean(),
  denial: s.denialSchema.nullable(),
  findings: z.array(findingView),
  gaps: z.array(s.gapSchema),
  pleaseCheck: z.array(s.pleaseCheckSchema),
});

export const appEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('import-progress'),
    caseId: z.string(),
    documentId: z.string(),
    pagesRead: z.number(),
    pageCount: z.number().nullable(),
    state: documentSummary.shape.state,
  }),
  /** Something in the case changed (documents, analysis, log): ask again for what is on screen. */
  z.object({ type: z.literal('case-changed'), caseId: z.string() }),
  z.object({ type: z.literal('cases-changed') }),
  z.object({ type: z.literal('vault-changed'), state: z.enum(['none', 'locked', 'open']) }),
  z.object({
    type: z.literal('task-progress'),
    taskId: z.string(),
    label: z.string(),
    done: z.number(),
    total: z.number().nullable(),
  }),
  /** Sent about every 15 s so that a dead connection is noticed. */
  z.object({ type: z.literal('heartbeat') }),
]);

const settings = z.object({
  lockAfterMinutes: z.int().min(1).max(480),
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  textScale: z.number().min(1).max(2),
  language: z.enum(['en']),
  backupReminderDays: z.int().min(0).max(365),
  remindersOn: z.boolean(),
});

const searchHit = z.object({
  kind: z.enum(['page', 'document', 'case']),
  caseId: s.idSchema.nullable(),
  documentId: s.idSchema.nullable(),
  pageIndex: z.number().nullable(),
  title: z.string(),
  /** Snippet with the matches as [start, end) offsets into it. */
  snippet: z.string(),
  marks: z.array(z.tuple([z.number(), z.number()])),
  span: s.spanSchema.nullable(),
});

const download = z.object({
  /** GET bytePaths.download(id): once, then gone. */
  downloadId: s.idSchema,
  fileName: z.string(),
  byteSize: z.number(),
});

const letterSummary = z.object({
  kind: s.letterKindSchema,
  available: z.boolean(),
  /** Why it is offered, or why it does not fit this plan or stage. */
  because: z.string(),
  hasEdits: z.boolean(),
});
/** An entry of the log with what looks wrong about it, in plain words. */
const logView = s.logEntrySchema.extend({ warnings: z.array(z.string()) });

const letterView = z.object({
  model: s.letterModelSchema,
  /** The page printed before page 1; null for letters that go out without one. */
  cover: z
    .object({
      title: z.string(),
      groups: z.array(z.array(z.object({ label: z.string(), lines: z.array(z.string()) }))),
      note: z.string(),
    })
    .nullable(),
  hints: z.array(s.letterHintSchema),
  /** School grade needed to read the letter's own words; null where there are too few. */
  readingGrade: z.int().nullable(),
  hasEdits: z.boolean(),
});

const exhibitView = s.exhibitChoiceSchema.extend({
  letter: z.string(),
  documentId: s.idSchema,
  title: z.string(),
  pageCount: z.int(),
  /** Pages that the letter cites: they are always enclosed. */
  cited: z.array(z.int()),
  /** Pages that name another patient. */
  otherPerson: z.array(z.object({ pageNumber: z.int(), name: z.string() })),
});
const packet = z.object({
  files: z.array(download.extend({ pageCount: z.int() })),
  /** What the person should know: a page enclosed as a picture, a file above the limit, a quote blacked out. */
  notices: z.array(z.object({ message: z.string(), exhibit: z.string(), pageNumber: z.int().nullable() })),
});
const editedLetter = z.object({
  /** The letter with the changes; nothing is kept until it is saved. */
  model: s.letterModelSchema,
  changed: z.array(z.object({ blockId: z.string(), before: z.string(), after: z.string() })),
  removed: z.array(z.object({ blockId: z.string(), before: z.string() })),
  added: z.array(z.string()),
  /** Quotes and citations that do not hold; with any of them the letter cannot be exported. */
  problems: z.array(z.object({ blockId: z.string().nullable(), message: z.string() })),
});

const caseSheet = z.object({
  summary: caseSummary,
  fields: z.array(caseField),
  planType: s.planTypeSchema,
  state: z.string().nullable(),
  profile: s.letterProfileSchema,
  /** What is missing, asked in small steps. */
  questions: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      help: z.string(),
      options: z.array(z.object({ value: z.string(), label: z.string() })),
    }),
  ),
  /** Where papers disagree on a field: the two lines, the decision's first. None at a field that was put right. */
  contradictions: z.array(
    z.object({ field: z.enum(caseFieldNames), message: z.string(), spans: z.array(s.spanSchema) }),
  ),
});

export const contract = {
  system: {
    info: base.input(none).output(
      z.object({
        version: z.string(),
        host: z.enum(['desktop', 'loopback', 'test']),
        platform: z.string(),
        /** Whether this host can keep a key in the computer's keychain, or why not. */
        keychain: z.enum(['offered', 'not-in-browser', 'no-safe-store']),
      }),
    ),
    /** Live events; the newest state must always be asked for, events only say that it changed. */
    events: base.input(none).output(eventIterator(appEventSchema)),
    /** Called on keyboard or pointer activity, at most every 20 s: holds off the idle lock. */
    active: base.input(none).output(done),
    settings: base.input(none).output(settings),
    saveSettings: base.input(settings.partial().strict()).output(settings),
    cancelTask: base.input(z.strictObject({ taskId: s.idSchema })).output(done),
  },
  vault: {
    status: base.input(none).output(
      z.object({
        state: z.enum(['none', 'locked', 'open']),
        name: z.string().nullable(),
        /** Milliseconds until the next try is allowed, after wrong passphrases. */
        waitMs: z.number(),
        /** The computer's keychain opens this vault, and this host can ask it. */
        keychainOpens: z.boolean(),
        /** After a crash, and when asked for: the full check of every page and file. Null when there was none. */
        check: z
          .object({
            state: z.enum(['running', 'good', 'damaged', 'stopped']),
            /** It follows a session that ended by a crash or a power cut. */
            afterCrash: z.boolean(),
            message: z.string(),
          })
          .nullable(),
        lastBackupAt: z.string().nullable(),
        /** The last backup is older than the person's setting, and there is something to lose. */
        backupDue: z.boolean(),
      }),
    ),
    create: base
      .input(z.strictObject({ passphrase, name: z.string().min(1).max(60).optional() }))
      .output(z.object({ recoveryCode: z.string() })),
    open: base.input(z.strictObject({ passphrase })).output(done),
    openWithRecoveryCode: base.input(z.strictObject({ recoveryCode })).output(done),
    openWithKeychain: base.input(none).output(done),
    lock: base.input(none).output(done),
    /** `current` is the passphrase, or the printed code where that was forgotten. */
    changePassphrase: base.input(z.strictObject({ current: ownerProof, next: passphrase })).output(done),
    newRecoveryCode: base
      .input(z.strictObject({ passphrase }))
      .output(z.object({ recoveryCode: z.string() })),
    /** Lets the computer's keychain open the vault. Refused where the host has none. */
    addKeychain: base.input(z.strictObject({ passphrase })).output(done),
    removeKeychain: base.input(none).output(done),
    /** A new data key and everything encrypted anew; task 'rotate'. The keychain must be added again. */
    rotateKey: base.input(z.strictObject({ passphrase })).output(z.object({ recoveryCode: z.string() })),
    /** Task 'backup'. */
    backup: base.input(none).output(download),
    /**
     * `uploadId` of a backup file; task 'restore'. Nothing is replaced until every page of it was checked; a vault
     * that is there already is kept under another name, which is returned.
     */
    restore: base
      .input(z.strictObject({ uploadId: s.idSchema, unlock: ownerProof }))
      .output(z.object({ oldKeptAs: z.string().nullable() })),
    exportAll: base.input(none).output(download),
    /** Task 'check'; the result is also in `status`. */
    check: base.input(none).output(z.object({ ok: z.boolean(), message: z.string() })),
    /** What was deleted and can still be put back, newest first. */
    bin: base.input(none).output(
      z.array(
        z.object({
          kind: z.enum(['person', 'case', 'document']),
          id: s.idSchema,
          name: z.string(),
          deletedAt: z.string(),
        }),
      ),
    ),
    putBack: base
      .input(z.strictObject({ kind: z.enum(['person', 'case', 'document']), id: s.idSchema }))
      .output(done),
    /** Deletes everything in the bin for good; task 'purge'. */
    emptyBin: base.input(none).output(z.object({ count: z.number() })),
  },
  cases: {
    list: base.input(none).output(z.array(caseSummary)),
    create: base.input(z.strictObject({ title: shortTitle() })).output(caseSummary),
    /** Makes a case from the sample papers that ship with the app. */
    createSample: base.input(none).output(caseSummary),
    sheet: base.input(caseRef).output(caseSheet),
    correctField: base
      .input(
        z.strictObject({
          caseId: s.idSchema,
          name: z.enum(caseFieldNames),
          value: s.shortTextSchema.nullable(),
        }),
      )
      .output(caseSheet),
    answer: base
      .input(
        z.strictObject({ caseId: s.idSchema, questionId: z.string().max(60), value: z.string().max(200) }),
      )
      .output(caseSheet),
    update: base
      .input(
        z.strictObject({
          caseId: s.idSchema,
          title: shortTitle().optional(),
          planType: s.planTypeSchema.optional(),
          state: z.string().length(2).nullable().optional(),
          archived: z.boolean().optional(),
          profile: s.letterProfileSchema.optional(),
        }),
      )
      .output(caseSummary),
    /** Hidden at once, purged from disk after the undo time or by `purge`. */
    remove: base.input(caseRef).output(done),
    restore: base.input(caseRef).output(done),
    purge: base.input(caseRef).output(done),
    history: base.input(caseRef).output(
      z.array(
        z.object({
          at: z.string(),
          who: z.string(),
          /** "finding changed": what kind of thing, and what happened to it. */
          what: z.string(),
          /** Which one: a document's, finding's or letter's id, or the name of a field. */
          item: z.string(),
          before: z.string().nullable(),
          after: z.string().nullable(),
        }),
      ),
    ),
  },
  documents: {
    list: base.input(caseRef).output(z.array(documentSummary)),
    /** Puts uploaded files (POST bytePaths.upload) into the case; the same bytes twice are one document. */
    add: base
      .input(z.strictObject({ caseId: s.idSchema, uploadIds: z.array(s.idSchema).min(1).max(2000) }))
      .output(z.array(z.object({ documentId: s.idSchema, fileName: z.string(), duplicate: z.boolean() }))),
    setKind: base
      .input(
        z.strictObject({ caseId: s.idSchema, documentId: s.idSchema, kind: s.documentKindSchema.nullable() }),
      )
      .output(done),
    setParts: base
      .input(
        z.strictObject({
          caseId: s.idSchema,
          documentId: s.idSchema,
          parts: z
            .array(
              z.strictObject({
                firstPage: z.int().min(0),
                lastPage: z.int().min(0),
                kind: s.documentKindSchema,
              }),
            )
            .max(500),
        }),
      )
      .output(done),
    unlock: base
      .input(z.strictObject({ documentId: s.idSchema, password: z.string().max(1024) }))
      .output(done),
    pause: base.input(caseRef).output(done),
    resume: base.input(caseRef).output(done),
    cancel: base.input(z.strictObject({ caseId: s.idSchema, documentId: s.idSchema })).output(done),
    retry: base.input(z.strictObject({ caseId: s.idSchema, documentId: s.idSchema })).output(done),
    remove: base.input(z.strictObject({ caseId: s.idSchema, documentId: s.idSchema })).output(done),
    restore: base.input(z.strictObject({ caseId: s.idSchema, documentId: s.idSchema })).output(done),
    /** One page's words with boxes. Pictures come from GET bytePaths.page(documentId, pageIndex, width). */
    page: base
      .input(z.strictObject({ documentId: s.idSchema, pageIndex: z.int().min(0) }))
      .output(s.pageTextSchema),
    /** Sizes of all pages, for scroll layout before any page is shown. Points; 0 for flowing text. */
    layout: base.input(z.strictObject({ documentId: s.idSchema })).output(
      z.array(
        z.object({
          width: z.number(),
          height: z.number(),
          read: z.boolean(),
          /** Its words were read from a picture, so that some may be wrong. */
          scanned: z.boolean(),
        }),
      ),
    ),
    /** Where words stand in one document, spaces and case aside, in page order; at most 500 places. */
    find: base
      .input(z.strictObject({ documentId: s.idSchema, text: z.string().min(1).max(200) }))
      .output(z.array(s.spanSchema)),
    /** Words of scanned pages that the reading was not sure of, in page order; at most 1000. */
    unsure: base.input(z.strictObject({ documentId: s.idSchema })).output(
      z.array(
        z.object({
          pageIndex: z.int(),
          wordIndex: z.int(),
          start: z.int(),
          end: z.int(),
          text: z.string(),
        }),
      ),
    ),
    /** Puts what the page says in place of a misread word; outlives every re-read. */
    correctWord: base
      .input(
        z.strictObject({
          documentId: s.idSchema,
          pageIndex: z.int().min(0),
          wordIndex: z.int().min(0),
          text: z.string().min(1).max(100),
        }),
      )
      .output(s.pageTextSchema),
    original: base.input(z.strictObject({ documentId: s.idSchema })).output(download),
  },
  findings: {
    analysis: base.input(caseRef).output(analysisView),
    decide: base
      .input(
        z.strictObject({
          caseId: s.idSchema,
          findingId: s.findingIdSchema,
          decision: z.enum(['accepted', 'rejected', 'open']).optional(),
          note: s.longTextSchema.optional(),
        }),
      )
      .output(done),
    /** A finding of the person's own, from words selected on pages. */
    add: base
      .input(
        z.strictObject({
          caseId: s.idSchema,
          type: s.findingTypeSchema,
          concept: s.conceptSchema,
          summary: z.string().min(3).max(1000),
          citations: z.array(s.citationSchema).min(1).max(12),
        }),
      )
      .output(findingView),
    removeOwn: base.input(z.strictObject({ caseId: s.idSchema, findingId: s.findingIdSchema })).output(done),
  },
  letters: {
    list: base.input(caseRef).output(z.array(letterSummary)),
    draft: base.input(z.strictObject({ caseId: s.idSchema, kind: s.letterKindSchema })).output(letterView),
    /** Keeps the edited model; the built draft can be got back with `reset`. */
    save: base.input(z.strictObject({ caseId: s.idSchema, model: s.letterModelSchema })).output(letterView),
    reset: base.input(z.strictObject({ caseId: s.idSchema, kind: s.letterKindSchema })).output(letterView),
    /** Refused with QUOTE_NOT_ON_PAGE if any quoted words are not on their page. */
    export: base
      .input(
        z.strictObject({
          caseId: s.idSchema,
          kind: s.letterKindSchema,
          format: z.enum(['docx', 'pdf']),
        }),
      )
      .output(download),
    exhibits: base
      .input(z.strictObject({ caseId: s.idSchema, kind: s.letterKindSchema }))
      .output(z.array(exhibitView)),
    /** Pages and black-outs of a paper, for every letter of the case. The paper in the vault stays whole. */
    setExhibit: base
      .input(z.strictObject({ caseId: s.idSchema, documentId: s.idSchema, choice: s.exhibitChoiceSchema }))
      .output(done),
    /** Task `exhibits-<caseId>`. Split into several files where a limit asks for it. */
    exportExhibits: base
      .input(
        z.strictObject({
          caseId: s.idSchema,
          kind: s.letterKindSchema,
          maxPages: z.int().min(5).max(10_000).nullable(),
          maxBytes: z.int().min(200_000).nullable(),
        }),
      )
      .output(packet),
    /** Reads the exported Word file back after the person edited it; about 10 MB at most. */
    readEdited: base
      .input(
        z.strictObject({
          caseId: s.idSchema,
          kind: s.letterKindSchema,
          docx: z.base64().max(14_000_000),
        }),
      )
      .output(editedLetter),
  },
  track: {
    deadlines: base.input(caseRef).output(z.array(s.caseDeadlineSchema)),
    calendar: base.input(caseRef).output(download),
    /** With what looks wrong about each entry. */
    log: base.input(caseRef).output(z.array(logView)),
    saveLogEntry: base
      .input(
        z.strictObject({
          caseId: s.idSchema,
          entry: s.logEntrySchema.omit({ id: true }).extend({ id: s.idSchema.nullable() }).strict(),
        }),
      )
      .output(s.logEntrySchema),
    removeLogEntry: base.input(z.strictObject({ caseId: s.idSchema, entryId: s.idSchema })).output(done),
    /** Makes the entry the subject of its letter (after a call, or proof of delivery) and says which letter that is. */
    entryLetter: base
      .input(z.strictObject({ caseId: s.idSchema, entryId: s.idSchema }))
      .output(z.object({ kind: s.letterKindSchema })),
    restoreLogEntry: base.input(z.strictObject({ caseId: s.idSchema, entryId: s.idSchema })).output(done),
    checklist: base.input(caseRef).output(z.array(s.checklistStepSchema)),
    markStep: base
      .input(
        z.strictObject({ caseId: s.idSchema, stepId: s.checklistStepSchema.shape.id, done: z.boolean() }),
      )
      .output(z.array(s.checklistStepSchema)),
    chronology: base.input(caseRef).output(z.array(s.chronologyItemSchema)),
    /** Warnings that fit this case: who may appeal, what stops no clock, what to ask the reviewer's record for. */
    advice: base.input(caseRef).output(z.array(s.trackAdviceSchema)),
    tollings: base.input(caseRef).output(z.array(s.tollingEntrySchema)),
    saveTolling: base
      .input(
        z.strictObject({
          caseId: s.idSchema,
          entry: s.tollingEntrySchema.extend({ id: s.idSchema.nullable() }).strict(),
        }),
      )
      .output(s.tollingEntrySchema),
    /** Kinds of stops that can move a clock of this case's plan, each with what it moves and by what rule. */
    tollingRules: base.input(caseRef).output(z.array(s.tollingRuleSchema)),
    restoreTolling: base.input(z.strictObject({ caseId: s.idSchema, entryId: s.idSchema })).output(done),
    removeTolling: base.input(z.strictObject({ caseId: s.idSchema, entryId: s.idSchema })).output(done),
    /** Deadlines over all open cases that a reminder is due for, most pressing first; each comes once a day at most. */
    reminders: base.input(none).output(z.array(s.reminderSchema)),
    /** 'exhibit': stamped, with the next free letter; 'packet': behind the exhibits of the appeal. Both without notes and clocks. */
    exportChronology: base
      .input(z.strictObject({ caseId: s.idSchema, format: z.enum(['docx', 'csv', 'exhibit', 'packet']) }))
      .output(download),
  },
  search: {
    query: base
      .input(
        z.strictObject({
          text: z.string().min(1).max(200),
          caseId: s.idSchema.nullable(),
          limit: z.int().min(1).max(100).default(30),
        }),
      )
      .output(z.array(searchHit)),
  },
};

function shortTitle() {
  return z.string().trim().min(1).max(120);
}

/**
 * File bytes beside the contract, same paths in every host, all behind the same session check.
 * POST upload: raw body, header `x-file-name` (percent-encoded) → `{ "uploadId": "…" }`.
 */
export const bytePaths = {
  rpc: '/rpc',
  upload: '/bytes/upload',
  /** PNG of a page at most `width` CSS pixels wide (1 to 4000). */
  page: (documentId: string, pageIndex: number, width: number) =>
    `/bytes/page/${documentId}/${pageIndex}?width=${Math.round(width)}`,
  download: (downloadId: string) => `/bytes/download/${downloadId}`,
} as const;

export type Contract = typeof contract;
export type AppEvent = z.output<typeof appEventSchema>;
export type CaseFieldName = (typeof caseFieldNames)[number];
export type CaseSummary = z.output<typeof caseSummary>;
export type CaseSheet = z.output<typeof caseSheet>;
export type CaseField = z.output<typeof caseField>;
export type DocumentSummary = z.output<typeof documentSummary>;
export type AnalysisView = z.output<typeof analysisView>;
export type FindingView = z.output<typeof findingView>;
export type Settings = z.output<typeof settings>;
export type OwnerProof = z.output<typeof ownerProof>;
export type SearchHit = z.output<typeof searchHit>;
export type Download = z.output<typeof download>;
export type LetterSummary = z.output<typeof letterSummary>;
export type LogView = z.output<typeof logView>;
export type LetterView = z.output<typeof letterView>;
export type ExhibitView = z.output<typeof exhibitView>;
export type ExhibitChoice = z.output<typeof s.exhibitChoiceSchema>;
export type ExhibitPacket = z.output<typeof packet>;
export type EditedLetter = z.output<typeof editedLetter>;
