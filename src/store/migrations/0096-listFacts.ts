import type { Migration } from './migration.ts';

/**
 * What a month's lists ask about those who may be on them, beside each other: in the extracts' own tables it stands on
 * ten thousands of pages, each of which has to be decrypted. Made from these tables with each matching, and made again
 * by the next; where it does not answer, the tables do.
 */
export const listFacts: Migration = {
  version: 96,
  name: 'list facts',
  sql: `
-- of the month matched last alone; 'head' says of which imports and days
CREATE TABLE list_facts (
  part TEXT PRIMARY KEY,
  -- JSON
  facts TEXT NOT NULL
) STRICT;
`,
};
