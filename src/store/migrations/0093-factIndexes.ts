import type { Migration } from './migration.ts';

/**
 * Indexes that answer what a list asks first, whose case is whose, without reading the rows: who is on a plan, who is
 * related to whom, which referrals are not closed. Among hundreds of thousands of rows only few concern a list.
 */
export const factIndexes: Migration = {
  version: 93,
  name: 'fact indexes',
  sql: `
DROP INDEX cws_participant_by_key;
CREATE INDEX cws_participant_by_key
  ON cws_participant (case_key, client_key, start_date, first_import, last_import);
DROP INDEX cws_relationship_by_key;
CREATE INDEX cws_relationship_by_key
  ON cws_relationship (client_key, related_client_key, relationship, start_date, end_date, first_import, last_import);
CREATE INDEX cws_referral_by_end ON cws_referral (closed_date, client_key, received_date, first_import, last_import);
`,
};
