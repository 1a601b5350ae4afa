/**
 * The two handles every store takes: ReadDb to look, WriteDb to change. They hide the SQLite driver, keep
 * prepared statements, and turn driver failures a person can meet (disk full, damage) into AppErrors.
 */
/* oxlint-disable typescript/no-unsafe-type-assertion, typescript/no-unnecessary-type-parameters --
   the caller names its row type; STRICT tables in an authenticated file make it true */
import type { Connection, Statement } from './sqlite-driver.ts';
import { asVaultError } from './sqlite-errors.ts';

export type SqlValue = string | number | null | Uint8Array;

/** Who made a change, for the history: the person, or the app reading documents by itself. */
type Actor = 'person' | 'app';

export interface ReadDb {
  /** All rows; `Row` is trusted because every table is STRICT. */
  all<Row>(sql: string, ...values: SqlValue[]): Row[];
  /** The first row, or undefined. */
  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined;
  /** Rows one by one; nothing may be written through the handle until the loop ends. */
  iterate<Row>(sql: string, ...values: SqlValue[]): IterableIterator<Row>;
}

export interface WriteDb extends ReadDb {
  readonly actor: Actor;
  /** The clock, as ISO 8601 UTC with milliseconds; replaceable in tests. */
  now(): string;
  /** Runs one statement and returns how many rows changed. */
  run(sql: string, ...values: SqlValue[]): number;
  /** Statements without values, several at once: for migrations. */
  exec(sql: string): void;
  /** All of `work` or nothing of it; nests. */
  transaction<T>(work: () => T): T;
  /** The same database, with changes recorded as made by `actor`. */
  as(actor: Actor): WriteDb;
}

const maxStatements = 500;

interface Prepared {
  readonly statement: Statement;
  /** SQL with ?1, ?2 …: the driver takes those by name. */
  readonly numbered: boolean;
}

/** Wraps a driver connection. The connection stays the caller's to close. */
export function wrapDatabase(connection: Connection, now: () => string): WriteDb {
  const statements = new Map<string, Prepared>();
  const compile = (sql: string): Prepared => ({
    statement: connection.prepare(sql),
    numbered: /\?1\b/.test(sql),
  });
  const prepare = (sql: string): Prepared => {
    const known = statements.get(sql);
    if (known) return known;
    if (statements.size >= maxStatements) statements.clear();
    const made = compile(sql);
    statements.set(sql, made);
    return made;
  };
  const make = (actor: Actor): WriteDb => ({
    actor,
    now,
    all: <Row>(sql: string, ...values: SqlValue[]) =>
      guard(() => bound(prepare(sql), values, (statement, given) => statement.all(...given) as Row[])),
    get: <Row>(sql: string, ...values: SqlValue[]) =>
      guard(() =>
        bound(prepare(sql), values, (statement, given) => statement.get(...given) as Row | undefined),
      ),
    iterate: <Row>(sql: string, ...values: SqlValue[]) =>
      guard(() =>
        bound(
          compile(sql),
          values,
          (statement, given) => statement.iterate(...given) as IterableIterator<Row>,
        ),
      ),
    run: (sql, ...values) =>
      guard(() => bound(prepare(sql), values, (statement, given) => statement.run(...given).changes)),
    exec: (sql) => guard(() => void connection.exec(sql)),
    transaction: (work) => guard(() => connection.transaction(work).immediate()),
    as: (other) => (other === db.actor ? db : make(other)),
  });
  const db: WriteDb = make('person');
  return db;
}

function guard<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asVaultError(error);
  }
}

function bound<T>(
  prepared: Prepared,
  values: SqlValue[],
  work: (statement: Statement, given: unknown[]) => T,
): T {
  const given = values.map(bindable);
  return work(
    prepared.statement,
    prepared.numbered ? [Object.fromEntries(given.map((value, index) => [index + 1, value]))] : given,
  );
}

/** The driver takes Buffers; a view costs nothing. */
function bindable(value: SqlValue): string | number | null | Buffer {
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
}
