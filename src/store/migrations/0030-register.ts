import type { Migration } from './migration.ts';

/**
 * Common client index: who is who under permanent ids, and by which names and ids a person is known in either system
 * (domain.md 7.1, SLO-10, SLO-12). Addresses and programs are views over the extracts, so they are always what the
 * extracts say. All of it can be rebuilt from imports, runs and decisions.
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
  -- sealed and sensitive records stay among their own kind (domain.md 3.3)
  partition TEXT NOT NULL CHECK (partition IN ('open', 'sensitive', 'sealed')),
  created_run INTEGER NOT NULL REFERENCES match_run
) STRICT;
CREATE INDEX person_forwarded ON person (forwarded_to) WHERE forwarded_to IS NOT NULL;

-- source records of a person: a CWS client key or a CWIN; to_run is the run that took the record away
CREATE TABLE person_record (
  record_no INTEGER PRIMARY KEY,
  system TEXT NOT NULL CHECK (system IN ('cws', 'calworks')),
  source_key TEXT NOT NULL,
  from_run INTEGER NOT NULL REFERENCES match_run,
  to_run INTEGER REFERENCES match_run,
  person_id INTEGER NOT NULL REFERENCES person
) STRICT;
CREATE INDEX person_record_by_person ON person_record (person_id);
CREATE INDEX person_record_former ON person_record (system, source_key) WHERE to_run IS NOT NULL;
CREATE UNIQUE INDEX person_record_current ON person_record (system, source_key) WHERE to_run IS NULL;

-- each time the index was brought up to a run and the decisions so far, so that it can be rebuilt step by step
CREATE TABLE index_update (
  update_id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES match_run,
  last_decision INTEGER NOT NULL
) STRICT;

-- ids that the records carry besides their own; whose they are is in person_record
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
CREATE INDEX external_id_by_value ON external_id (type, value);

-- names of the records; whose they are is in person_record
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
CREATE INDEX person_name_by_source ON person_name (system, source_key);
CREATE INDEX person_name_by_sound ON person_name (sound) WHERE sound IS NOT NULL;
CREATE INDEX person_name_by_second_sound ON person_name (second_sound) WHERE second_sound IS NOT NULL;
CREATE INDEX person_name_by_birth ON person_name (birth_date) WHERE birth_date IS NOT NULL;

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
) STRICT;
CREATE INDEX person_event_by_person ON person_event (person_id);
CREATE INDEX person_event_by_other ON person_event (other_person) WHERE other_person IS NOT NULL;

-- every address a person had, by the extracts
CREATE VIEW person_address AS
SELECT r.person_id, r.system, r.source_key, s.street, s.city, s.zip, s.phone, s.confidential,
  first.as_of AS from_day, last.as_of AS to_day
FROM person_record r
JOIN (
  SELECT 'cws' AS system, client_key AS source_key, street, city, zip, phone,
    coalesce(address_confidential, 0) AS confidential, first_import, superseded_import
  FROM cws_client
  UNION ALL
  SELECT 'calworks', cwin, street, city, zip, phone, 0, first_import, superseded_import FROM cw_person
) s ON s.system = r.system AND s.source_key = r.source_key
JOIN import first ON first.import_id = s.first_import
LEFT JOIN import last ON last.import_id = s.superseded_import
WHERE r.to_run IS NULL AND (s.street IS NOT NULL OR s.zip IS NOT NULL OR s.phone IS NOT NULL);

-- every program a person takes part in, whichever system it comes from; half-open days (SLO-12)
CREATE VIEW participation AS
SELECT r.person_id, r.system, r.source_key, p.program, p.role, p.status, p.from_day, p.to_day, p.source_id
FROM person_record r
JOIN (
  SELECT 'cws' AS system, client_key AS source_key, 'CWS-CASE' AS program, 'CHILD' AS role, '' AS status,
    start_date AS from_day, end_date AS to_day, case_key AS source_id
  FROM cws_case WHERE superseded_import IS NULL
  UNION ALL
  SELECT 'cws', c.client_key,
    CASE s.component WHEN '1692' THEN 'CWS-ER' WHEN '1693' THEN 'CWS-FM' WHEN '1694' THEN 'CWS-FR'
      WHEN '1695' THEN 'CWS-PP' WHEN '6540' THEN 'CWS-ST' ELSE 'CWS' END,
    'CHILD', '', s.start_date, s.end_date, s.case_key
  FROM cws_component s JOIN cws_case c ON c.case_key = s.case_key AND c.superseded_import IS NULL
  WHERE s.superseded_import IS NULL
  UNION ALL
  SELECT 'cws', client_key, 'CWS-PLAN', coalesce(plan_role, 'OTHER'), '', start_date, end_date, case_key
  FROM cws_participant WHERE superseded_import IS NULL
  UNION ALL
  SELECT 'cws', client_key, 'CWS-REFERRAL', 'CLIENT', coalesce(disposition, ''), received_date, closed_date, referral_key
  FROM cws_referral WHERE superseded_import IS NULL
  UNION ALL
  SELECT 'cws', client_key, 'CWS-PLACEMENT', 'CHILD', '', start_date, end_date, placement_key
  FROM cws_placement WHERE superseded_import IS NULL
  UNION ALL
  -- mother of a case's child by birth: codes 247 and 252, and the other way round 196 and 291 (domain.md 3.6)
  SELECT 'cws', m.client_key, 'CWS-CASE', 'BIRTH MOTHER', '', c.start_date, c.end_date, c.case_key
  FROM cws_relationship m JOIN cws_case c ON c.client_key = m.related_client_key AND c.superseded_import IS NULL
  WHERE m.superseded_import IS NULL AND m.relationship IN ('247', '252')
  UNION ALL
  SELECT 'cws', m.related_client_key, 'CWS-CASE', 'BIRTH MOTHER', '', c.start_date, c.end_date, c.case_key
  FROM cws_relationship m JOIN cws_case c ON c.client_key = m.client_key AND c.superseded_import IS NULL
  WHERE m.superseded_import IS NULL AND m.relationship IN ('196', '291')
  UNION ALL
  SELECT 'calworks', cwin, 'CALWORKS', coalesce(role, 'OTHER'),
    CASE WHEN aided = 1 THEN 'AIDED' WHEN in_household = 1 THEN 'IN HOUSEHOLD' ELSE 'NOT IN HOUSEHOLD' END,
    start_date, end_date, case_number
  FROM cw_member WHERE superseded_import IS NULL
  UNION ALL
  SELECT 'calworks', cwin, 'WTW', 'PARTICIPANT', status, start_date, end_date, cwin
  FROM cw_wtw WHERE superseded_import IS NULL
) p ON p.system = r.system AND p.source_key = r.source_key
WHERE r.to_run IS NULL;
`,
};
