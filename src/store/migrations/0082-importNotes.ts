import type { Migration } from './migration.ts';

/** What was worth knowing of an imported file as a whole, in sentences that name columns and counts, never a value. */
export const importNotes: Migration = {
  version: 82,
  name: 'import notes',
  sql: `
CREATE TABLE import_note (
  import_id INTEGER NOT NULL REFERENCES import,
  note_no INTEGER NOT NULL,
  code TEXT NOT NULL,
  sentence TEXT NOT NULL,
  PRIMARY KEY (import_id, note_no)
) STRICT, WITHOUT ROWID;
`,
};
