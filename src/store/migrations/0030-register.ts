import type { Migration } from './migration.ts';

/**
 * Common client index: who is who, under permanent ids, with every name, address, id and program a person has in
 * either system (domain.md 7.1, SLO-10, SLO-12). All of it can be rebuilt from imports, runs and decisions.
 */
export const register: Migration = {
  version: 30,
  name: 'register',
  sql: `
CREATE TABLE person (
  -- shown as P-000123, never used again for somebody else
  person_id INTEGER PRIMARY KEY,
  -- the person this id was merged into; NULL = the id is in use
  forwarded_to INTEGER REFERENCES person,
  -- sealed, adoption and sensitive records stay among their own kind (domain.md 3.3)
  partition TEXT NOT NULL CHECK (partition IN ('open', 'sensitive', 'sealed')),
  created_run INTEGER NOT NULL REFERENCES match_run
) STRICT;
CREATE INDEX person_forwarded ON person (forwarded_to) WHERE forwarded_to IS NOT NULL;

-- source records of a person: a CWS client key or a CWIN; to_run is the run that took the record away
CREATE TABLE person_record (
  system TEXT NOT NULL CHECK (system IN ('cws', 'calworks')),
  source_key TEXT NOT NULL,
  from_run INTEGER NOT NULL REFERENCES match_run,
  to_run INTEGER REFERENCES match_run,
  person_id INTEGER NOT NULL REFERENCES person,
  PRIMARY KEY (system, source_key, from_run)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_record_by_person ON person_record (person_id);
CREATE UNIQUE INDEX person_record_current ON person_record (system, source_key) WHERE to_run IS NULL;

CREATE TABLE external_id (
  person_id INTEGER NOT NULL REFERENCES person,
  system TEXT NOT NULL,
  -- cws_key, cwin, cin, ssn, county_id, state_id
  type TEXT NOT NULL,
  value TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'frozen', 'former')),
  source_key TEXT NOT NULL,
  -- civil days of the extracts that first and last had it; to_day NULL = still there
  from_day INTEGER NOT NULL,
  to_day INTEGER,
  PRIMARY KEY (person_id, system, type, value, source_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX external_id_by_value ON external_id (type, value);

CREATE TABLE person_name (
  person_id INTEGER NOT NULL REFERENCES person,
  system TEXT NOT NULL,
  source_key TEXT NOT NULL,
  -- current, former, or a CWS other-name type (LEGAL, AKA, DOE, MAIDEN, UNKNOWN)
  name_type TEXT NOT NULL,
  first_name TEXT NOT NULL,
  middle_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  name_suffix TEXT NOT NULL,
  birth_date INTEGER,
  sex TEXT,
  -- sound of the surname and first letter of the first name, for finding misspelt names
  sound_key TEXT NOT NULL,
  from_day INTEGER NOT NULL,
  to_day INTEGER
) STRICT;
CREATE INDEX person_name_by_person ON person_name (person_id);
CREATE INDEX person_name_by_source ON person_name (system, source_key);
CREATE INDEX person_name_by_sound ON person_name (sound_key);
CREATE INDEX person_name_by_birth ON person_name (birth_date);

CREATE TABLE person_address (
  person_id INTEGER NOT NULL REFERENCES person,
  system TEXT NOT NULL,
  source_key TEXT NOT NULL,
  street TEXT NOT NULL,
  city TEXT NOT NULL,
  zip TEXT NOT NULL,
  phone TEXT NOT NULL,
  confidential INTEGER NOT NULL,
  from_day INTEGER NOT NULL,
  to_day INTEGER
) STRICT;
CREATE INDEX person_address_by_person ON person_address (person_id);
CREATE INDEX person_address_by_source ON person_address (system, source_key);

CREATE TABLE participation (
  person_id INTEGER NOT NULL REFERENCES person,
  system TEXT NOT NULL,
  source_key TEXT NOT NULL,
  -- CWS-REFERRAL, CWS-ER, CWS-FM, CWS-FR, CWS-PP, CWS-ST, CWS-CASE, CALWORKS, WTW
  program TEXT NOT NULL,
  -- CHILD, BIRTH MOTHER, PARENT, CARETAKER RELATIVE, AIDED, IN HOUSEHOLD …
  role TEXT NOT NULL,
  from_day INTEGER NOT NULL,
  -- half-open; NULL = still open
  to_day INTEGER,
  -- case key, referral key or case number
  source_id TEXT NOT NULL
) STRICT;
CREATE INDEX participation_by_person ON participation (person_id);
CREATE INDEX participation_by_source ON participation (system, source_key);

CREATE TABLE person_event (
  event_id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES match_run,
  kind TEXT NOT NULL CHECK (kind IN ('created', 'joined', 'left', 'merged', 'split', 'undone')),
  person_id INTEGER NOT NULL REFERENCES person,
  -- merged: the id that now forwards to person_id; split and left: where the record went or came from
  other_person INTEGER REFERENCES person,
  system TEXT,
  source_key TEXT,
  -- the merge or split that an undone event takes back
  target INTEGER REFERENCES person_event
) STRICT;
CREATE INDEX person_event_by_person ON person_event (person_id);
CREATE INDEX person_event_by_run ON person_event (run_id, kind);
CREATE TRIGGER person_event_kept_update BEFORE UPDATE ON person_event
BEGIN SELECT RAISE(ABORT, 'person_event is append-only'); END;
`,
};
