/** The papers of a case: adding, reading, sorting, correcting. */
import type { DocumentSummary } from '../../../shared/api/contract.ts';
import { AppError } from '../../../shared/api/errors.ts';
import type { DocumentPart } from '../../../shared/domain/finding.ts';
import { setDocumentDeleted } from '../../vault/stores/deletion.ts';
import {
  casesOfDocument,
  changeDocument,
  getDocument,
  linkDocument,
  listDocuments,
  unlinkDocument,
  type DocumentRecord,
} from '../../vault/stores/documents.ts';
import { getImport } from '../../vault/stores/import-jobs.ts';
import { readOriginal } from '../../vault/stores/originals.ts';
import { correctPage, getPage, listPages } from '../../vault/stores/pages.ts';
import { getPartOverrides, setPartOverrides } from '../../vault/stores/parts.ts';
import { os, type AppContext } from '../context.ts';
import { shownState } from '../import-states.ts';
import { findOnPage } from '../find-on-page.ts';
import { replaceWord } from '../replace-word.ts';
import { streamOf } from '../../vault/stream-of.ts';
import { unsureWords } from '../unsure-words.ts';

/** More places than anyone steps through. */
const MAX_FOUND = 1000;

function summary(
  context: AppContext,
  document: DocumentRecord,
  parts: readonly DocumentPart[],
): DocumentSummary {
  const db = context.session.db();
  const job = getImport(db, document.id);
  const read = document.importState === 'done' || document.importState === 'failed';
  return {
    id: document.id,
    fileName: document.fileName,
    mediaType: document.mediaType,
    byteSize: document.byteSize,
    addedAt: document.addedAt,
    kind: read && document.pageCount !== null ? document.kind : document.kindByPerson,
    kindIsCorrected: document.kindByPerson !== null,
    pageCount: document.pageCount,
    pagesRead: job?.pagesDone ?? 0,
    state: shownState(document),
    problem: document.problem,
    parts: [...(getPartOverrides(db, document.id) ?? parts)],
  };
}

export const documents = {
  list: os.documents.list.handler(async ({ context, input }) => {
    const found = listDocuments(context.session.db(), { caseId: input.caseId });
    const settled = found.every((each) => each.importState === 'done' || each.importState === 'failed');
    if (settled && found.length > 0) await context.analyses.ready(input.caseId);
    const analyzed = settled && found.length > 0 ? context.analyses.get(input.caseId).analysis.documents : [];
    const partsOf = new Map(analyzed.map((each) => [each.documentId, each.parts]));
    // The analysis may just have found the kinds: ask again.
    return listDocuments(context.session.db(), { caseId: input.caseId }).map((each) =>
      summary(context, each, partsOf.get(each.id) ?? []),
    );
  }),
  add: os.documents.add.handler(({ context, input }) => {
    const db = context.session.db();
    const before = new Set(listDocuments(db, { caseId: input.caseId }).map((each) => each.id));
    const added = input.uploadIds.map((documentId) => {
      linkDocument(db, input.caseId, documentId);
      context.imports.add(documentId);
      return {
        documentId,
        fileName: getDocument(db, documentId).fileName,
        duplicate: before.has(documentId),
      };
    });
    context.events.emit({ type: 'case-changed', caseId: input.caseId });
    return added;
  }),
  setKind: os.documents.setKind.handler(({ context, input }) => {
    const db = context.session.db();
    db.transaction(() => {
      changeDocument(db, input.documentId, { kindByPerson: input.kind });
      // One kind for the whole paper takes the place of kinds for its parts.
      if (getPartOverrides(db, input.documentId)) setPartOverrides(db, input.documentId, null);
    });
    context.events.emit({ type: 'case-changed', caseId: input.caseId });
    return {};
  }),
  setParts: os.documents.setParts.handler(({ context, input }) => {
    const parts = input.parts.map((part) => ({
      ...part,
      documentId: input.documentId,
      date: null,
      author: null,
      patientName: null,
      title: null,
    }));
    setPartOverrides(context.session.db(), input.documentId, parts.length > 0 ? parts : null);
    context.events.emit({ type: 'case-changed', caseId: input.caseId });
    return {};
  }),
  unlock: os.documents.unlock.handler(({ context, input }) => {
    context.imports.unlock(input.documentId, input.password);
    return {};
  }),
  pause: os.documents.pause.handler(({ context, input }) => {
    context.imports.pause(idsOf(context, input.caseId));
    return {};
  }),
  resume: os.documents.resume.handler(({ context, input }) => {
    context.imports.resume(idsOf(context, input.caseId));
    return {};
  }),
  cancel: os.documents.cancel.handler(({ context, input }) => {
    context.imports.cancel(input.documentId);
    return {};
  }),
  retry: os.documents.retry.handler(({ context, input }) => {
    context.imports.retry(input.documentId);
    return {};
  }),
  remove: os.documents.remove.handler(({ context, input }) => {
    const db = context.session.db();
    unlinkDocument(db, input.caseId, input.documentId);
    // A paper of no case would lie unseen in the vault; in the bin it can be put back or deleted for good.
    if (casesOfDocument(db, input.documentId).length === 0) {
      context.imports.leave(input.documentId);
      setDocumentDeleted(db, input.documentId, true);
    }
    context.events.emit({ type: 'case-changed', caseId: input.caseId });
    return {};
  }),
  restore: os.documents.restore.handler(({ context, input }) => {
    const db = context.session.db();
    if (getDocument(db, input.documentId).deletedAt !== null) setDocumentDeleted(db, input.documentId, false);
    linkDocument(db, input.caseId, input.documentId);
    context.imports.add(input.documentId);
    context.events.emit({ type: 'case-changed', caseId: input.caseId });
    return {};
  }),
  page: os.documents.page.handler(({ context, input }) => {
    const page = getPage(context.session.db(), input.documentId, input.pageIndex);
    return { ...page, words: page.words.map((word) => ({ ...word, box: [...word.box] })) };
  }),
  layout: os.documents.layout.handler(({ context, input }) => {
    const db = context.session.db();
    const count = getDocument(db, input.documentId).pageCount ?? 0;
    const sizes = new Map(
      db
        .all<{ page: number; width: number; height: number; source: string }>(
          `SELECT p.page_index AS page, p.width, p.height, p.source FROM pages p JOIN documents d ON d.num = p.document WHERE d.id = ?`,
          input.documentId,
        )
        .map((row) => [row.page, row]),
    );
    return Array.from({ length: count }, (_unused, pageIndex) => {
      const size = sizes.get(pageIndex);
      return size
        ? { width: size.width, height: size.height, read: true, scanned: size.source === 'ocr' }
        : { width: 612, height: 792, read: false, scanned: false };
    });
  }),
  find: os.documents.find.handler(({ context, input }) =>
    listPages(context.session.db(), input.documentId)
      .flatMap((page) => findOnPage(page, input.text))
      .slice(0, MAX_FOUND),
  ),
  unsure: os.documents.unsure.handler(({ context, input }) =>
    listPages(context.session.db(), input.documentId).flatMap(unsureWords).slice(0, MAX_FOUND),
  ),
  correctWord: os.documents.correctWord.handler(({ context, input }) => {
    const db = context.session.db();
    const page = getPage(db, input.documentId, input.pageIndex);
    const next = replaceWord(page, input.wordIndex, input.text);
    if (!next) throw new AppError('NOT_FOUND', 'That word is not on the page any more.');
    correctPage(db, input.documentId, input.pageIndex, next.text, next.words);
    for (const caseId of casesOfDocument(db, input.documentId))
      context.events.emit({ type: 'case-changed', caseId });
    const changed = getPage(db, input.documentId, input.pageIndex);
    return { ...changed, words: changed.words.map((word) => ({ ...word, box: [...word.box] })) };
  }),
  original: os.documents.original.handler(({ context, input }) => {
    const db = context.session.db();
    const document = getDocument(db, input.documentId);
    return context.downloads.offer({
      fileName: document.fileName,
      mediaType: 'application/octet-stream',
      byteSize: document.byteSize,
      open: () => streamOf(readOriginal(db, document.id)),
    });
  }),
};

function idsOf(context: AppContext, caseId: string): string[] {
  return listDocuments(context.session.db(), { caseId }).map((each) => each.id);
}
