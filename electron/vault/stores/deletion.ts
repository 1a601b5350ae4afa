/** Deleting in two steps: out of sight at once (undo works), and gone for good with `purge` (nothing brings it back). */
import type { ReadDb, WriteDb } from '../db.ts';
import { unindexPage } from '../search/page-index.ts';
import { termsIn } from '../search/words.ts';
import { casesOfDocument, getDocument } from './documents.ts';
import { getCase } from './cases.ts';
import { remember } from './history.ts';
import { getPerson } from './people.ts';

export type Deletable = 'person' | 'case' | 'document';

/** What lies in the bin, newest first; papers that went with their case, and cases with their person, are part of that. */
export function listDeleted(db: ReadDb): { kind: Deletable; id: string; name: string; deletedAt: string }[] {
  return db.all(
    `SELECT 'document' AS kind, id, file_name AS name, deleted_at AS deletedAt FROM documents d WHERE deleted_at IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM case_documents l JOIN cases c ON c.id = l.case_id
                       WHERE l.document = d.num AND c.deleted_at = d.deleted_at)
     UNION ALL SELECT 'case', id, name, deleted_at FROM cases c WHERE deleted_at IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM people p WHERE p.id = c.person_id AND p.deleted_at = c.deleted_at)
     UNION ALL SELECT 'person', id, name, deleted_at FROM people WHERE deleted_at IS NOT NULL ORDER BY deletedAt DESC, id`,
  );
}

/** A moment that marks nothing else in the bin: what is deleted by itself, were it in the same millisecond, comes back by itself. */
function ownMoment(db: WriteDb): string {
  const isTaken = (at: string): boolean =>
    db.all(
      `SELECT 1 FROM documents WHERE deleted_at = ?1 UNION ALL SELECT 1 FROM cases WHERE deleted_at = ?1
       UNION ALL SELECT 1 FROM people WHERE deleted_at = ?1 LIMIT 1`,
      at,
    ).length > 0;
  let at = db.now();
  while (isTaken(at)) at = new Date(Date.parse(at) + 1).toISOString();
  return at;
}

/** Puts a document into the bin of the whole vault, or takes it out. Throws NOT_FOUND. */
export function setDocumentDeleted(db: WriteDb, id: string, deleted: boolean): void {
  db.transaction(() => {
    getDocument(db, id);
    db.run('UPDATE documents SET deleted_at = ? WHERE id = ?', deleted ? ownMoment(db) : null, id);
    const cases = casesOfDocument(db, id);
    for (const caseId of cases.length > 0 ? cases : [null])
      remember(db, { caseId, area: 'document', itemId: id, action: deleted ? 'deleted' : 'restored' });
  });
}

/** Puts a case with the papers that only it has into the bin, or takes them out. Throws NOT_FOUND. */
export function setCaseDeleted(db: WriteDb, id: string, deleted: boolean): void {
  db.transaction(() => moveCase(db, id, deleted ? ownMoment(db) : null));
}

/** The same moment marks what went together, so that it comes back together. */
function moveCase(db: WriteDb, id: string, at: string | null): void {
  const { deletedAt } = getCase(db, id);
  const papers = db.all<{ id: string }>(
    at === null
      ? `SELECT d.id FROM case_documents l JOIN documents d ON d.num = l.document WHERE l.case_id = ?1 AND d.deleted_at = ?2`
      : `SELECT d.id FROM case_documents l JOIN documents d ON d.num = l.document
         WHERE l.case_id = ?1 AND d.deleted_at IS NULL AND NOT EXISTS (
           SELECT 1 FROM case_documents o JOIN cases c ON c.id = o.case_id
           WHERE o.document = d.num AND c.id <> ?1 AND c.deleted_at IS NULL)`,
    ...(at === null ? [id, deletedAt] : [id]),
  );
  const action = at === null ? 'restored' : 'deleted';
  db.run('UPDATE cases SET deleted_at = ? WHERE id = ?', at, id);
  remember(db, { caseId: id, area: 'case', itemId: id, action });
  for (const paper of papers) {
    db.run('UPDATE documents SET deleted_at = ? WHERE id = ?', at, paper.id);
    remember(db, { caseId: id, area: 'document', itemId: paper.id, action });
  }
}

/** Puts one thing into the bin or takes it out. Throws NOT_FOUND. */
export function setDeleted(db: WriteDb, kind: Deletable, id: string, deleted: boolean): void {
  if (kind === 'document') setDocumentDeleted(db, id, deleted);
  else if (kind === 'case') setCaseDeleted(db, id, deleted);
  else setPersonDeleted(db, id, deleted);
}

/** Puts a person and their cases into the bin, or takes person and those cases out again. Throws NOT_FOUND. */
export function setPersonDeleted(db: WriteDb, id: string, deleted: boolean): void {
  db.transaction(() => {
    const person = getPerson(db, id);
    const cases = db.all<{ id: string }>(
      deleted
        ? 'SELECT id FROM cases WHERE person_id = ?1 AND deleted_at IS NULL'
        : 'SELECT id FROM cases WHERE person_id = ?1 AND deleted_at = ?2',
      ...(deleted ? [id] : [id, person.deletedAt]),
    );
    const at = deleted ? ownMoment(db) : null;
    for (const one of cases) moveCase(db, one.id, at);
    db.run('UPDATE people SET deleted_at = ? WHERE id = ?', at, id);
    remember(db, { caseId: null, area: 'person', itemId: id, action: deleted ? 'deleted' : 'restored' });
  });
}

/** One thing in the bin, by the number or id its rows have. */
export type Purgeable =
  | { readonly kind: 'document'; readonly num: number; readonly id: string }
  | { readonly kind: 'case' | 'person'; readonly id: string };

/** What lies in the bin since before `deletedBefore` (ISO 8601), in the order in which it can go: people last. */
export function listPurgeable(db: ReadDb, deletedBefore: string): Purgeable[] {
  const documents = db
    .all<{ num: number; id: string }>('SELECT num, id FROM documents WHERE deleted_at < ?', deletedBefore)
    .map((row) => ({ kind: 'document' as const, ...row }));
  const cases = db
    .all<{ id: string }>('SELECT id FROM cases WHERE deleted_at < ?', deletedBefore)
    .map((row) => ({ kind: 'case' as const, ...row }));
  // A person stays as long as a case of theirs does.
  const people = db
    .all<{ id: string }>(
      `SELECT id FROM people p WHERE deleted_at < ?1
       AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.person_id = p.id AND coalesce(c.deleted_at, '9999') >= ?1)`,
      deletedBefore,
    )
    .map((row) => ({ kind: 'person' as const, ...row }));
  return [...documents, ...cases, ...people];
}

/**
 * Removes one thing with everything that hangs on it: bytes, pages, index words, decisions, letters, and their
 * history. One line stays that something was deleted. Returns the words that stood on its pages, for
 * `forgetTerms`. Space and journals are dealt with by purgeVault.
 */
export function purgeOne(db: WriteDb, thing: Purgeable): Set<string> {
  return db.transaction(() => {
    if (thing.kind === 'document') return removeDocument(db, thing);
    if (thing.kind === 'case') {
      db.run('DELETE FROM cases WHERE id = ?', thing.id);
      db.run('DELETE FROM history WHERE case_id = ? OR item_id = ?', thing.id, thing.id);
    } else {
      db.run('UPDATE documents SET person_id = NULL WHERE person_id = ?', thing.id);
      db.run('DELETE FROM people WHERE id = ?', thing.id);
      db.run('DELETE FROM history WHERE item_id = ?', thing.id);
    }
    remember(db, { caseId: null, area: thing.kind, itemId: thing.id, action: 'purged' });
    return new Set<string>();
  });
}

/** Tables whose rows a person deletes inside a case. Their texts go from the history, too. */
const smallThings = ['own_findings', 'letters', 'deadlines', 'tollings', 'log_entries'] as const;

/** Findings, letters, deadlines and entries deleted inside cases before `deletedBefore`. Returns how many. */
export function purgeSmallThings(db: WriteDb, deletedBefore: string): number {
  return db.transaction(() => {
    let count = 0;
    for (const table of smallThings) {
      const gone = db.all<{ id: string }>(
        `DELETE FROM ${table} WHERE deleted_at < ? RETURNING id`,
        deletedBefore,
      );
      for (const { id } of gone) db.run("DELETE FROM history WHERE item_id = ? AND action <> 'deleted'", id);
      count += gone.length;
    }
    return count;
  });
}

/** Returns the words that stood on its pages, as read and as corrected. */
function removeDocument(db: WriteDb, document: { num: number; id: string }): Set<string> {
  const terms = new Set<string>();
  for (const page of db.all<{ num: number; text: string; body: string }>(
    'SELECT p.num, p.text, s.body FROM pages p JOIN search_pages s ON s.num = p.num WHERE p.document = ?',
    document.num,
  )) {
    for (const term of termsIn(`${page.text}\n${page.body}`)) terms.add(term);
    unindexPage(db, page.num);
  }
  // Analyses quote their documents; they are made again from what is left.
  db.run(
    'DELETE FROM analyses WHERE case_id IN (SELECT case_id FROM case_documents WHERE document = ?)',
    document.num,
  );
  const { original } = db.get<{ original: number }>(
    'DELETE FROM documents WHERE num = ? RETURNING original',
    document.num,
  ) ?? { original: -1 };
  db.run('DELETE FROM originals WHERE num = ?', original);
  db.run('DELETE FROM history WHERE item_id = ?', document.id);
  remember(db, { caseId: null, area: 'document', itemId: document.id, action: 'purged' });
  return terms;
}
