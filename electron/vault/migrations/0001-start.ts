/** The first schema. `num` is a row's short internal number; `id` is what the rest of the app sees. */
import type { WriteDb } from '../db.ts';

export const migration = {
  version: 1,
  name: 'start',
  up(db: WriteDb): void {
    db.exec(`
CREATE TABLE vault_info (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE people (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, birth_date TEXT, note TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL, deleted_at TEXT
) STRICT;

CREATE TABLE cases (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people(id), name TEXT NOT NULL,
  plan_type TEXT NOT NULL, plan_state TEXT, residence_state TEXT, stage TEXT NOT NULL,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX cases_by_person ON cases(person_id);

-- The bytes of original files, by content. A row without sha256 is an upload that has not finished.
CREATE TABLE originals (
  num INTEGER PRIMARY KEY, sha256 TEXT UNIQUE, byte_size INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE original_chunks (
  num INTEGER PRIMARY KEY, original INTEGER NOT NULL REFERENCES originals(num) ON DELETE CASCADE,
  seq INTEGER NOT NULL, bytes BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX chunks_in_order ON original_chunks(original, seq);

CREATE TABLE documents (
  num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  original INTEGER NOT NULL UNIQUE REFERENCES originals(num),
  person_id TEXT REFERENCES people(id),
  file_name TEXT NOT NULL, media_type TEXT NOT NULL,
  page_count INTEGER, kind TEXT NOT NULL DEFAULT 'other', kind_by_person TEXT,
  import_state TEXT NOT NULL DEFAULT 'stored' CHECK (import_state IN ('stored','queued','reading','paused','failed','done')),
  problem TEXT, date TEXT, added_at TEXT NOT NULL, deleted_at TEXT
) STRICT;

CREATE TABLE case_documents (
  case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES documents(num) ON DELETE CASCADE,
  added_at TEXT NOT NULL, PRIMARY KEY (case_id, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX cases_of_document ON case_documents(document);

-- How a person split a document; when present it replaces what the app found.
CREATE TABLE part_overrides (
  document INTEGER NOT NULL REFERENCES documents(num) ON DELETE CASCADE,
  first_page INTEGER NOT NULL, last_page INTEGER NOT NULL, kind TEXT NOT NULL,
  date TEXT, author TEXT, patient_name TEXT, title TEXT, PRIMARY KEY (document, first_page)
) STRICT;

-- As read by the app. 'words' is packed (pack-words.ts).
CREATE TABLE pages (
  num INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents(num) ON DELETE CASCADE,
  page_index INTEGER NOT NULL, text TEXT NOT NULL, words BLOB NOT NULL,
  width REAL NOT NULL, height REAL NOT NULL, source TEXT NOT NULL, confidence REAL NOT NULL,
  turn INTEGER NOT NULL DEFAULT 0,
  UNIQUE (document, page_index)
) STRICT;

-- As corrected by a person: kept when the page is read again.
CREATE TABLE page_corrections (
  document INTEGER NOT NULL REFERENCES documents(num) ON DELETE CASCADE,
  page_index INTEGER NOT NULL, text TEXT NOT NULL, words BLOB NOT NULL, made_at TEXT NOT NULL,
  PRIMARY KEY (document, page_index)
) STRICT;

CREATE TABLE import_jobs (
  document INTEGER PRIMARY KEY REFERENCES documents(num) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('queued','reading','paused','failed','done')),
  pages_total INTEGER, attempts INTEGER NOT NULL DEFAULT 0, problem TEXT,
  queued_at TEXT NOT NULL, updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX jobs_by_state ON import_jobs(state, queued_at);
CREATE TABLE import_pages (
  document INTEGER NOT NULL REFERENCES documents(num) ON DELETE CASCADE,
  page_index INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('done','failed')), problem TEXT,
  PRIMARY KEY (document, page_index)
) STRICT, WITHOUT ROWID;

CREATE TABLE analyses (
  case_id TEXT PRIMARY KEY REFERENCES cases(id) ON DELETE CASCADE,
  input_hash TEXT NOT NULL, result TEXT NOT NULL, made_at TEXT NOT NULL
) STRICT;

CREATE TABLE case_fields (
  case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  field TEXT NOT NULL, value TEXT NOT NULL, made_at TEXT NOT NULL, PRIMARY KEY (case_id, field)
) STRICT;

CREATE TABLE finding_decisions (
  case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  finding_id TEXT NOT NULL, verdict TEXT CHECK (verdict IN ('accepted','rejected')),
  note TEXT NOT NULL DEFAULT '', made_at TEXT NOT NULL, PRIMARY KEY (case_id, finding_id)
) STRICT;
CREATE TABLE own_findings (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  finding TEXT NOT NULL, made_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX own_findings_by_case ON own_findings(case_id);

CREATE TABLE letters (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  kind TEXT NOT NULL, title TEXT NOT NULL, model TEXT NOT NULL, sent_on TEXT,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX letters_by_case ON letters(case_id);
CREATE TABLE letter_versions (
  letter_id TEXT NOT NULL REFERENCES letters(id) ON DELETE CASCADE,
  seq INTEGER NOT NULL, reason TEXT NOT NULL, model TEXT NOT NULL, made_at TEXT NOT NULL,
  PRIMARY KEY (letter_id, seq)
) STRICT;

CREATE TABLE deadlines (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  kind TEXT NOT NULL, title TEXT NOT NULL, due_on TEXT NOT NULL, basis TEXT NOT NULL,
  done_on TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX deadlines_by_case ON deadlines(case_id, due_on);
CREATE TABLE tollings (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  starts_on TEXT NOT NULL, ends_on TEXT, reason TEXT NOT NULL, basis TEXT NOT NULL,
  created_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX tollings_by_case ON tollings(case_id);

CREATE TABLE log_entries (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  kind TEXT NOT NULL, happened_at TEXT NOT NULL, payload TEXT NOT NULL,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT
) STRICT;
CREATE INDEX log_by_case ON log_entries(case_id, happened_at);
CREATE TABLE log_documents (
  entry_id TEXT NOT NULL REFERENCES log_entries(id) ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES documents(num) ON DELETE CASCADE,
  PRIMARY KEY (entry_id, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX log_of_document ON log_documents(document);

CREATE TABLE checklist_items (
  case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  item_id TEXT NOT NULL, state TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', updated_at TEXT NOT NULL,
  PRIMARY KEY (case_id, item_id)
) STRICT;

CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- Who changed what, when. Written in the transaction of the change; rows are never altered.
CREATE TABLE history (
  num INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL,
  case_id TEXT, area TEXT NOT NULL, item_id TEXT NOT NULL, action TEXT NOT NULL, before TEXT, after TEXT
) STRICT;
CREATE INDEX history_by_case ON history(case_id, num);
CREATE INDEX history_by_item ON history(item_id, num);
CREATE TRIGGER history_is_final BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is final'); END;
`);
  },
};
