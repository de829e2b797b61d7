-- schema 96

CREATE INDEX cw_case_by_key
  ON cw_case (case_number, status_date, status_end_date, status, worker_id, first_import, last_import);

CREATE INDEX cw_clock_by_key
  ON cw_clock (cwin, as_of_date, months_used, months_limit, first_import, last_import);

CREATE INDEX cw_homeless_by_key ON cw_homeless (case_number, basis, start_date);

CREATE INDEX cw_member_by_cwin ON cw_member (cwin, start_date, end_date, first_import, last_import);

CREATE INDEX cw_member_by_key ON cw_member (case_number, person_number, start_date);

CREATE INDEX cw_person_by_key ON cw_person (cwin);

CREATE INDEX cw_worker_by_key ON cw_worker (worker_id);

CREATE INDEX cw_wtw_by_key ON cw_wtw (cwin, status, start_date, end_date, reason, first_import, last_import);

CREATE INDEX cws_assignment_by_key
  ON cws_assignment (case_key, worker_id, assignment, start_date, end_date, first_import, last_import);

CREATE INDEX cws_case_by_client ON cws_case (client_key);

CREATE INDEX cws_case_by_key ON cws_case (case_key);

CREATE INDEX cws_case_by_state_id ON cws_case (state_id) WHERE state_id IS NOT NULL;

CREATE INDEX cws_client_by_key ON cws_client (client_key);

CREATE INDEX cws_component_by_key ON cws_component (case_key, component, start_date);

CREATE INDEX cws_other_name_by_key ON cws_other_name (client_key, name_type, first_name, middle_name, last_name, name_suffix);

CREATE INDEX cws_participant_by_client ON cws_participant (client_key);

CREATE INDEX cws_participant_by_key
  ON cws_participant (case_key, client_key, start_date, end_date, plan_role, first_import, last_import);

CREATE INDEX cws_placement_by_client ON cws_placement (client_key);

CREATE INDEX cws_placement_by_key ON cws_placement (placement_key);

CREATE INDEX cws_referral_by_client ON cws_referral (client_key);

CREATE INDEX cws_referral_by_end ON cws_referral (closed_date, client_key, received_date, first_import, last_import);

CREATE INDEX cws_referral_by_key ON cws_referral (referral_key, client_key);

CREATE INDEX cws_referral_by_state_id ON cws_referral (state_id) WHERE state_id IS NOT NULL;

CREATE INDEX cws_relationship_by_key
  ON cws_relationship (client_key, related_client_key, relationship, start_date, end_date, first_import, last_import);

CREATE INDEX cws_relationship_by_related_client ON cws_relationship (related_client_key);

CREATE INDEX cws_voluntary_by_key ON cws_voluntary (case_key, start_date);

CREATE INDEX decision_event_by_pair ON decision_event (client_key, cwin, event_id);

CREATE INDEX decision_event_by_reviewer ON decision_event (reviewer, month, queue, event_id);

CREATE INDEX decision_event_by_target ON decision_event (target, event_id) WHERE target IS NOT NULL;

CREATE INDEX external_id_by_value ON external_id (type, value);

CREATE INDEX import_by_kind ON import (kind, import_id);

CREATE INDEX import_by_month ON import (month, import_id);

CREATE INDEX import_raw_by_import ON import_raw (import_id);

CREATE INDEX import_raw_by_record ON import_raw (kind, first_record);

CREATE INDEX list_export_by_run ON list_export (list_run_id);

CREATE UNIQUE INDEX list_row_by_id ON list_row (list_run_id, row_id);

CREATE INDEX list_row_by_person ON list_row (person_id) WHERE person_id IS NOT NULL;

CREATE UNIQUE INDEX match_pair_by_client ON match_pair (run_id, client_key, cwin);

CREATE INDEX match_pair_by_cwin ON match_pair (run_id, cwin);

CREATE INDEX match_pair_counts ON match_pair (run_id, queue, state, kind) WHERE queue IS NOT NULL;

CREATE INDEX match_pair_name
  ON match_pair (run_id, queue, left_search, pair_id, right_search, state, kind, turn, since)
  WHERE queue IS NOT NULL;

CREATE INDEX match_pair_oldest ON match_pair (run_id, queue, since, pair_id, state, kind) WHERE queue IS NOT NULL;

CREATE INDEX match_pair_useful ON match_pair (run_id, queue, turn, pair_id, state, kind)
  WHERE queue IS NOT NULL;

CREATE INDEX match_run_by_month ON match_run (month, run_id);

CREATE UNIQUE INDEX person_change_by_target ON person_change (target) WHERE target IS NOT NULL;

CREATE INDEX person_change_pair_by_other ON person_change_pair (other_system, other_key);

CREATE INDEX person_change_pair_by_record ON person_change_pair (system, source_key);

CREATE INDEX person_event_by_other ON person_event (other_person) WHERE other_person IS NOT NULL;

CREATE INDEX person_event_by_person ON person_event (person_id);

CREATE INDEX person_event_by_update ON person_event (update_id);

CREATE INDEX person_forwarded ON person (forwarded_to) WHERE forwarded_to IS NOT NULL;

CREATE INDEX person_link_by_client ON person_link (client_key);

CREATE INDEX person_link_by_cwin ON person_link (cwin);

CREATE INDEX person_name_by_birth ON person_name (birth_date) WHERE birth_date IS NOT NULL;

CREATE INDEX person_name_by_second_sound ON person_name (second_sound, last_name, first_name, birth_date)
  WHERE second_sound IS NOT NULL;

CREATE INDEX person_name_by_sound ON person_name (sound, last_name, first_name, birth_date) WHERE sound IS NOT NULL;

CREATE INDEX person_name_by_source ON person_name (system, source_key);

CREATE INDEX person_record_by_last_update ON person_record (to_update) WHERE to_update IS NOT NULL;

CREATE INDEX person_record_by_person ON person_record (person_id);

CREATE INDEX person_record_by_update ON person_record (from_update);

CREATE UNIQUE INDEX person_record_current ON person_record (system, source_key) WHERE to_run IS NULL;

CREATE INDEX person_record_former ON person_record (system, source_key) WHERE to_run IS NOT NULL;

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

CREATE TABLE cw_case (
  record_id INTEGER PRIMARY KEY,
  first_import INTEGER NOT NULL,
  last_import INTEGER NOT NULL,
  superseded_import INTEGER,
  content INTEGER NOT NULL,
  case_number TEXT NOT NULL,
  county_code TEXT,
  status TEXT NOT NULL,
  status_date INTEGER NOT NULL,
  status_end_date INTEGER,
  application_date INTEGER,
  redetermination_date INTEGER,
  grant_amount INTEGER,
  worker_id TEXT,
  street TEXT,
  city TEXT,
  zip TEXT
) STRICT;

CREATE TABLE cw_clock (
  record_id INTEGER PRIMARY KEY,
  first_import INTEGER NOT NULL,
  last_import INTEGER NOT NULL,
  superseded_import INTEGER,
  content INTEGER NOT NULL,
  cwin TEXT NOT NULL,
  as_of_date INTEGER NOT NULL,
  months_used INTEGER NOT NULL,
  months_limit INTEGER NOT NULL
) STRICT;

CREATE TABLE cw_homeless (
  record_id INTEGER PRIMARY KEY,
  first_import INTEGER NOT NULL,
  last_import INTEGER NOT NULL,
  superseded_import INTEGER,
  content INTEGER NOT NULL,
  case_number TEXT NOT NULL,
  basis TEXT NOT NULL,
  start_date INTEGER NOT NULL,
  end_date INTEGER,
  amount INTEGER
) STRICT;

CREATE TABLE cw_member (
  record_id INTEGER PRIMARY KEY,
  first_import INTEGER NOT NULL,
  last_import INTEGER NOT NULL,
  superseded_import INTEGER,
  content INTEGER NOT NULL,
  case_number TEXT NOT NULL,
  person_number TEXT NOT NULL,
  cwin TEXT NOT NULL,
  county_id TEXT,
  aid_code TEXT,
  role TEXT,
  in_household INTEGER NOT NULL,
  aided INTEGER NOT NULL,
  not_aided_reason TEXT,
  start_date INTEGER NOT NULL,
  end_date INTEGER
) STRICT;

CREATE TABLE cw_person (
  record_id INTEGER PRIMARY KEY,
  first_import INTEGER NOT NULL,
  last_import INTEGER NOT NULL,
  superseded_import INTEGER,
  content INTEGER NOT NULL,
  cwin TEXT NOT NULL,
  former_cwin TEXT,
  cin TEXT,
  frozen_cin TEXT,
  first_name TEXT,
  middle_name TEXT,
  last_name TEXT,
  name_suffix TEXT,
  birth_date INTEGER,
  sex TEXT,
  ssn TEXT,
  death_date INTEGER,
  street TEXT,
  city TEXT,
  zip TEXT,
  phone TEXT
) STRICT;

CREATE TABLE cw_worker (
  record_id INTEGER PRIMARY KEY,
  first_import INTEGER NOT NULL,
  last_import INTEGER NOT NULL,
  superseded_import INTEGER,
  content INTEGER NOT NULL,
  worker_id TEXT NOT NULL,
  worker_name TEXT,
  worker_role TEXT,
  office TEXT,
  unit TEXT,
  worker_phone TEXT,
  worker_email TEXT,
  regional_contact TEXT,
  specialized INTEGER
) STRICT;

CREATE TABLE cw_wtw (
  record_id INTEGER PRIMARY KEY,
  first_import INTEGER NOT NULL,
  last_import INTEGER NOT NULL,
  superseded_import INTEGER,
  content INTEGER NOT NULL,
  cwin TEXT NOT NULL,
  status TEXT NOT NULL,
  reason TEXT,
  start_date INTEGER NOT NULL,
  end_date INTEGER,
  exemption_end_date INTEGER,
  special_program TEXT
) STRICT;

CREATE TABLE cws_assignment (
  record_id INTEGER PRIMARY KEY,
  first_import INTEGER NOT NULL,
  last_import INTEGER NOT NULL,
  superseded_import INTEGER,
  content INTEGER NOT NULL,
  case_key TEXT NOT NULL,
  worker_id TEXT NOT NULL,
  worker_name TEXT,
  worker_phone TEXT,
  worker_email TEXT,
  office TEXT,
  unit TEXT,
  county_entity TEXT,
  assignment TEXT,
  start_date INTEGER NOT NULL,
  end_date INTEGER
) STRICT;

CREATE TABLE cws_case (
  record_id INTEGER PRIMARY KEY,
  first_import INTEGER NOT NULL,
  last_import INTEGER NOT NULL,
  superseded_import INTEGER,
  content INTEGER NOT NULL,
  case_key TEXT NOT NULL,
  client_key TEXT NOT NULL,
  case_name TEXT,
  state_id TEXT,
  start_date INTEGER NOT NULL,
  end_date INTEGER,
  closure_reason TEXT,
  responsible_agency TEXT,
  county_entity TEXT,
  limited_access TEXT,
  incoming_icpc INTEGER
) STRICT;

CREATE TABLE cws_client (
  record_id INTEGER PRIMARY KEY,
  first_import INTEGER NOT NULL,
  last_import INTEGER NOT NULL,
  superseded_import INTEGER,
  content INTEGER NOT NULL,
  client_key TEXT NOT NULL,
  first_name TEXT,
  middle_name TEXT,
  last_name TEXT,
  name_suffix TEXT,
  birth_date INTEGER,
  birth_date_basis TEXT,
  sex TEXT,
  ssn TEXT,
  cin TEXT,
  sensitivity TEXT,
  sealed INTEGER,
  adoption_status TEXT,
  death_date INTEGER,
  street TEXT,
  city TEXT,
  zip TEXT,
  phone TEXT,
  address_confidential INTEGER
) STRICT;

CREATE TABLE cws_component (
  record_id INTEGER PRIMARY KEY,
  first_import INTEGER NOT NULL,
  last_import INTEGER NOT NULL,
  superseded_import INTEGER,
  content INTEGER NOT NULL,
  case_key TEXT NOT NULL,
  component TEXT NOT NULL,
  start_date INTEGER NOT NULL,
  end_date INTEGER
) STRICT;

CREATE TABLE cws_other_name (
  record_id INTEGER PRIMARY KEY,
  first_import INTEGER NOT NULL,
  last_import INTEGER NOT NULL,
  superseded_import INTEGER,
  content INTEGER NOT NULL,
  client_key TEXT NOT NULL,
  name_type TEXT,
  first_name TEXT,
  middle_name TEXT,
  last_name TEXT,
  name_suffix TEXT
) STRICT;

CREATE TABLE cws_participant (
  record_id INTEGER PRIMARY KEY,
  first_import INTEGER NOT NULL,
  last_import INTEGER NOT NULL,
  superseded_import INTEGER,
  content INTEGER NOT NULL,
  case_key TEXT NOT NULL,
  client_key TEXT NOT NULL,
  plan_role TEXT,
  start_date INTEGER NOT NULL,
  end_date INTEGER
) STRICT;

CREATE TABLE cws_placement (
  record_id INTEGER PRIMARY KEY,
  first_import INTEGER NOT NULL,
  last_import INTEGER NOT NULL,
  superseded_import INTEGER,
  content INTEGER NOT NULL,
  placement_key TEXT NOT NULL,
  client_key TEXT NOT NULL,
  removal_date INTEGER NOT NULL,
  episode_end_date INTEGER,
  start_date INTEGER NOT NULL,
  end_date INTEGER,
  facility_type TEXT,
  relative_home INTEGER
) STRICT;

CREATE TABLE cws_referral (
  record_id INTEGER PRIMARY KEY,
  first_import INTEGER NOT NULL,
  last_import INTEGER NOT NULL,
  superseded_import INTEGER,
  content INTEGER NOT NULL,
  referral_key TEXT NOT NULL,
  client_key TEXT NOT NULL,
  state_id TEXT,
  received_date INTEGER NOT NULL,
  response TEXT,
  disposition TEXT,
  closed_date INTEGER,
  county_entity TEXT
) STRICT;

CREATE TABLE cws_relationship (
  record_id INTEGER PRIMARY KEY,
  first_import INTEGER NOT NULL,
  last_import INTEGER NOT NULL,
  superseded_import INTEGER,
  content INTEGER NOT NULL,
  client_key TEXT NOT NULL,
  related_client_key TEXT NOT NULL,
  relationship TEXT NOT NULL,
  start_date INTEGER,
  end_date INTEGER
) STRICT;

CREATE TABLE cws_voluntary (
  record_id INTEGER PRIMARY KEY,
  first_import INTEGER NOT NULL,
  last_import INTEGER NOT NULL,
  superseded_import INTEGER,
  content INTEGER NOT NULL,
  case_key TEXT NOT NULL,
  voluntary INTEGER NOT NULL,
  start_date INTEGER NOT NULL,
  end_date INTEGER
) STRICT;

CREATE TABLE "decision_event" (
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

CREATE TABLE external_id (
  system TEXT NOT NULL,
  source_key TEXT NOT NULL,
  -- cin, ssn, cwin
  type TEXT NOT NULL,
  value TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'frozen', 'former')),
  -- civil days of the extracts that first had it and first lacked it; NULL = still there
  from_day INTEGER NOT NULL,
  to_day INTEGER,
  PRIMARY KEY (system, source_key, type, value, from_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE import (
  import_id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  system TEXT NOT NULL,
  -- the newest import of the same kind before this one
  previous_import INTEGER,
  month TEXT NOT NULL,
  -- civil day the source system was read
  as_of INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  file_bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  layout TEXT NOT NULL,
  layout_version INTEGER NOT NULL,
  imported_at TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  read INTEGER NOT NULL,
  imported INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  fresh INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  -- keys of the import before that this one does not hold
  absent INTEGER NOT NULL,
  findings INTEGER NOT NULL
, header TEXT) STRICT;

CREATE TABLE import_finding (
  import_id INTEGER NOT NULL REFERENCES import,
  finding_no INTEGER NOT NULL,
  line INTEGER NOT NULL,
  column_name TEXT NOT NULL,
  value_class TEXT NOT NULL,
  code TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('rejected', 'blanked', 'noted')),
  reason TEXT NOT NULL,
  remedy TEXT NOT NULL, record_id INTEGER,
  PRIMARY KEY (import_id, finding_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_note (
  import_id INTEGER NOT NULL REFERENCES import,
  note_no INTEGER NOT NULL,
  code TEXT NOT NULL,
  sentence TEXT NOT NULL,
  PRIMARY KEY (import_id, note_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_raw (
  raw_id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import,
  kind TEXT NOT NULL,
  first_record INTEGER NOT NULL,
  last_record INTEGER NOT NULL,
  packed BLOB NOT NULL
) STRICT;

CREATE TABLE index_update (
  update_id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES match_run,
  last_decision INTEGER NOT NULL
, updated_at TEXT NOT NULL DEFAULT '', last_change INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE known_rows (
  kind TEXT NOT NULL,
  part INTEGER NOT NULL,
  -- the newest import of the kind
  import_id INTEGER NOT NULL REFERENCES import,
  -- key fields that only say since when a row is known, and are not in the key's hash
  since_fields TEXT NOT NULL,
  -- the latest day in the key of any row of the kind that ever came
  latest_day INTEGER NOT NULL,
  -- hashes of content and key, record id and since when, each of up to 65536 rows one after the other
  packed BLOB NOT NULL,
  PRIMARY KEY (kind, part)
) STRICT;

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

CREATE TABLE list_facts (
  part TEXT PRIMARY KEY,
  -- JSON
  facts TEXT NOT NULL
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

CREATE TABLE "match_pair" (
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

CREATE TABLE person (
  -- shown as P-000123, never used again for somebody else
  person_id INTEGER PRIMARY KEY,
  -- the person this id was merged into; NULL = the id is in use
  forwarded_to INTEGER REFERENCES person,
  -- sealed and sensitive records stay among their own kind (domain.md 3.3)
  partition TEXT NOT NULL CHECK (partition IN ('open', 'sensitive', 'sealed')),
  created_run INTEGER NOT NULL REFERENCES match_run
, created_update INTEGER NOT NULL DEFAULT 0) STRICT;

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

CREATE TABLE person_event (
  event_id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES match_run,
  kind TEXT NOT NULL CHECK (kind IN ('joined', 'left', 'merged', 'split', 'restored')),
  person_id INTEGER NOT NULL REFERENCES person,
  -- merged: the id that now forwards to person_id; restored and split: the person it was part of;
  -- left: the person the record went to
  other_person INTEGER REFERENCES person,
  system TEXT,
  source_key TEXT
, update_id INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE person_link (
  client_key TEXT NOT NULL,
  cwin TEXT NOT NULL,
  from_update INTEGER NOT NULL,
  to_update INTEGER,
  person_id INTEGER NOT NULL REFERENCES person
) STRICT;

CREATE TABLE person_name (
  name_id INTEGER PRIMARY KEY,
  system TEXT NOT NULL,
  source_key TEXT NOT NULL,
  -- CURRENT, or a CWS other-name type (LEGAL, AKA, DOE, MAIDEN, UNKNOWN)
  name_type TEXT NOT NULL,
  first_name TEXT NOT NULL,
  middle_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  name_suffix TEXT NOT NULL,
  birth_date INTEGER,
  sex TEXT,
  -- how the first and the second part of the surname sound, with the first letter of the first name
  sound TEXT,
  second_sound TEXT,
  from_day INTEGER NOT NULL,
  to_day INTEGER
) STRICT;

CREATE TABLE person_record (
  record_no INTEGER PRIMARY KEY,
  system TEXT NOT NULL CHECK (system IN ('cws', 'calworks')),
  source_key TEXT NOT NULL,
  from_run INTEGER NOT NULL REFERENCES match_run,
  to_run INTEGER REFERENCES match_run,
  person_id INTEGER NOT NULL REFERENCES person
, from_update INTEGER NOT NULL DEFAULT 0, to_update INTEGER) STRICT;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  -- JSON
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER audit_event_in_order BEFORE INSERT ON audit_event
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit_event)
BEGIN SELECT RAISE(ABORT, 'audit_event has no gaps'); END;

CREATE TRIGGER audit_event_kept_delete BEFORE DELETE ON audit_event
BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END;

CREATE TRIGGER audit_event_kept_update BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END;

CREATE TRIGGER decision_event_in_order BEFORE INSERT ON decision_event
WHEN NEW.event_id <> (SELECT coalesce(max(event_id), 0) + 1 FROM decision_event)
BEGIN SELECT RAISE(ABORT, 'decision_event has no gaps'); END;

CREATE TRIGGER decision_event_kept_delete BEFORE DELETE ON decision_event
BEGIN SELECT RAISE(ABORT, 'decision_event is append-only'); END;

CREATE TRIGGER decision_event_kept_update BEFORE UPDATE ON decision_event
BEGIN SELECT RAISE(ABORT, 'decision_event is append-only'); END;

CREATE TRIGGER list_row_frozen BEFORE DELETE ON list_row
WHEN (SELECT state FROM list_run WHERE list_run_id = OLD.list_run_id) = 'published'
BEGIN SELECT RAISE(ABORT, 'a published list is frozen'); END;

CREATE TRIGGER list_row_frozen_insert BEFORE INSERT ON list_row
WHEN (SELECT state FROM list_run WHERE list_run_id = NEW.list_run_id) = 'published'
BEGIN SELECT RAISE(ABORT, 'a published list is frozen'); END;

CREATE TRIGGER list_row_frozen_update BEFORE UPDATE ON list_row
WHEN (SELECT state FROM list_run WHERE list_run_id = OLD.list_run_id) = 'published'
BEGIN SELECT RAISE(ABORT, 'a published list is frozen'); END;

CREATE TRIGGER list_run_frozen BEFORE DELETE ON list_run WHEN OLD.state = 'published'
BEGIN SELECT RAISE(ABORT, 'a published list is frozen'); END;

CREATE TRIGGER list_run_frozen_update BEFORE UPDATE ON list_run WHEN OLD.state = 'published'
BEGIN SELECT RAISE(ABORT, 'a published list is frozen'); END;

CREATE TRIGGER person_change_kept_delete BEFORE DELETE ON person_change
BEGIN SELECT RAISE(ABORT, 'person_change is append-only'); END;

CREATE TRIGGER person_change_kept_update BEFORE UPDATE ON person_change
BEGIN SELECT RAISE(ABORT, 'person_change is append-only'); END;

CREATE TRIGGER person_change_pair_kept_delete BEFORE DELETE ON person_change_pair
BEGIN SELECT RAISE(ABORT, 'person_change is append-only'); END;

CREATE TRIGGER person_change_pair_kept_update BEFORE UPDATE ON person_change_pair
BEGIN SELECT RAISE(ABORT, 'person_change is append-only'); END;

CREATE VIEW record_address AS
SELECT 'cws' AS system, client_key AS source_key, street, city, zip, phone,
  coalesce(address_confidential, 0) AS confidential, first_import, superseded_import
FROM cws_client WHERE street IS NOT NULL OR zip IS NOT NULL OR phone IS NOT NULL
UNION ALL
SELECT 'calworks', cwin, street, city, zip, phone, 0, first_import, superseded_import
FROM cw_person WHERE street IS NOT NULL OR zip IS NOT NULL OR phone IS NOT NULL;

CREATE VIEW record_participation AS
SELECT 'cws' AS system, client_key AS source_key, 'CWS-CASE' AS program, 'CHILD' AS role, '' AS status,
  start_date AS from_day, end_date AS to_day, case_key AS source_id, first_import, superseded_import,
  'cws_case' AS kind, last_import, NULL AS other_kind, NULL AS other_last_import
FROM cws_case
UNION ALL
SELECT 'cws', c.client_key,
  CASE s.component WHEN '1692' THEN 'CWS-ER' WHEN '1693' THEN 'CWS-FM' WHEN '1694' THEN 'CWS-FR'
    WHEN '1695' THEN 'CWS-PP' WHEN '6540' THEN 'CWS-ST' ELSE 'CWS' END,
  'CHILD', '', s.start_date, s.end_date, s.case_key, max(s.first_import, c.first_import), nullif(min(coalesce(s.superseded_import, 2147483647), coalesce(c.superseded_import, 2147483647)), 2147483647),
  'cws_component', s.last_import, 'cws_case', c.last_import
FROM cws_component s JOIN cws_case c ON c.case_key = s.case_key
UNION ALL
SELECT 'cws', client_key, 'CWS-PLAN', coalesce(plan_role, 'OTHER'), '', start_date, end_date, case_key, first_import,
  superseded_import, 'cws_participant', last_import, NULL, NULL
FROM cws_participant
UNION ALL
SELECT 'cws', client_key, 'CWS-REFERRAL', 'CLIENT', coalesce(disposition, ''), received_date, closed_date, referral_key,
  first_import, superseded_import, 'cws_referral', last_import, NULL, NULL
FROM cws_referral
UNION ALL
SELECT 'cws', client_key, 'CWS-PLACEMENT', 'CHILD', '', start_date, end_date, placement_key, first_import,
  superseded_import, 'cws_placement', last_import, NULL, NULL
FROM cws_placement
UNION ALL
-- mother of a case's child by birth: codes 247 and 252, and the other way round 196 and 291 (domain.md 3.6)
SELECT 'cws', m.client_key, 'CWS-CASE', 'BIRTH MOTHER', '', c.start_date, c.end_date, c.case_key, max(m.first_import, c.first_import),
  nullif(min(coalesce(m.superseded_import, 2147483647), coalesce(c.superseded_import, 2147483647)), 2147483647), 'cws_relationship', m.last_import, 'cws_case', c.last_import
FROM cws_relationship m JOIN cws_case c ON c.client_key = m.related_client_key
WHERE m.relationship IN ('247', '252')
UNION ALL
SELECT 'cws', m.related_client_key, 'CWS-CASE', 'BIRTH MOTHER', '', c.start_date, c.end_date, c.case_key,
  max(m.first_import, c.first_import), nullif(min(coalesce(m.superseded_import, 2147483647), coalesce(c.superseded_import, 2147483647)), 2147483647), 'cws_relationship', m.last_import, 'cws_case', c.last_import
FROM cws_relationship m JOIN cws_case c ON c.client_key = m.client_key
WHERE m.relationship IN ('196', '291')
UNION ALL
SELECT 'calworks', cwin, 'CALWORKS', coalesce(role, 'OTHER'),
  CASE WHEN aided = 1 THEN 'AIDED' WHEN in_household = 1 THEN 'IN HOUSEHOLD' ELSE 'NOT IN HOUSEHOLD' END,
  start_date, end_date, case_number, first_import, superseded_import, 'cw_member', last_import, NULL, NULL
FROM cw_member
UNION ALL
SELECT 'calworks', cwin, 'WTW', 'PARTICIPANT', status, start_date, end_date, cwin, first_import, superseded_import,
  'cw_wtw', last_import, NULL, NULL
FROM cw_wtw;
