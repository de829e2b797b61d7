import { isoDate } from '../domain/civilDate.ts';
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
const evidence: readonly FieldSpec[] = [
  { name: 'last_name', role: 'last_name' },
  { name: 'first_name', role: 'first_name' },
  { name: 'middle_name', role: 'middle_name' },
  { name: 'name_suffix', role: 'suffix' },
  { name: 'birth_date', role: 'dob' },
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
  const cases = personCases(store, sources.families);
  for (const row of rowsInImport(store, 'cw_person', sources.persons, ['cwin', ...evidenceFields])) {
    const cwin = textOf(row[0]);
    builder.add(cwin, cellsOf(row, 1), isoOrder, { households: cases.get(cwin) ?? [] });
  }
  builder.startRight();

  const otherNames = sources.otherNames === undefined ? noNames : namesByClient(store, sources.otherNames);
  const families = clientFamilies(store, sources.families);
  const keptApart = new Set<string>();
  let sealed = 0;
  for (const row of rowsInImport(store, 'cws_client', sources.clients, [
    ...clientFields,
    ...evidenceFields,
  ])) {
    const [key, sensitivity, isSealed, adoption, basis] = row.slice(0, clientFields.length).map(textOf);
    if (sensitivity === 'R' || isSealed === '1') {
      sealed += 1;
      continue;
    }
    const flags =
      (adoption === '' || adoption === 'N' ? 0 : FLAG_ADOPTED) |
      (basis === 'Y' || basis === 'U' ? FLAG_ESTIMATED_DOB : 0);
    if (sensitivity === 'S' || (flags & FLAG_ADOPTED) !== 0) keptApart.add(key!);
    const names = otherNames.get(key!);
    builder.add(key!, cellsOf(row, clientFields.length), isoOrder, {
      flags,
      households: families.get(key!) ?? [],
      ...(names === undefined ? {} : { otherNames: names }),
    });
  }
  return { records: builder.finish(), keptApart, sealed };
}

const noNames: ReadonlyMap<string, readonly OtherName[]> = new Map();
const isoOrder = 'YMD';

const evidenceFields = evidence.map(({ name }) => name);
const birthDate = evidence.findIndex(({ role }) => role === 'dob');
/** What is looked at of a client beside the evidence. */
const clientFields = ['client_key', 'sensitivity', 'sealed', 'adoption_status', 'birth_date_basis'];

const textOf = (value: ExtractValues[number] | undefined): string =>
  value === null || value === undefined ? '' : String(value);

/** The evidence of a row, whose fields begin at a place, as cells. */
function cellsOf(row: ExtractValues, from: number): readonly string[] {
  const cells: string[] = [];
  for (let i = 0; i < evidence.length; i++) {
    const value = row[from + i];
    cells.push(i === birthDate && typeof value === 'number' ? isoDate(value) : textOf(value));
  }
  return cells;
}

function namesByClient(store: ReadStore, importId: number): ReadonlyMap<string, readonly OtherName[]> {
  const names = new Map<string, OtherName[]>();
  for (const row of rowsInImport(store, 'cws_other_name', importId, [
    'client_key',
    'first_name',
    'last_name',
  ])) {
    const [key, first, last] = row.map(textOf);
    if (last === '') continue;
    const other = { first: first!, last: last! };
    const known = names.get(key!);
    if (known === undefined) names.set(key!, [other]);
    else known.push(other);
  }
  return names;
}
