import type { Migration } from './migration.ts';

/**
 * What people decided about persons of the index rather than about a pair of a queue: two persons are one, or a record
 * does not belong to its person. Append-only events like those of `decision_event`; taking one back is an event too.
 */
export const personChanges: Migration = {
  version: 61,
  name: 'person changes',
  sql: `
CREATE TABLE person_change (
  change_id INTEGER PRIMARY KEY,
  action TEXT NOT NULL CHECK (action IN ('join', 'part', 'undo')),
  -- the change that an undo takes back
  target INTEGER REFERENCES person_change,
  note TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  at TEXT NOT NULL,
  CHECK ((action = 'undo') = (target IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX person_change_by_target ON person_change (target) WHERE target IS NOT NULL;

-- the records that are together, or apart, by a change
CREATE TABLE person_change_pair (
  change_id INTEGER NOT NULL REFERENCES person_change,
  system TEXT NOT NULL,
  source_key TEXT NOT NULL,
  other_system TEXT NOT NULL,
  other_key TEXT NOT NULL,
  -- the decision Same about the two that was taken back with it
  decision_event INTEGER REFERENCES decision_event,
  PRIMARY KEY (change_id, system, source_key, other_system, other_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_change_pair_by_record ON person_change_pair (system, source_key);
CREATE INDEX person_change_pair_by_other ON person_change_pair (other_system, other_key);

CREATE TRIGGER person_change_kept_update BEFORE UPDATE ON person_change
BEGIN SELECT RAISE(ABORT, 'person_change is append-only'); END;
CREATE TRIGGER person_change_kept_delete BEFORE DELETE ON person_change
BEGIN SELECT RAISE(ABORT, 'person_change is append-only'); END;
CREATE TRIGGER person_change_pair_kept_update BEFORE UPDATE ON person_change_pair
BEGIN SELECT RAISE(ABORT, 'person_change is append-only'); END;
CREATE TRIGGER person_change_pair_kept_delete BEFORE DELETE ON person_change_pair
BEGIN SELECT RAISE(ABORT, 'person_change is append-only'); END;

-- newest change that an update of the index knew
ALTER TABLE index_update ADD COLUMN last_change INTEGER NOT NULL DEFAULT 0;
`,
};
