import type { Migration } from './migration.ts';

/**
 * The audit log, a chain in which every row carries a keyed code over itself and the row before it (desktop.md 5),
 * and the project's settings. REPLACE would slip past the delete trigger without `recursive_triggers` (desktop.md F17).
 */
export const auditAndSettings: Migration = {
  version: 50,
  name: 'audit and settings',
  sql: `
CREATE TABLE audit_event (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  -- what it was done to: an id of our own making, never a person's data
  subject TEXT NOT NULL,
  -- JSON of scalars
  details TEXT NOT NULL,
  prev TEXT NOT NULL,
  mac TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_event_kept_update BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END;
CREATE TRIGGER audit_event_kept_delete BEFORE DELETE ON audit_event
BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END;
CREATE TRIGGER audit_event_in_order BEFORE INSERT ON audit_event
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit_event)
BEGIN SELECT RAISE(ABORT, 'audit_event has no gaps'); END;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  -- JSON
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
