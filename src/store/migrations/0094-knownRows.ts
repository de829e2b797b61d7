import type { Migration } from './migration.ts';

/**
 * By what the rows of a kind's newest import are known again, so that the next import need not read every row for it.
 * Made from the rows and made again from them where it is missing: an import that is undone takes it away.
 */
export const knownRowsKept: Migration = {
  version: 94,
  name: 'known rows',
  sql: `
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
`,
};
