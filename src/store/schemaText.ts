import type { Database } from './driver.ts';

/** The schema as one text, in the order of names: what the committed snapshot holds. */
export function schemaText(db: Database): string {
  const parts = db
    .prepare<[], string>(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type, name",
    )
    .pluck()
    .all();
  const version = String(db.pragma('user_version', { simple: true }));
  return `-- schema ${version}\n\n${parts.map((sql) => `${sql};\n`).join('\n')}`;
}
