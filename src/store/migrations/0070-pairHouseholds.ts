import type { Migration } from './migration.ts';

/** What the households of a pair said, as part of its weight. */
export const pairHouseholds: Migration = {
  version: 70,
  name: 'pair households',
  sql: `
-- bits of the weight that households added; 0: they said nothing
ALTER TABLE match_pair ADD COLUMN household REAL NOT NULL DEFAULT 0;
-- level of the household support plus one; 0: not known
ALTER TABLE match_pair ADD COLUMN support INTEGER NOT NULL DEFAULT 0;
`,
};
