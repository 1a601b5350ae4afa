/** The analysis of a case: made from its pages, kept in the vault, made anew only when something it rests on changed. */
import { createHash } from 'node:crypto';
import type { Analysis } from '../../shared/domain/finding.ts';
import type { IsoDate } from '../../shared/domain/kinds.ts';
import type { EngineRules } from '../../shared/engine/engine-rules.ts';
import { analyze } from '../../shared/engine/index.ts';
import type { ReadDb, WriteDb } from '../vault/db.ts';
import { getAnalysis, saveAnalysis } from '../vault/stores/analyses.ts';
import { getCase } from '../vault/stores/cases.ts';
import { listDocuments, setDocumentFacts } from '../vault/stores/documents.ts';
import { listPages } from '../vault/stores/pages.ts';

/** Raised whenever the engine or its rules change what they find, so that kept analyses are made anew. */
const ENGINE_VERSION = 1;

export interface CaseAnalyses {
  /** The current analysis; quick when nothing changed. */
  get(caseId: string): { analysis: Analysis; complete: boolean };
  forget(): void;
}

export function createCaseAnalyses(parts: {
  readonly db: () => WriteDb;
  readonly rules: EngineRules;
  readonly today: () => IsoDate;
}): CaseAnalyses {
  const latest = new Map<string, { hash: string; analysis: Analysis }>();
  return {
    get(caseId) {
      const db = parts.db();
      const documents = listDocuments(db, { caseId });
      const complete = documents.every(
        (each) => each.importState === 'done' || each.importState === 'failed',
      );
      const hash = inputHash(db, caseId, parts.today());
      const known = latest.get(caseId);
      if (known?.hash === hash) return { analysis: known.analysis, complete };
      const kept = getAnalysis(db, caseId);
      if (kept?.inputHash === hash) {
        latest.set(caseId, { hash, analysis: kept.result });
        return { analysis: kept.result, complete };
      }
      const analysis = analyze(
        {
          documents: documents
            .map((each) => ({
              documentId: each.id,
              fileName: each.fileName,
              pages: listPages(db, each.id),
              ...(each.kindByPerson ? { kind: each.kindByPerson } : {}),
            }))
            .filter((each) => each.pages.length > 0),
          today: parts.today(),
          planType: getCase(db, caseId).planType,
        },
        parts.rules,
      );
      db.as('app').transaction(() => {
        saveAnalysis(db.as('app'), caseId, hash, analysis);
        for (const document of analysis.documents) {
          setDocumentFacts(db.as('app'), document.documentId, { kind: document.kind });
        }
      });
      latest.set(caseId, { hash, analysis });
      return { analysis, complete };
    },
    forget: () => latest.clear(),
  };
}

/** All that an analysis depends on, as a digest. */
function inputHash(db: ReadDb, caseId: string, today: IsoDate): string {
  const pages = db.all<{ id: string; kind: string | null; read: number; changed: string | null }>(
    `SELECT d.id, d.kind_by_person AS kind,
       (SELECT count(*) FROM pages p WHERE p.document = d.num) AS read,
       (SELECT max(c.made_at) FROM page_corrections c WHERE c.document = d.num) AS changed
     FROM case_documents cd JOIN documents d ON d.num = cd.document
     WHERE cd.case_id = ? AND d.deleted_at IS NULL ORDER BY d.id`,
    caseId,
  );
  const { planType } = getCase(db, caseId);
  return createHash('sha256')
    .update(JSON.stringify([ENGINE_VERSION, today, planType, pages]))
    .digest('hex');
}
