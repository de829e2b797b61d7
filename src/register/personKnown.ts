import { otherNameVersions, recordVersions } from '../store/indexedNames.ts';
import type { Knowledge } from '../store/knowledge.ts';
import type { RecordedIdentifier, RecordedName } from '../store/personView.ts';
import {
  addressesKnown,
  type KnownRecord,
  type Participation,
  participationKnown,
  type PersonAddress,
  recordsKnown,
} from '../store/recordsKnown.ts';
import type { ReadStore } from '../store/store.ts';
import { bySourceKey, idsOf, namesOf, otherNamesOf } from './versionsInTime.ts';

/** A person as the extracts and the index told of it up to a moment. */
export interface PersonKnown {
  readonly records: readonly KnownRecord[];
  /** Current ones first, child welfare before cash aid. */
  readonly names: readonly RecordedName[];
  /** Keys of the records first, then what they carry (domain.md 2.1, 2.3). */
  readonly identifiers: readonly RecordedIdentifier[];
  readonly addresses: readonly PersonAddress[];
  readonly participation: readonly Participation[];
}

/** Reads a person from the versions of its records that were known, never from what the index has now. */
export function personKnown(store: ReadStore, personId: number, known: Knowledge): PersonKnown {
  const records = recordsKnown(store, personId, known);
  const keysOf = (system: KnownRecord['system']): readonly string[] =>
    records.filter((record) => record.system === system).map(({ sourceKey }) => sourceKey);
  const names: RecordedName[] = [];
  const carried: RecordedIdentifier[] = [];
  for (const system of ['cws', 'calworks'] as const) {
    for (const versions of bySourceKey(recordVersions(store, system, keysOf(system), known.newestImport))) {
      names.push(...namesOf(system, versions));
      carried.push(...idsOf(system, versions));
    }
  }
  names.push(...otherNamesOf(otherNameVersions(store, keysOf('cws'), known.newestImport)));
  const keys = records.map(
    ({ system, sourceKey }): RecordedIdentifier => ({
      system,
      type: system === 'cws' ? 'cws_key' : 'cwin',
      value: sourceKey,
      status: 'active',
      fromDay: null,
      toDay: null,
    }),
  );
  return {
    records,
    names: names.sort(currentFirst),
    identifiers: [...keys.sort(bySystem), ...carried.sort(byType)],
    addresses: addressesKnown(store, records, known),
    participation: participationKnown(store, records, known),
  };
}

const rank = (...parts: readonly number[]): number => parts.find((part) => part !== 0) ?? 0;
const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const ended = ({ toDay }: { readonly toDay: number | null }): number => Number(toDay !== null);
const bySystem = (a: RecordedIdentifier, b: RecordedIdentifier): number =>
  rank(text(b.system, a.system), text(a.value, b.value));

const byType = (a: RecordedIdentifier, b: RecordedIdentifier): number =>
  rank(
    text(b.system, a.system),
    text(a.type, b.type),
    ended(a) - ended(b),
    (b.fromDay ?? 0) - (a.fromDay ?? 0),
    text(a.value, b.value),
  );

const currentFirst = (a: RecordedName, b: RecordedName): number =>
  rank(
    ended(a) - ended(b),
    Number(a.nameType !== 'CURRENT') - Number(b.nameType !== 'CURRENT'),
    text(b.system, a.system),
    b.fromDay - a.fromDay,
  );
