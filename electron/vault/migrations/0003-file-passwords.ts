/**
 * Passwords of protected files get a table of their own (they were settings named 'password:<document>'), and
 * why a document failed gets a code beside its sentence (a missing password was a prefix of that sentence).
 */
import type { WriteDb } from '../db.ts';

export const migration = {
  version: 3,
  name: 'file-passwords',
  up(db: WriteDb): void {
    db.exec(`
CREATE TABLE file_passwords (
  document INTEGER PRIMARY KEY REFERENCES documents(num) ON DELETE CASCADE,
  password TEXT NOT NULL, given_at TEXT NOT NULL
) STRICT;
INSERT INTO file_passwords (document, password, given_at)
  SELECT d.num, json_extract(s.value, '$'), d.added_at
  FROM settings s JOIN documents d ON s.key = 'password:' || d.id WHERE json_type(s.value) = 'text';
DELETE FROM settings WHERE key LIKE 'password:%';

-- 'password-needed', 'unreadable' …: the reader's codes; null where nothing is wrong or an older app did not say.
ALTER TABLE documents ADD COLUMN problem_code TEXT;
UPDATE documents SET problem_code = 'password-needed', problem = substr(problem, 11) WHERE problem LIKE 'password: %';
UPDATE import_jobs SET problem = substr(problem, 11) WHERE problem LIKE 'password: %';
`);
  },
};
