import type { SourceSystem } from '../domain/extract.ts';
import {
  changedOtherNames,
  changedRecords,
  type ExternalId,
  type IndexedName,
  nameWriter,
  newForIndex,
  type RecordVersion,
} from '../store/indexedNames.ts';
import type { MatchRun } from '../store/matchRuns.ts';
import type { WriteStore } from '../store/store.ts';
import { soundKeys } from './soundKey.ts';

/**
 * Brings names and external ids up to a run's extracts: every value a record ever had, with the days from which and
 * until which it had it (domain.md 2.1: several CINs a person are normal, 2.3: ids are replaced). Only records with
 * something new are written again.
 */
export function updateNamesAndIds(store: WriteStore, run: MatchRun): void {
  const write = nameWriter(store);
  const news = newForIndex(store, run);
  for (const system of ['cws', 'calworks'] as const) {
    for (const portion of changedRecords(store, system, news[system])) {
      for (const versions of bySourceKey(portion)) {
        const [first] = versions;
        if (first!.firstImport <= news[system].after) write.forgetCurrent(system, first!.sourceKey);
        for (const name of namesOf(system, versions)) {
          write.name(name, soundKeys(name.firstName, name.lastName));
        }
        for (const id of idsOf(system, versions)) write.id(id);
      }
    }
  }
  for (const portion of changedOtherNames(store, news.otherNames)) {
    for (const names of bySourceKey(portion)) {
      write.forgetOther('cws', names[0]!.sourceKey);
      for (const other of names) {
        const name = { ...nameOf('cws', other), nameType: other.nameType, birthDate: null, sex: null };
        write.name(name, soundKeys(name.firstName, name.lastName));
      }
    }
  }
}

/** Neighbours with the same source key, together. */
function* bySourceKey<Row extends { readonly sourceKey: string }>(
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

type NamedRow = Pick<
  RecordVersion,
  'sourceKey' | 'firstName' | 'middleName' | 'lastName' | 'nameSuffix' | 'fromDay' | 'toDay'
>;

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
function namesOf(system: SourceSystem, versions: readonly RecordVersion[]): readonly IndexedName[] {
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
function idsOf(system: SourceSystem, versions: readonly RecordVersion[]): readonly ExternalId[] {
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
