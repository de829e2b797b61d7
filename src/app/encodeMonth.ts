import { isoDate } from '../domain/civilDate.ts';
import { type ExtractKindName, extractKind } from '../domain/extract.ts';
import {
  type EncodedRecords,
  FLAG_ADOPTED,
  FLAG_ESTIMATED_DOB,
  FLAG_SEALED,
} from '../linkage/encode/encodedRecords.ts';
import { type FieldSpec, RecordBuilder } from '../linkage/encode/recordBuilder.ts';
import { type ExtractValues, rowsInImport } from '../store/extractRows.ts';
import type { ReadStore } from '../store/store.ts';

/** The imports whose people are compared. */
export interface MatchSources {
  readonly clients: number;
  readonly persons: number;
  /** CWS other names, when the month has that extract. */
  readonly otherNames: number | undefined;
}

type OtherName = { readonly first: string; readonly last: string };

/** What the two systems both know of a person, by extract field and by role in the comparison. */
const evidence: readonly (FieldSpec & { readonly birthDate?: true })[] = [
  { name: 'last_name', role: 'last_name' },
  { name: 'first_name', role: 'first_name' },
  { name: 'middle_name', role: 'middle_name' },
  { name: 'name_suffix', role: 'suffix' },
  { name: 'birth_date', role: 'dob', birthDate: true },
  { name: 'sex', role: 'sex' },
  { name: 'ssn', role: 'ssn' },
  { name: 'cin', role: 'cin' },
  { name: 'street', role: 'street' },
  { name: 'zip', role: 'zip' },
  { name: 'phone', role: 'phone' },
];

/**
 * The people of a month's two extracts, encoded for the engine: CWS clients left, CalWORKs persons right, each under
 * its own system's id. CWS other names go along as alias names; sealed and adopted records carry their flags
 * (domain.md 3.3, 7.3).
 */
export function encodeMonth(store: ReadStore, sources: MatchSources): EncodedRecords {
  const builder = new RecordBuilder(evidence, 'link');
  const otherNames =
    sources.otherNames === undefined
      ? new Map<string, OtherName[]>()
      : namesByClient(store, sources.otherNames);

  const client = reader('cws_client');
  for (const row of rowsInImport(store, 'cws_client', sources.clients)) {
    const key = client.text(row, 'client_key');
    const names = otherNames.get(key);
    builder.add(key, client.cells(row), isoOrder, {
      flags: clientFlags(client, row),
      ...(names === undefined ? {} : { otherNames: names }),
    });
  }
  builder.startRight();
  const person = reader('cw_person');
  for (const row of rowsInImport(store, 'cw_person', sources.persons)) {
    builder.add(person.text(row, 'cwin'), person.cells(row), isoOrder);
  }
  return builder.finish();
}

const isoOrder = 'YYYY-MM-DD';

interface Reader {
  text(row: ExtractValues, field: string): string;
  cells(row: ExtractValues): readonly string[];
}

/** Reads a kind's fields by name from rows of values. */
function reader(kind: ExtractKindName): Reader {
  const places = new Map(extractKind(kind).fields.map((field, index) => [field.name, index + 1]));
  const text = (row: ExtractValues, field: string): string => {
    const value = row[places.get(field)!];
    return value === null || value === undefined ? '' : String(value);
  };
  return {
    text,
    cells: (row) =>
      evidence.map(({ name, birthDate }) => {
        const value = text(row, name);
        return birthDate === true && value !== '' ? isoDate(Number(value)) : value;
      }),
  };
}

function clientFlags(client: Reader, row: ExtractValues): number {
  const is = (field: string, ...values: readonly string[]) => values.includes(client.text(row, field));
  return (
    (is('sealed', '1') || is('sensitivity', 'R') ? FLAG_SEALED : 0) |
    (client.text(row, 'adoption_status') === '' || is('adoption_status', 'N') ? 0 : FLAG_ADOPTED) |
    (is('birth_date_basis', 'Y', 'U') ? FLAG_ESTIMATED_DOB : 0)
  );
}

function namesByClient(store: ReadStore, importId: number): ReadonlyMap<string, readonly OtherName[]> {
  const names = new Map<string, OtherName[]>();
  const name = reader('cws_other_name');
  for (const row of rowsInImport(store, 'cws_other_name', importId)) {
    const other = { first: name.text(row, 'first_name'), last: name.text(row, 'last_name') };
    if (other.last === '') continue;
    const key = name.text(row, 'client_key');
    const known = names.get(key);
    if (known === undefined) names.set(key, [other]);
    else known.push(other);
  }
  return names;
}
