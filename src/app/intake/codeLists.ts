import type { CivilDay } from '../../domain/civilDate.ts';
import { extractKind } from '../../domain/extract.ts';
import { type KnownCodes, knownCodes } from '../../intake/knownCodes.ts';
import { type CodedColumn, codedColumns } from '../../intake/profiles/codedColumns.ts';
import type { Profile } from '../../intake/profiles/profile.ts';
import { blankWordIn, profileRows } from '../../intake/profiles/readProfile.ts';
import { suggestCode } from '../../intake/profiles/suggestCode.ts';
import { compileValueMap } from '../../intake/profiles/valueMap.ts';
import type { CodedField } from '../contract/intake.ts';
import { maskCell } from './previewSource.ts';
import { fieldLabel, profileReading } from './reading.ts';
import type { SourceFile } from './sourceFile.ts';

/** A column with more different values than this holds no codes, and its values may be people's. */
const mostCodes = 60;
const longestCode = 40;

/**
 * Every field of codes in a file: its code list, the values that stand in the whole file with how many rows hold
 * each, and what becomes of them on the day of the extract. What is not in the list is `unmapped`, with a suggestion
 * where something speaks for one. Values of a column that cannot be codes are counted and not shown; of SSNs there is
 * the list of placeholders alone.
 */
export async function codeLists(
  file: SourceFile,
  asOf: CivilDay,
  signal?: AbortSignal,
): Promise<CodedField[]> {
  const profile = profileReading(file);
  if (profile === undefined) return [];
  const columns = codedColumns(profile);
  const counts = await countValues(
    file,
    profile,
    new Set(columns.flatMap(({ field, source }) => (field.type === 'ssn' ? [] : [source.column]))),
    signal,
  );
  return columns.map((coded) =>
    codedField(profile, coded, counts.get(coded.source.column) ?? new Map(), asOf),
  );
}

type ValueCounts = Map<string, number>;

async function countValues(
  file: SourceFile,
  profile: Profile,
  columns: ReadonlySet<string>,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, ValueCounts>> {
  const counts = new Map<string, ValueCounts>([...columns].map((column) => [column, new Map()]));
  for await (const { header, rows } of profileRows(file.path, profile, file.inspection)) {
    signal?.throwIfAborted();
    const places = [...counts].map(([column, tally]) => ({ at: placeOf(header, column), tally }));
    for (const { at, tally } of places) {
      for (const cells of rows) {
        const value = (cells[at] ?? '').trim();
        if (value === '') continue;
        const known = tally.get(value);
        if (known !== undefined || tally.size <= mostCodes) tally.set(value, (known ?? 0) + 1);
      }
    }
  }
  return counts;
}

const placeOf = (header: readonly string[], column: string): number =>
  header.findIndex((name) => name.trim().toUpperCase() === column.toUpperCase());

function codedField(
  profile: Profile,
  { kind, field, source }: CodedColumn,
  counts: ValueCounts,
  asOf: CivilDay,
): CodedField {
  const flag = source.flag ?? profile.flag;
  const known = knownCodes(field, flag, asOf);
  const entries = profile.valueMaps[source.map ?? ''] ?? [];
  const blankWord = blankWordIn(profile, field, source);
  const map = compileValueMap(entries, asOf, blankWord);
  const tooMany = counts.size > mostCodes;
  const values = tooMany
    ? []
    : [...counts]
        .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
        .map(([value, count]) => {
          const becomes = map(value);
          if (blankWord?.(becomes) !== undefined) {
            return { value, count, becomes: '', state: 'blank' as const, suggestion: null };
          }
          const state = stateOf(value, becomes, known);
          const suggested =
            known === undefined || state !== 'unmapped'
              ? undefined
              : suggestCode(kind, field, known, value, flag);
          return {
            value: maskCell(value, undefined).slice(0, longestCode),
            count,
            becomes,
            state,
            suggestion: suggested ?? null,
          };
        });
  return {
    kind,
    kindTitle: extractKind(kind).title,
    field: field.name,
    label: fieldLabel(field.name),
    column: source.column,
    lists: field.type === 'ssn' ? 'placeholders' : 'codes',
    codes: (known?.codes ?? []).map((code) => ({ ...code })),
    hasList: known !== undefined,
    entries: entries.map((entry) => ({ since: null, until: null, ...entry })),
    values,
    tooMany,
    unmapped: values.reduce((sum, { state, count }) => (state === 'unmapped' ? sum + count : sum), 0),
  };
}

function stateOf(
  value: string,
  becomes: string,
  known: KnownCodes | undefined,
): Exclude<CodedField['values'][number]['state'], 'blank'> {
  if (becomes !== value) return becomes === '' || known?.knows(becomes) !== false ? 'mapped' : 'unmapped';
  return known?.knows(value) === false ? 'unmapped' : 'known';
}
