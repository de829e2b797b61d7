import type { CodedField } from '../../../../src/app/contract/intake.ts';

type Entry = CodedField['entries'][number];

/** A line of a code list as it is edited: a value of the file, an entry of the list, or both. */
export interface CodeRow {
  readonly from: string;
  /** Rows of the file that hold the value */
  readonly count: number;
  /** What it becomes; null: it stays as it stands; empty: it is not recorded */
  readonly to: string | null;
  readonly since: string;
  readonly until: string;
  /** Why this is suggested, before anybody has agreed */
  readonly reason: string;
  /** A word that the profile reads as blank */
  readonly blank: boolean;
}

const same = (a: string, b: string): boolean => a.trim().toUpperCase() === b.trim().toUpperCase();

/**
 * The lines of a field's code list: what is in no list first, with its suggestion filled in, then by how often it
 * stands in the file, then entries whose value the file does not hold.
 */
export function codeRows({ values, entries }: CodedField): readonly CodeRow[] {
  const fromFile = values.flatMap(({ value, count, state, suggestion }) => {
    const own = entries.filter(({ from }) => same(from, value));
    if (own.length > 0) return own.map((entry) => rowOf(entry, count));
    const row: CodeRow = {
      from: value,
      count,
      to: suggestion?.to ?? null,
      since: '',
      until: '',
      reason: suggestion?.reason ?? (state === 'unmapped' ? 'in no list' : ''),
      blank: state === 'blank',
    };
    return [row];
  });
  const unseen = entries.filter(({ from }) => !values.some(({ value }) => same(value, from)));
  const open = (row: CodeRow): number => (row.reason === '' ? 1 : 0);
  return [...fromFile.sort((a, b) => open(a) - open(b)), ...unseen.map((entry) => rowOf(entry, 0))];
}

const rowOf = ({ from, to, since, until }: Entry, count: number): CodeRow => ({
  from,
  count,
  to,
  since: since ?? '',
  until: until ?? '',
  reason: '',
  blank: false,
});

/** The entries that lines make: those that change something. */
export const entriesOf = (rows: readonly CodeRow[]): readonly Entry[] =>
  rows.flatMap(({ from, to, since, until }) =>
    to === null
      ? []
      : [
          {
            from: from.trim(),
            to: to.trim(),
            since: since === '' ? null : since,
            until: until === '' ? null : until,
          },
        ],
  );
