import type { SourceSystem } from '../domain/extract.ts';
import type { ExternalId, IndexedName, OtherName, RecordVersion } from '../store/indexedNames.ts';

type NamedRow = Pick<
  RecordVersion,
  'sourceKey' | 'firstName' | 'middleName' | 'lastName' | 'nameSuffix' | 'fromDay' | 'toDay'
>;

/** A name with its days, from a row that holds one. */
const nameOf = (system: SourceSystem, row: NamedRow) => ({
  system,
  sourceKey: row.sourceKey,
  firstName: row.firstName ?? '',
  middleName: row.middleName ?? '',
  lastName: row.lastName ?? '',
  nameSuffix: row.nameSuffix ?? '',
  fromDay: row.fromDay,
  toDay: row.toDay,
});

/** The names of a record one after another; versions that differ only elsewhere run together. */
export function namesOf(system: SourceSystem, versions: readonly RecordVersion[]): readonly IndexedName[] {
  const names: IndexedName[] = [];
  for (const version of versions) {
    const { birthDate, sex } = version;
    const name: IndexedName = { ...nameOf(system, version), nameType: 'CURRENT', birthDate, sex };
    const last = names.at(-1);
    if (last !== undefined && last.toDay === name.fromDay && sameName(last, name)) {
      names[names.length - 1] = { ...last, toDay: name.toDay };
    } else names.push(name);
  }
  return names;
}

const sameName = (a: IndexedName, b: IndexedName): boolean =>
  a.firstName === b.firstName &&
  a.middleName === b.middleName &&
  a.lastName === b.lastName &&
  a.nameSuffix === b.nameSuffix &&
  a.birthDate === b.birthDate &&
  a.sex === b.sex;

/** The ids of a record with their days; an id that a later version no longer has is former. */
export function idsOf(system: SourceSystem, versions: readonly RecordVersion[]): readonly ExternalId[] {
  const ids = new Map<string, ExternalId>();
  for (const { sourceKey, ssn, cin, frozenCin, formerCwin, fromDay, toDay } of versions) {
    const carried = [
      { type: 'ssn', value: ssn, status: 'active' },
      { type: 'cin', value: cin, status: 'active' },
      { type: 'cin', value: frozenCin, status: 'frozen' },
      { type: 'cwin', value: formerCwin, status: 'former' },
    ] as const;
    for (const { type, value, status } of carried) {
      if (value === null) continue;
      const key = `${type} ${value}`;
      const known = ids.get(key);
      const ended = toDay !== null && status === 'active' ? 'former' : status;
      ids.set(key, {
        system,
        sourceKey,
        type,
        value,
        status: ended,
        fromDay: known?.fromDay ?? fromDay,
        toDay,
      });
    }
  }
  return [...ids.values()];
}

/** The other names of CWS clients as the index has them. */
export const otherNamesOf = (names: readonly OtherName[]): readonly IndexedName[] =>
  names.map((other) => ({
    ...nameOf('cws', other),
    nameType: other.nameType,
    birthDate: null,
    sex: null,
  }));

/** Neighbours with the same source key, together. */
export function* bySourceKey<Row extends { readonly sourceKey: string }>(
  rows: readonly Row[],
): Generator<readonly Row[]> {
  let from = 0;
  for (let to = 1; to <= rows.length; to++) {
    if (rows[to]?.sourceKey !== rows[from]?.sourceKey) {
      yield rows.slice(from, to);
      from = to;
    }
  }
}
