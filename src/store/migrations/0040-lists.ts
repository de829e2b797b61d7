import type { Migration } from './migration.ts';

/** Lists as they were prepared and published: a published list is frozen with its rows, its reasons and its sources. */
export const lists: Migration = {
  version: 40,
  name: 'lists',
  sql: `
CREATE TABLE list_run (
  list_run_id INTEGER PRIMARY KEY,
  list_id TEXT NOT NULL,
  definition_version INTEGER NOT NULL,
  -- JSON of the definition as it was evaluated
  definition TEXT NOT NULL,
  month TEXT NOT NULL,
  -- 1, 2, … of this list and month; a new version after publishing is a revision
  version INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'published')),
  as_of INTEGER NOT NULL,
  match_run INTEGER NOT NULL REFERENCES match_run,
  -- JSON: import ids by kind that were read, counts by branch and by change, exclusions by reason, notes
  sources TEXT NOT NULL,
  counts TEXT NOT NULL,
  excluded TEXT NOT NULL,
  notes TEXT NOT NULL,
  prepared_at TEXT NOT NULL,
  published_at TEXT,
  published_by TEXT,
  UNIQUE (list_id, month, version)
) STRICT;

CREATE TABLE list_row (
  list_run_id INTEGER NOT NULL REFERENCES list_run,
  row_no INTEGER NOT NULL,
  -- the same in every month for the same people and branch
  row_id TEXT NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('new', 'continuing', 'ended')),
  branch TEXT NOT NULL,
  person_id INTEGER,
  child_person_id INTEGER,
  client_key TEXT,
  cwin TEXT,
  -- what a search looks in
  search TEXT NOT NULL,
  -- JSON: one value a column, reasons in words, further facts for the row's own page
  cells TEXT NOT NULL,
  reasons TEXT NOT NULL,
  details TEXT NOT NULL,
  PRIMARY KEY (list_run_id, row_no)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX list_row_by_id ON list_row (list_run_id, row_id);
CREATE INDEX list_row_by_person ON list_row (person_id) WHERE person_id IS NOT NULL;

-- files that left the store
CREATE TABLE list_export (
  export_id INTEGER PRIMARY KEY,
  list_run_id INTEGER NOT NULL REFERENCES list_run,
  format TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  rows INTEGER NOT NULL,
  exported_at TEXT NOT NULL,
  reviewer TEXT NOT NULL
) STRICT;
CREATE INDEX list_export_by_run ON list_export (list_run_id);

CREATE TRIGGER list_run_frozen BEFORE DELETE ON list_run WHEN OLD.state = 'published'
BEGIN SELECT RAISE(ABORT, 'a published list is frozen'); END;
CREATE TRIGGER list_run_frozen_update BEFORE UPDATE ON list_run WHEN OLD.state = 'published'
BEGIN SELECT RAISE(ABORT, 'a published list is frozen'); END;
CREATE TRIGGER list_row_frozen BEFORE DELETE ON list_row
WHEN (SELECT state FROM list_run WHERE list_run_id = OLD.list_run_id) = 'published'
BEGIN SELECT RAISE(ABORT, 'a published list is frozen'); END;
CREATE TRIGGER list_row_frozen_update BEFORE UPDATE ON list_row
WHEN (SELECT state FROM list_run WHERE list_run_id = OLD.list_run_id) = 'published'
BEGIN SELECT RAISE(ABORT, 'a published list is frozen'); END;
CREATE TRIGGER list_row_frozen_insert BEFORE INSERT ON list_row
WHEN (SELECT state FROM list_run WHERE list_run_id = NEW.list_run_id) = 'published'
BEGIN SELECT RAISE(ABORT, 'a published list is frozen'); END;
`,
};
