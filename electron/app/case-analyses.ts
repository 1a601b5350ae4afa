/**
 * The analysis of a case: made from its pages, kept in the vault, made anew only when something it rests on changed.
 * Making one takes up to seconds for a thick record; a thread does it (`ready`, `known`) while the host answers others.
 */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Analysis, AnalysisInput } from '../../shared/domain/finding.ts';
import type { IsoDate } from '../../shared/domain/kinds.ts';
import type { EngineRules } from '../../shared/engine/engine-rules.ts';
import { analyze } from '../../shared/engine/index.ts';
import type { ReadDb, WriteDb } from '../vault/db.ts';
import { getAnalysis, saveAnalysis } from '../vault/stores/analyses.ts';
import { getCase } from '../vault/stores/cases.ts';
import { listDocuments, setDocumentFacts, type DocumentRecord } from '../vault/stores/documents.ts';
import { listPages } from '../vault/stores/pages.ts';
import { getPartOverrides } from '../vault/stores/parts.ts';
import type { AnalysisThread } from './analysis-thread.ts';
import { cutByParts, mergeParts } from './packet-parts.ts';

/** Raised whenever the engine or its rules change what they find, so that kept analyses are made anew. */
const ENGINE_VERSION = 1;

export interface CaseAnalyses {
  /**
   * The current analysis, made here and now unless `ready` was awaited. While papers are still being read
   * (`complete` is false) it may be some pages behind: an event tells when the next one is there.
   */
  get(caseId: string): { analysis: Analysis; complete: boolean };
  /** Resolves when `get` has an answer at hand; askers for the same one wait for one making. */
  ready(caseId: string): Promise<void>;
  /** For lists: the current analysis, or null while it is being made; `onMade` is called when that is done. */
  known(caseId: string): Analysis | null;
  forget(): void;
}

export function createCaseAnalyses(parts: {
  readonly db: () => WriteDb;
  readonly rules: EngineRules;
  readonly today: () => IsoDate;
  readonly thread: AnalysisThread;
  /** The analysis of a case is there that somebody looked at before it was. */
  readonly onMade: (caseId: string) => void;
}): CaseAnalyses {
  const latest = new Map<string, { hash: string; analysis: Analysis }>();
  /** Cases that somebody looked at while they were being made. */
  const awaited = new Set<string>();
  const making = new Map<string, { hash: string; done: Promise<boolean> }>();

  const current = (caseId: string, hash: string): Analysis | null => {
    const known = latest.get(caseId);
    if (known?.hash === hash) return known.analysis;
    const kept = getAnalysis(parts.db(), caseId);
    if (kept?.inputHash !== hash) return null;
    latest.set(caseId, { hash, analysis: kept.result });
    return kept.result;
  };
  const keep = (caseId: string, hash: string, made: Analysis): Analysis => {
    const analysis = mergeParts(made);
    const db = parts.db().as('app');
    db.transaction(() => {
      saveAnalysis(db, caseId, hash, analysis);
      for (const document of analysis.documents)
        setDocumentFacts(db, document.documentId, { kind: document.kind });
    });
    latest.set(caseId, { hash, analysis });
    return analysis;
  };
  const framed = (caseId: string, documents: AnalysisInput['documents']): AnalysisInput => ({
    documents: documents.filter((each) => each.pages.length > 0),
    today: parts.today(),
    planType: getCase(parts.db(), caseId).planType,
  });
  const textsOf = (document: DocumentRecord): AnalysisInput['documents'] => {
    const db = parts.db();
    return cutByParts(
      {
        documentId: document.id,
        fileName: document.fileName,
        pages: listPages(db, document.id),
        ...(document.kindByPerson ? { kind: document.kindByPerson } : {}),
      },
      getPartOverrides(db, document.id),
    );
  };
  const hashOf = (caseId: string) => inputHash(parts.db(), caseId, parts.today());
  /** True when an analysis was made and kept. */
  const make = async (caseId: string, hash: string): Promise<boolean> => {
    const documents: AnalysisInput['documents'][number][] = [];
    for (const document of listDocuments(parts.db(), { caseId })) {
      documents.push(...textsOf(document));
      // Unpacking the words of a thick record takes a while: others have their turn in between.
      await nextTurn();
    }
    // A page that came in between would be kept under the wrong name.
    if (hashOf(caseId) !== hash) return false;
    const made = await parts.thread.analyze(framed(caseId, documents));
    // Null: the vault was locked meanwhile, or it failed; `get` then meets the failure itself.
    if (made) keep(caseId, hash, made);
    return made !== null;
  };
  const start = (caseId: string, hash: string): Promise<boolean> => {
    const done = make(caseId, hash).finally(() => making.delete(caseId));
    void done.then(
      (kept) => {
        if (kept && awaited.delete(caseId)) parts.onMade(caseId);
      },
      () => {},
    );
    making.set(caseId, { hash, done });
    return done;
  };
  /** One making at a time per case; whoever comes meanwhile with something newer waits and then makes that. */
  const fresh = async (caseId: string): Promise<boolean> => {
    for (;;) {
      const hash = hashOf(caseId);
      if (current(caseId, hash)) return true;
      const running = making.get(caseId);
      if (!running) return start(caseId, hash);
      const kept = await running.done.catch(() => false);
      if (running.hash === hash) return kept;
    }
  };
  /** Nobody waits: an event tells. A failure is met again, and told, where the case is opened. */
  const makeBeside = (caseId: string): void => {
    awaited.add(caseId);
    if (!making.has(caseId)) fresh(caseId).catch(() => {});
  };
  const isComplete = (documents: readonly DocumentRecord[]) =>
    documents.every((each) => each.importState === 'done' || each.importState === 'failed');

  return {
    get(caseId) {
      const documents = listDocuments(parts.db(), { caseId });
      const complete = isComplete(documents);
      const hash = hashOf(caseId);
      const analysis =
        current(caseId, hash) ??
        (complete ? null : latest.get(caseId)?.analysis) ??
        keep(caseId, hash, analyze(framed(caseId, documents.flatMap(textsOf)), parts.rules));
      return { analysis, complete };
    },
    async ready(caseId) {
      if (latest.has(caseId) && !isComplete(listDocuments(parts.db(), { caseId }))) {
        if (!current(caseId, hashOf(caseId))) makeBeside(caseId);
      } else await fresh(caseId);
    },
    known(caseId) {
      const analysis = current(caseId, hashOf(caseId));
      if (!analysis) makeBeside(caseId);
      return analysis;
    },
    forget() {
      latest.clear();
      awaited.clear();
      parts.thread.end();
    },
  };
}

/** All that an analysis depends on, as a digest. */
function inputHash(db: ReadDb, caseId: string, today: IsoDate): string {
  const pages = db.all<{
    id: string;
    kind: string | null;
    read: number;
    changed: string | null;
    parts: string;
  }>(
    `SELECT d.id, d.kind_by_person AS kind,
       (SELECT count(*) FROM pages p WHERE p.document = d.num) AS read,
       (SELECT max(c.made_at) FROM page_corrections c WHERE c.document = d.num) AS changed,
       (SELECT json_group_array(json_array(o.first_page, o.last_page, o.kind))
          FROM part_overrides o WHERE o.document = d.num) AS parts
     FROM case_documents cd JOIN documents d ON d.num = cd.document
     WHERE cd.case_id = ? AND d.deleted_at IS NULL ORDER BY d.id`,
    caseId,
  );
  const { planType } = getCase(db, caseId);
  return createHash('sha256')
    .update(JSON.stringify([ENGINE_VERSION, today, planType, pages]))
    .digest('hex');
}
