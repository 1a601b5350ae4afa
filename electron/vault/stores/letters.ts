/** Letters as the person edited them, with kept versions (each export keeps one). */
import { randomUUID } from 'node:crypto';
import type { IsoDate } from '../../../shared/domain/kinds.ts';
import type { ReadDb, WriteDb } from '../db.ts';
import { found } from './found.ts';
import { remember } from './history.ts';
import { fromJson } from './json.ts';

export interface LetterRecord {
  readonly id: string;
  readonly caseId: string;
  readonly kind: string;
  readonly title: string;
  /** The letter model as JSON; its shape is the letter layer's business. */
  readonly model: unknown;
  readonly sentOn: IsoDate | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deletedAt: string | null;
}

export interface LetterVersion {
  readonly seq: number;
  readonly reason: string;
  readonly model: unknown;
  readonly madeAt: string;
}

interface LetterRow extends Omit<LetterRecord, 'model'> {
  readonly model: string;
}

const columns = `id, case_id AS caseId, kind, title, model, sent_on AS sentOn, created_at AS createdAt,
  updated_at AS updatedAt, deleted_at AS deletedAt`;

export function addLetter(
  db: WriteDb,
  caseId: string,
  letter: { kind: string; title: string; model: unknown },
): LetterRecord {
  return db.transaction(() => {
    const id = randomUUID();
    db.run(
      'INSERT INTO letters (id, case_id, kind, title, model, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)',
      id,
      caseId,
      letter.kind,
      letter.title,
      JSON.stringify(letter.model),
      db.now(),
    );
    remember(db, {
      caseId,
      area: 'letter',
      itemId: id,
      action: 'created',
      after: { kind: letter.kind, title: letter.title },
    });
    return getLetter(db, id);
  });
}

/** Throws NOT_FOUND. Finds deleted letters too, until they are purged. */
export function getLetter(db: ReadDb, id: string): LetterRecord {
  return toLetter(found(db.get<LetterRow>(`SELECT ${columns} FROM letters WHERE id = ?`, id), 'letter'));
}

/** Latest touched first; without the deleted. */
export function listLetters(db: ReadDb, caseId: string): LetterRecord[] {
  return db
    .all<LetterRow>(
      `SELECT ${columns} FROM letters WHERE case_id = ? AND deleted_at IS NULL ORDER BY updated_at DESC, id`,
      caseId,
    )
    .map(toLetter);
}

/** Saves what is given. The model itself is not in the history (it is saved at every pause in typing): keep versions. */
export function changeLetter(
  db: WriteDb,
  id: string,
  fields: { title?: string; model?: unknown; sentOn?: IsoDate | null },
): LetterRecord {
  return db.transaction(() => {
    const before = getLetter(db, id);
    const next = { ...before, ...fields };
    db.run(
      'UPDATE letters SET title = ?, model = ?, sent_on = ?, updated_at = ? WHERE id = ?',
      next.title,
      JSON.stringify(next.model),
      next.sentOn,
      db.now(),
      id,
    );
    const after = { title: next.title, sentOn: next.sentOn };
    if (fields.model !== undefined || before.title !== next.title || before.sentOn !== next.sentOn)
      remember(db, {
        caseId: before.caseId,
        area: 'letter',
        itemId: id,
        action: 'changed',
        before: { title: before.title, sentOn: before.sentOn },
        after,
      });
    return getLetter(db, id);
  });
}

/** Keeps the letter as it stands; `reason` says why: 'exported', 'sent', 'before rebuild'. Returns its number, from 1. */
export function keepLetterVersion(db: WriteDb, id: string, reason: string): number {
  return db.transaction(() => {
    const letter = getLetter(db, id);
    const { seq } = found(
      db.get<{ seq: number }>(
        'SELECT coalesce(max(seq), 0) + 1 AS seq FROM letter_versions WHERE letter_id = ?',
        id,
      ),
      'letter',
    );
    db.run(
      'INSERT INTO letter_versions VALUES (?, ?, ?, ?, ?)',
      id,
      seq,
      reason,
      JSON.stringify(letter.model),
      db.now(),
    );
    remember(db, {
      caseId: letter.caseId,
      area: 'letter',
      itemId: id,
      action: 'kept',
      after: { version: seq, reason },
    });
    return seq;
  });
}

/** Oldest first. */
export function listLetterVersions(db: ReadDb, id: string): LetterVersion[] {
  return db
    .all<{ seq: number; reason: string; model: string; madeAt: string }>(
      'SELECT seq, reason, model, made_at AS madeAt FROM letter_versions WHERE letter_id = ? ORDER BY seq',
      id,
    )
    .map((row) => ({ ...row, model: fromJson(row.model) }));
}

export function setLetterDeleted(db: WriteDb, id: string, deleted: boolean): void {
  db.transaction(() => {
    const { caseId } = getLetter(db, id);
    db.run('UPDATE letters SET deleted_at = ? WHERE id = ?', deleted ? db.now() : null, id);
    remember(db, { caseId, area: 'letter', itemId: id, action: deleted ? 'deleted' : 'restored' });
  });
}

function toLetter(row: LetterRow): LetterRecord {
  return { ...row, model: fromJson(row.model) };
}
