/** Every migration, in order. Append only: a shipped migration never changes. */
import type { WriteDb } from '../db.ts';
import { migration as start } from './0001-start.ts';
import { migration as search } from './0002-search.ts';
import { migration as filePasswords } from './0003-file-passwords.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  up(db: WriteDb): void;
}

export const migrations: readonly Migration[] = [start, search, filePasswords];
