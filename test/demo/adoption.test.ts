import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readRows, readTable, writeCounty } from './readCounty.ts';

it('seals the record of an adopted child and starts another that is never paired with it', async () => {
  const folder = await writeCounty({ months: 1, scale: 0.6, rates: { adoptionPair: 1 } });
  const month = '2026-09';
  const named = new Set(
    readTable(join(folder, 'truth.csv'))
      .filter((row) => row['named_case'] !== '')
      .map((row) => row['source_key']),
  );
  const clients = readRows(folder, month, 'cws_client').filter((row) => !named.has(row['client_key']));
  const adoptive = new Set(
    readRows(folder, month, 'cws_relationship')
      .filter((row) => row['relationship'] === '245' || row['relationship'] === '250')
      .map((row) => row['related_client_key']),
  );
  const sealed = clients.filter((row) => row['sealed'] === 'Y');
  const renamed = clients.filter((row) => adoptive.has(row['client_key']));
  expect(sealed.length).toBeGreaterThan(3);
  expect(renamed.length).toBeGreaterThan(1);
  expect(sealed.every((row) => row['sensitivity'] === 'R' && row['adoption_status'] === 'T')).toBe(true);
  const before = new Map(clients.map((row) => [`${row['cin']}`, row]));
  expect(renamed.filter((row) => row['cin'] !== '' && before.get(row['cin']!) !== row)).toEqual([]);

  const pairs = new Set(
    readTable(join(folder, `truth-pairs-${month}.csv`)).map((pair) => pair['client_key']),
  );
  const persons = new Set(readTable(join(folder, 'truth.csv')).map((row) => row['person_id']));
  expect(persons.size).toBeGreaterThan(1_000);
  expect(renamed.some((row) => pairs.has(row['client_key']))).toBe(true);
  rmSync(folder, { recursive: true });
}, 120_000);
