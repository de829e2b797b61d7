import type { Migration } from './migration.ts';

/**
 * A finding knows the row that it is about, and an import the column names of its file, so that rows can be shown as
 * they were read. Families are paged by their State ID.
 */
export const findingRecords: Migration = {
  version: 92,
  name: 'finding records',
  sql: `
ALTER TABLE import ADD COLUMN header TEXT;
ALTER TABLE import_finding ADD COLUMN record_id INTEGER;
CREATE INDEX cws_case_by_state_id ON cws_case (state_id) WHERE state_id IS NOT NULL;
CREATE INDEX cws_referral_by_state_id ON cws_referral (state_id) WHERE state_id IS NOT NULL;
`,
};
