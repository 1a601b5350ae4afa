/** The patients whose papers lie in the vault. */
import { randomUUID } from 'node:crypto';
import type { IsoDate } from '../../../shared/domain/kinds.ts';
import type { ReadDb, WriteDb } from '../db.ts';
import { found } from './found.ts';
import { remember } from './history.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly birthDate: IsoDate | null;
  readonly note: string;
  readonly createdAt: string;
  /** Set while it can still be undone. */
  readonly deletedAt: string | null;
}

export type PersonFields = Pick<Person, 'name' | 'birthDate' | 'note'>;

const columns = 'id, name, birth_date AS birthDate, note, created_at AS createdAt, deleted_at AS deletedAt';

export function addPerson(db: WriteDb, fields: Partial<PersonFields> & { name: string }): Person {
  return db.transaction(() => {
    const id = randomUUID();
    db.run(
      'INSERT INTO people (id, name, birth_date, note, created_at) VALUES (?, ?, ?, ?, ?)',
      id,
      fields.name,
      fields.birthDate ?? null,
      fields.note ?? '',
      db.now(),
    );
    const person = getPerson(db, id);
    remember(db, { caseId: null, area: 'person', itemId: id, action: 'created', after: person });
    return person;
  });
}

/** Throws NOT_FOUND. Finds deleted people too, until they are purged. */
export function getPerson(db: ReadDb, id: string): Person {
  return found(db.get<Person>(`SELECT ${columns} FROM people WHERE id = ?`, id), 'person');
}

/** By name; without the deleted. */
export function listPeople(db: ReadDb): Person[] {
  return db.all<Person>(
    `SELECT ${columns} FROM people WHERE deleted_at IS NULL ORDER BY name COLLATE NOCASE, id`,
  );
}

export function changePerson(db: WriteDb, id: string, fields: Partial<PersonFields>): Person {
  return db.transaction(() => {
    const before = getPerson(db, id);
    const next = { ...before, ...fields };
    db.run(
      'UPDATE people SET name = ?, birth_date = ?, note = ? WHERE id = ?',
      next.name,
      next.birthDate,
      next.note,
      id,
    );
    const after = getPerson(db, id);
    remember(db, { caseId: null, area: 'person', itemId: id, action: 'changed', before, after });
    return after;
  });
}
