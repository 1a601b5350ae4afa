/**
 * The one door to the SQLite driver. Its package hides its own types behind "exports", so what the vault
 * uses of it is written down here.
 */
// @ts-expect-error the package's types cannot be resolved
import Driver from 'better-sqlite3-multiple-ciphers';

export interface Statement {
  run(...values: unknown[]): { changes: number; lastInsertRowid: number | bigint };
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
  iterate(...values: unknown[]): IterableIterator<unknown>;
  pluck(on?: boolean): this;
}

export interface Connection {
  readonly open: boolean;
  readonly inTransaction: boolean;
  prepare(sql: string): Statement;
  exec(sql: string): this;
  pragma(sql: string, options?: { simple?: boolean }): unknown;
  transaction<T>(work: () => T): { immediate(): T };
  key(key: Buffer): number;
  rekey(key: Buffer): number;
  close(): this;
}

interface OpenOptions {
  readonly readonly?: boolean;
  readonly fileMustExist?: boolean;
  /** Milliseconds to wait for another's lock. */
  readonly timeout?: number;
}

const Constructor: new (path: string, options?: OpenOptions) => Connection = Driver;

/** Opens a file; encrypted files still need their key. */
export function connect(path: string, options: OpenOptions = {}): Connection {
  return new Constructor(path, options);
}
