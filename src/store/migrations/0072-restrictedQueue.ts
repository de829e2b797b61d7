import type { Migration } from './migration.ts';

/**
 * A queue of their own for pairs of sensitive and adopted clients (SCC-13): a third value of `queue`. SQLite takes a
 * CHECK only with a new table, so both tables are written anew, row by row as they were.
 */
export const restrictedQueue: Migration = {
  version: 72,
  name: 'restricted queue',
  sql: `
CREATE TABLE match_pair_new (
  pair_id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES match_run,
  client_key TEXT NOT NULL,
  cwin TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('link', 'review', 'mismatch', 'none')),
  -- step of the cascade that settled the pair
  tier TEXT NOT NULL,
  -- blocking pass or rule that found it
  rule TEXT NOT NULL,
  weight REAL NOT NULL,
  probability REAL NOT NULL,
  -- agreement level of each comparison of the plan, one byte each
  levels BLOB NOT NULL,
  -- reason codes, blank separated, the first is the kind that queues group by
  reasons TEXT NOT NULL,
  -- below: only pairs that people are asked about
  queue TEXT CHECK (queue IN ('review', 'mismatch', 'restricted')),
  kind TEXT,
  state TEXT CHECK (state IN ('todo', 'same', 'different', 'hold')),
  carried TEXT CHECK (carried IN ('no', 'carried', 'carried_changed', 'reopened')),
  -- month in which the pair was first raised
  since TEXT,
  -- the most useful pair, by uncertainty and consequence, has the smallest turn
  turn INTEGER,
  -- display names and civil birth days, as each system has them
  left_name TEXT,
  right_name TEXT,
  left_birth INTEGER,
  right_birth INTEGER,
  -- 'LAST FIRST' of either side, for searching and sorting
  left_search TEXT,
  right_search TEXT,
  -- bits of the weight that households added; 0: they said nothing
  household REAL NOT NULL DEFAULT 0,
  -- level of the household support plus one; 0: not known
  support INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO match_pair_new (pair_id, run_id, client_key, cwin, decision, tier, rule, weight, probability, levels, reasons, queue, kind,
  state, carried, since, turn, left_name, right_name, left_birth, right_birth, left_search, right_search, household, support)
SELECT pair_id, run_id, client_key, cwin, decision, tier, rule, weight, probability, levels, reasons, queue, kind,
  state, carried, since, turn, left_name, right_name, left_birth, right_birth, left_search, right_search, household, support
FROM match_pair;
DROP TABLE match_pair;
ALTER TABLE match_pair_new RENAME TO match_pair;
CREATE UNIQUE INDEX match_pair_by_client ON match_pair (run_id, client_key, cwin);
CREATE INDEX match_pair_by_cwin ON match_pair (run_id, cwin);
CREATE INDEX match_pair_useful ON match_pair (run_id, queue, turn, pair_id, state, kind)
  WHERE queue IS NOT NULL;
CREATE INDEX match_pair_oldest ON match_pair (run_id, queue, since, pair_id, state, kind) WHERE queue IS NOT NULL;
-- holds all that filters and sorts ask for, so that a search reads the index alone
CREATE INDEX match_pair_name
  ON match_pair (run_id, queue, left_search, pair_id, right_search, state, kind, turn, since)
  WHERE queue IS NOT NULL;
CREATE INDEX match_pair_counts ON match_pair (run_id, queue, state, kind) WHERE queue IS NOT NULL;

CREATE TABLE decision_event_new (
  event_id INTEGER PRIMARY KEY,
  action TEXT NOT NULL CHECK (action IN ('decide', 'undo', 'redo')),
  -- the decide event that an undo takes away or a redo gives back
  target INTEGER REFERENCES decision_event,
  client_key TEXT NOT NULL,
  cwin TEXT NOT NULL,
  queue TEXT NOT NULL CHECK (queue IN ('review', 'mismatch', 'restricted')),
  month TEXT NOT NULL,
  run_id INTEGER NOT NULL REFERENCES match_run,
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'hold')),
  certainty TEXT,
  reason TEXT,
  outcome TEXT,
  note TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  role TEXT NOT NULL,
  at TEXT NOT NULL,
  score_seen INTEGER NOT NULL,
  -- names of the fields whose masked values were opened, blank separated
  fields_revealed TEXT NOT NULL,
  -- of the evidence as it was: identity part and whole
  identity_fingerprint TEXT NOT NULL,
  evidence_fingerprint TEXT NOT NULL,
  -- imports whose rows the reviewer saw, so that then and now can be told apart
  cws_import INTEGER NOT NULL,
  cw_import INTEGER NOT NULL,
  supersedes INTEGER REFERENCES decision_event,
  source TEXT NOT NULL CHECK (source IN ('manual', 'bulk', 'packet', 'seed')),
  CHECK ((action = 'decide') = (target IS NULL))
) STRICT;
INSERT INTO decision_event_new (event_id, action, target, client_key, cwin, queue, month, run_id, verdict, certainty, reason, outcome, note,
  reviewer, role, at, score_seen, fields_revealed, identity_fingerprint, evidence_fingerprint, cws_import,
  cw_import, supersedes, source)
SELECT event_id, action, target, client_key, cwin, queue, month, run_id, verdict, certainty, reason, outcome, note,
  reviewer, role, at, score_seen, fields_revealed, identity_fingerprint, evidence_fingerprint, cws_import,
  cw_import, supersedes, source
FROM decision_event ORDER BY event_id;
DROP TABLE decision_event;
ALTER TABLE decision_event_new RENAME TO decision_event;
CREATE INDEX decision_event_by_pair ON decision_event (client_key, cwin, event_id);
CREATE INDEX decision_event_by_target ON decision_event (target, event_id) WHERE target IS NOT NULL;
CREATE INDEX decision_event_by_reviewer ON decision_event (reviewer, month, queue, event_id);

CREATE TRIGGER decision_event_kept_update BEFORE UPDATE ON decision_event
BEGIN SELECT RAISE(ABORT, 'decision_event is append-only'); END;
CREATE TRIGGER decision_event_kept_delete BEFORE DELETE ON decision_event
BEGIN SELECT RAISE(ABORT, 'decision_event is append-only'); END;
CREATE TRIGGER decision_event_in_order BEFORE INSERT ON decision_event
WHEN NEW.event_id <> (SELECT coalesce(max(event_id), 0) + 1 FROM decision_event)
BEGIN SELECT RAISE(ABORT, 'decision_event has no gaps'); END;
`,
};
