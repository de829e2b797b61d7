import type { Migration } from './migration.ts';

/**
 * Source files and their rows. One table an extract kind, its columns named as in `src/domain/extract.ts`.
 *
 * Rows are versions: `first_import` and `last_import` are the first and the last import of the kind in which exactly
 * this content stood, `superseded_import` the import that brought the same key with other content. While a row still
 * stands in the newest import of its kind, `last_import` is 2147483647, so that an unchanged month writes nothing. So
 * present in import I: first_import <= I <= last_import; current: superseded_import IS NULL;
 * as known at I: the newest version of the key with first_import <= I.
 * `content` is a hash of the row as it was read; the row itself is in `import_raw`, packed with its neighbours.
 * Keys are compared byte by byte (domain.md 2.4).
 */
export const importsAndExtracts: Migration = {
  version: 10,
  name: 'imports and extracts',
  sql: `
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
) STRICT;
CREATE INDEX import_by_kind ON import (kind, import_id);
CREATE INDEX import_by_month ON import (month, import_id);

-- rows as they were read, of the record ids first_record … last_record of the kind's table
CREATE TABLE import_raw (
  raw_id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import,
  kind TEXT NOT NULL,
  first_record INTEGER NOT NULL,
  last_record INTEGER NOT NULL,
  packed BLOB NOT NULL
) STRICT;
CREATE INDEX import_raw_by_record ON import_raw (kind, first_record);
CREATE INDEX import_raw_by_import ON import_raw (import_id);

CREATE TABLE import_finding (
  import_id INTEGER NOT NULL REFERENCES import,
  finding_no INTEGER NOT NULL,
  line INTEGER NOT NULL,
  column_name TEXT NOT NULL,
  value_class TEXT NOT NULL,
  code TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('rejected', 'blanked', 'noted')),
  reason TEXT NOT NULL,
  remedy TEXT NOT NULL,
  PRIMARY KEY (import_id, finding_no)
) STRICT, WITHOUT ROWID;

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
CREATE INDEX cws_client_by_key ON cws_client (client_key);

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
CREATE INDEX cws_other_name_by_key ON cws_other_name (client_key, name_type, first_name, middle_name, last_name, name_suffix);

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
CREATE INDEX cws_case_by_key ON cws_case (case_key);
CREATE INDEX cws_case_by_client ON cws_case (client_key);

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
CREATE INDEX cws_component_by_key ON cws_component (case_key, component, start_date);

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
CREATE INDEX cws_voluntary_by_key ON cws_voluntary (case_key, start_date);

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
CREATE INDEX cws_participant_by_key ON cws_participant (case_key, client_key, start_date);
CREATE INDEX cws_participant_by_client ON cws_participant (client_key);

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
CREATE INDEX cws_referral_by_key ON cws_referral (referral_key, client_key);
CREATE INDEX cws_referral_by_client ON cws_referral (client_key);

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
CREATE INDEX cws_placement_by_key ON cws_placement (placement_key);
CREATE INDEX cws_placement_by_client ON cws_placement (client_key);

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
CREATE INDEX cws_relationship_by_key ON cws_relationship (client_key, related_client_key, relationship);
CREATE INDEX cws_relationship_by_related_client ON cws_relationship (related_client_key);

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
CREATE INDEX cws_assignment_by_key ON cws_assignment (case_key, worker_id, assignment, start_date);

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
CREATE INDEX cw_person_by_key ON cw_person (cwin);

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
CREATE INDEX cw_case_by_key ON cw_case (case_number, status_date);

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
CREATE INDEX cw_member_by_key ON cw_member (case_number, person_number, start_date);
CREATE INDEX cw_member_by_cwin ON cw_member (cwin);

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
CREATE INDEX cw_wtw_by_key ON cw_wtw (cwin, status, start_date);

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
CREATE INDEX cw_clock_by_key ON cw_clock (cwin, as_of_date);

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
CREATE INDEX cw_homeless_by_key ON cw_homeless (case_number, basis, start_date);

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
CREATE INDEX cw_worker_by_key ON cw_worker (worker_id);
`,
};
