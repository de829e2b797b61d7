import type { Migration } from './migration.ts';

/**
 * What the engine found (one row a pair and run) and what people decided about pairs (append-only events).
 *
 * A decision is never changed: taking it back is an `undo` event, giving it back a `redo` event. A pair's standing
 * decision is its newest `decide` event that is not undone; `match_pair.state` mirrors it for the queues.
 */
export const matchingAndDecisions: Migration = {
  version: 20,
  name: 'matching and decisions',
  sql: `
CREATE TABLE match_run (
  run_id INTEGER PRIMARY KEY,
  month TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('done', 'replaced')),
  started_at TEXT NOT NULL,
  finished_at TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  engine TEXT NOT NULL,
  -- import of cws_client and of cw_person whose rows were compared
  cws_import INTEGER NOT NULL REFERENCES import,
  cw_import INTEGER NOT NULL REFERENCES import,
  -- newest import of any kind, and newest decision event, that the run knew
  newest_import INTEGER NOT NULL REFERENCES import,
  last_decision INTEGER NOT NULL,
  left_records INTEGER NOT NULL,
  right_records INTEGER NOT NULL,
  -- JSON: settings, trained model, plan of comparisons and blocks, thresholds and estimates, counts and timings
  settings TEXT NOT NULL,
  model TEXT NOT NULL,
  plan TEXT NOT NULL,
  estimates TEXT NOT NULL,
  counts TEXT NOT NULL
) STRICT;
CREATE INDEX match_run_by_month ON match_run (month, run_id);

CREATE TABLE match_pair (
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
  queue TEXT CHECK (queue IN ('review', 'mismatch')),
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
  right_search TEXT
) STRICT;
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

CREATE TABLE decision_event (
  event_id INTEGER PRIMARY KEY,
  action TEXT NOT NULL CHECK (action IN ('decide', 'undo', 'redo')),
  -- the decide event that an undo takes away or a redo gives back
  target INTEGER REFERENCES decision_event,
  client_key TEXT NOT NULL,
  cwin TEXT NOT NULL,
  queue TEXT NOT NULL CHECK (queue IN ('review', 'mismatch')),
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
