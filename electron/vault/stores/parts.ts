/** How a person split a document into parts, in place of the app's own split. */
import type { DocumentPart } from '../../../shared/domain/finding.ts';
import type { ReadDb, WriteDb } from '../db.ts';
import { AppError } from '../../../shared/api/errors.ts';
import { casesOfDocument, documentNum } from './documents.ts';
import { remember } from './history.ts';

/** The person's parts in page order, or null when the app's split stands. */
export function getPartOverrides(db: ReadDb, documentId: string): DocumentPart[] | null {
  const rows = db.all<Omit<DocumentPart, 'documentId'>>(
    `SELECT first_page AS firstPage, last_page AS lastPage, kind, date, author, patient_name AS patientName, title
     FROM part_overrides WHERE document = ? ORDER BY first_page`,
    documentNum(db, documentId),
  );
  return rows.length === 0 ? null : rows.map((row) => ({ documentId, ...row }));
}

/** Replaces the whole split; null gives it back to the app. Throws BAD_INPUT when parts overlap. */
export function setPartOverrides(
  db: WriteDb,
  documentId: string,
  parts: readonly DocumentPart[] | null,
): void {
  const sorted = [...(parts ?? [])].sort((a, b) => a.firstPage - b.firstPage);
  const wrong = sorted.some(
    (part, index) => part.lastPage < part.firstPage || part.firstPage <= (sorted[index - 1]?.lastPage ?? -1),
  );
  if (wrong) throw new AppError('BAD_INPUT', 'The parts of a document must not overlap.');
  db.transaction(() => {
    const num = documentNum(db, documentId);
    const before = getPartOverrides(db, documentId);
    db.run('DELETE FROM part_overrides WHERE document = ?', num);
    for (const part of sorted)
      db.run(
        'INSERT INTO part_overrides VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        num,
        part.firstPage,
        part.lastPage,
        part.kind,
        part.date,
        part.author,
        part.patientName,
        part.title,
      );
    const cases = casesOfDocument(db, documentId);
    for (const caseId of cases.length > 0 ? cases : [null])
      remember(db, { caseId, area: 'parts', itemId: documentId, action: 'changed', before, after: parts });
  });
}
