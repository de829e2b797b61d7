import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { extractKinds, type FieldType } from '../../src/domain/extract.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { schemaText } from '../../src/store/schemaText.ts';
import { testStore } from './testStore.ts';

const test = testStore();
afterAll(() => test.close());
const { db } = test.store;

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
}
const integers: ReadonlySet<FieldType> = new Set(['date', 'flag', 'integer', 'cents']);

describe('the schema', () => {
  it('is the committed snapshot (write it anew with LINKDESK_WRITE_SNAPSHOT=1 after adding a migration)', async () => {
    const snapshot = new URL('../../src/store/schema.snapshot.sql', import.meta.url);
    if (process.env['LINKDESK_WRITE_SNAPSHOT'] === '1') {
      const { writeFileSync } = await import('node:fs');
      writeFileSync(snapshot, schemaText(db));
    }
    expect(schemaText(db)).toBe(readFileSync(snapshot, 'utf8'));
  });

  it('has a table for every extract kind, with its fields', () => {
    for (const { kind, fields } of extractKinds) {
      const columns = db.pragma(`table_info(${kind})`) as readonly Column[];
      expect(columns.slice(5).map(({ name, type, notnull }) => ({ name, type, notnull }))).toEqual(
        fields.map(({ name, type, required }) => ({
          name,
          type: integers.has(type) ? 'INTEGER' : 'TEXT',
          notnull: required ? 1 : 0,
        })),
      );
    }
  });

  it('has an index that begins with the key of every extract kind', () => {
    for (const { kind, key } of extractKinds) {
      const columns = db.pragma(`index_info(${kind}_by_key)`) as readonly { name: string }[];
      expect(columns.slice(0, key.length).map(({ name }) => name)).toEqual(key);
    }
  });

  it('is numbered upwards', () => {
    const numbers = migrations.map(({ version }) => version);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  });

  it('keeps decisions, audit rows and published lists from being changed or taken away, by REPLACE too', () => {
    const audit = "INSERT OR REPLACE INTO audit_event VALUES (1, '', '', '', '', '', '', '')";
    expect(db.pragma('recursive_triggers', { simple: true })).toBe(1);
    db.exec(audit);
    expect(() => db.exec(audit)).toThrow(/append-only|no gaps/);
    expect(() => db.exec('UPDATE audit_event SET actor = 1')).toThrow('append-only');
    expect(() => db.exec('DELETE FROM audit_event')).toThrow('append-only');
    expect(() => db.exec(audit.replace('(1,', '(3,'))).toThrow('no gaps');
  });
});
