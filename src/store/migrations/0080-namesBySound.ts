import type { Migration } from './migration.ts';

/**
 * The indexes of sounds hold what names are compared by, so that the thousands of names that sound like a common one
 * are read one after the other there, and only those that are shown are looked up in their tables.
 */
export const namesBySound: Migration = {
  version: 80,
  name: 'names by sound',
  sql: `
DROP INDEX person_name_by_sound;
CREATE INDEX person_name_by_sound ON person_name (sound, last_name, first_name, birth_date) WHERE sound IS NOT NULL;
DROP INDEX person_name_by_second_sound;
CREATE INDEX person_name_by_second_sound ON person_name (second_sound, last_name, first_name, birth_date)
  WHERE second_sound IS NOT NULL;
`,
};
