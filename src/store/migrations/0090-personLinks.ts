import { linksOfRecords } from '../personLinks.ts';
import type { Migration } from './migration.ts';

/**
 * Who is in both systems, beside each other: of 800,000 records of a large county 45,000, which every list starts from.
 * Made from `person_record`, and changed with it.
 */
export const personLinks: Migration = {
  version: 90,
  name: 'person links',
  sql: `
-- a CWS client and a CalWORKs person that are one person, since update from_update and until to_update
CREATE TABLE person_link (
  client_key TEXT NOT NULL,
  cwin TEXT NOT NULL,
  from_update INTEGER NOT NULL,
  to_update INTEGER,
  person_id INTEGER NOT NULL REFERENCES person
) STRICT;
CREATE INDEX person_link_by_client ON person_link (client_key);
CREATE INDEX person_link_by_cwin ON person_link (cwin);
${linksOfRecords};
`,
};
