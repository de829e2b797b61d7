import { isoDate } from '../domain/civilDate.ts';
import { type ExtractKindName, extractKind } from '../domain/extract.ts';
import { type EncodedRecords, FLAG_ADOPTED, FLAG_ESTIMATED_DOB } from '../linkage/encode/encodedRecords.ts';
import { type FieldSpec, RecordBuilder } from '../linkage/encode/recordBuilder.ts';
import { type ExtractValues, rowsInImport } from '../store/extractRows.ts';
import type { ReadStore } from '../store/store.ts';
import { clientFamilies, type FamilySources, personCases } from './monthHouseholds.ts';

/** The imports whose people are compared. */
export interface MatchSources {
  readonly clients: number;
  readonly persons: number;
  /** CWS other names, when the month has that extract. */
  readonly otherNames: number | undefined;
  /** What says who belongs together, as far as the month has it. */
  readonly families: FamilySources;
}

export interface EncodedMonth {
  readonly records: EncodedRecords;
  /** Keys of sensitive and adopted clients, whose pairs only the restricted queue shows (SCC-13). */
  readonly keptApart: ReadonlySet<string>;
  /** Clients left out because their records are sealed. */
  readonly sealed: number;
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
 * The people of a month's two extracts, encoded for the engine: CalWORKs persons left, CWS clients right, each under
 * its own system's id. So with `one_to_many` every client goes to at most one person, while a person may have several
 * client records, because child welfare has more duplicates than one in fifty (domain.md 6.2).
 * CWS other names go along as alias names, cases and families as households; adopted and estimated records carry their flags. Sealed clients are left
 * out (domain.md 3.3); `sealed` says how many.
 */
export function encodeMonth(store: ReadStore, sources: MatchSources): EncodedMonth {
  const builder = new RecordBuilder(evidence, 'link');
  const person = reader('cw_person');
  const cases = personCases(store, sources.families);
  for (const row of rowsInImport(store, 'cw_person', sources.persons)) {
    const cwin = person.text(row, 'cwin');
    builder.add(cwin, person.cells(row), isoOrder, { households: cases.get(cwin) ?? [] });
  }
  builder.startRight();

  const otherNames = sources.otherNames === undefined ? noNames : namesByClient(store, sources.otherNames);
  const families = clientFamilies(store, sources.families);
  const client = reader('cws_client');
  const keptApart = new Set<string>();
  let sealed = 0;
  for (const row of rowsInImport(store, 'cws_client', sources.clients)) {
    const key = client.text(row, 'client_key');
    const sensitivity = client.text(row, 'sensitivity');
    if (sensitivity === 'R' || client.text(row, 'sealed') === '1') {
      sealed += 1;
      continue;
    }
    const flags = clientFlags(client, row);
    if (sensitivity === 'S' || (flags & FLAG_ADOPTED) !== 0) keptApart.add(key);
    const names = otherNames.get(key);
    builder.add(key, client.cells(row), isoOrder, {
      flags,
      households: families.get(key) ?? [],
      ...(names === undefined ? {} : { otherNames: names }),
    });
  }
  return { records: builder.finish(), keptApart, sealed };
}

const noNames: ReadonlyMap<string, readonly OtherName[]> = new Map();
const isoOrder = 'YMD';

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
