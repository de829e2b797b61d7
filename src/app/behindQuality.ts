import type { Month } from '../domain/month.ts';
import { personIdText } from '../register/personId.ts';
import { type StateIdFinding, stateIdFindingsAfter } from '../register/stateIds.ts';
import {
  columnFindingsPage,
  duplicatedPeoplePage,
  notIndexedPage,
  repeatedRowsPage,
  restrictedClients,
  sharedSsnPage,
} from '../store/behindQuality.ts';
import { newestImport } from '../store/imports.ts';
import { personOf } from '../store/persons.ts';
import type { ReadStore } from '../store/store.ts';
import type { BehindCount, BehindRow, SourceFinding } from './contract/intake.ts';
import { maskIdentifier } from './shownIdentifier.ts';

const pageSize = 100;
const titles = { cws: 'child welfare', calworks: 'CalWORKs' } as const;

export interface CountAsked {
  readonly month: Month;
  readonly check: BehindCount['check'];
  /** For `repeated`: which extract and which identifier. */
  readonly kind: 'cws_client' | 'cw_person' | null;
  readonly field: 'ssn' | 'cin' | null;
  /** `next` of the page before; empty for the first. */
  readonly after: string;
}

type ShownRow = Omit<BehindRow, 'id'>;

interface Found {
  /** Where the next page goes on; holds no SSN. */
  readonly at: string;
  /** Undefined for somebody sensitive or sealed, who is only counted (SCC-13). */
  readonly row: ShownRow | undefined;
}

/** What stands behind a count of the quality screen, a page at a time, identifiers masked; nobody by name. */
export function behindQuality(store: ReadStore, asked: CountAsked): BehindCount {
  const { found, more } = pageOf(store, asked);
  const rows = found.flatMap(({ at, row }) => (row === undefined ? [] : [{ id: at, ...row }]));
  return {
    check: asked.check,
    rows,
    withheld: found.length - rows.length,
    next: more ? found.at(-1)!.at : null,
  };
}

function pageOf(
  store: ReadStore,
  asked: CountAsked,
): { readonly found: readonly Found[]; readonly more: boolean } {
  switch (asked.check) {
    case 'duplicates':
      return cut(duplicates(store, asked.after));
    case 'shared_ssn':
      return cut(shared(store, asked.after));
    case 'not_indexed':
      return cut(notIndexed(store, asked.month, asked.after));
    case 'repeated':
      return cut(repeated(store, asked));
    default:
      return families(store, asked.month, asked.check, asked.after);
  }
}

const cut = (found: readonly Found[]): { readonly found: readonly Found[]; readonly more: boolean } => ({
  found: found.slice(0, pageSize),
  more: found.length > pageSize,
});

const people = (ids: readonly number[]): BehindRow['persons'] => [...new Set(ids)].map(personIdText);

function duplicates(store: ReadStore, after: string): readonly Found[] {
  const [id = '0', system = ''] = after.split(' ');
  return duplicatedPeoplePage(store, { personId: Number(id), system }, pageSize + 1).map((one) => ({
    at: `${one.personId} ${one.system}`,
    row:
      one.open === 1
        ? {
            title: `${one.records} records in ${titles[one.system]}`,
            words: 'One person in the index',
            persons: people([one.personId]),
          }
        : undefined,
  }));
}

function shared(store: ReadStore, after: string): readonly Found[] {
  const byPerson = Map.groupBy(
    sharedSsnPage(store, Number(after || '0'), pageSize + 1),
    (row) => row.personId,
  );
  return [...byPerson].map(([personId, rows]) => {
    const others = rows.filter(({ otherOpen }) => otherOpen === 1).map(({ otherId }) => otherId);
    const hidden = new Set(rows.filter(({ otherOpen }) => otherOpen === 0).map(({ otherId }) => otherId))
      .size;
    const ssns = [...new Set(rows.map(({ ssn }) => maskIdentifier('ssn', ssn)))].join(', ');
    return {
      at: String(personId),
      row:
        rows[0]!.open === 1
          ? {
              title: `SSN ${ssns}`,
              words: hidden === 0 ? '' : `${hidden} more, sensitive or sealed, not shown`,
              persons: people([personId, ...others]),
            }
          : undefined,
    };
  });
}

const notIndexed = (store: ReadStore, month: Month, after: string): readonly Found[] =>
  notIndexedPage(store, month, after, pageSize + 1).map(({ cwin, caseNumber }) => ({
    at: cwin,
    row: { title: `CWIN ${cwin}`, words: `Case ${caseNumber}`, persons: [] },
  }));

function repeated(store: ReadStore, { month, kind, field, after }: CountAsked): readonly Found[] {
  const record = kind === null ? undefined : newestImport(store, kind, month);
  if (kind === null || field === null || record === undefined) return [];
  const rows = repeatedRowsPage(
    store,
    { kind, importId: record.importId },
    field,
    Number(after || '0'),
    pageSize + 1,
  );
  return rows.map(({ recordId, sourceKey, value, personId, open }) => ({
    at: String(recordId),
    row:
      open === 1
        ? {
            title: `${field.toUpperCase()} ${maskIdentifier(field, value)}`,
            words: `${kind === 'cws_client' ? 'CWS key' : 'CWIN'} ${sourceKey}`,
            persons: personId === null ? [] : people([personId]),
          }
        : undefined,
  }));
}

function families(
  store: ReadStore,
  month: Month,
  problem: StateIdFinding['problem'],
  after: string,
): { readonly found: readonly Found[]; readonly more: boolean } {
  return cut(
    stateIdFindingsAfter(store, month, problem, { after, limit: pageSize + 1 }).map((one) => ({
      at: one.stateId,
      row: familyRow(store, one),
    })),
  );
}

function familyRow(store: ReadStore, family: StateIdFinding): ShownRow | undefined {
  const { stateId, children, motherKeys, mothers } = family;
  if (restrictedClients(store, [...children, ...motherKeys]).size > 0) return undefined;
  const indexed = children.flatMap((key) => personOf(store, 'cws', key) ?? []);
  const child = `${children.length} ${children.length === 1 ? 'child' : 'children'}`;
  return {
    title: `State ID ${stateId}`,
    words: `${child}: CWS key ${children.join(', ')}. ${mothers.length === 0 ? 'No birth mother recorded' : `Birth mother ${mothers.join(', ')}`}.`,
    persons: [...mothers.filter((id) => id.startsWith('P-')), ...people(indexed)],
  };
}

/** The findings behind a count of invalid or suspicious values in an import, by line of its file; never the value. */
export function columnFindings(
  store: ReadStore,
  asked: {
    readonly importId: number;
    readonly column: string;
    readonly which: 'invalid' | 'suspicious';
    readonly after: number;
  },
): { readonly rows: SourceFinding[]; readonly next: number | null } {
  const found = columnFindingsPage(store, { ...asked, limit: pageSize + 1 });
  const page = found.slice(0, pageSize);
  return {
    rows: page.map(({ number: _number, recordId: _row, ...finding }) => finding),
    next: found.length > pageSize ? page.at(-1)!.number : null,
  };
}
