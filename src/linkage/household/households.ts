import { columnOf, type EncodedRecords } from '../encode/encodedRecords.ts';

/**
 * Which records belong to which households. A record may belong to several (a child's case, its mother's aid unit);
 * households of the two files are told apart, whatever their names.
 */
export type Households = {
  /** Households of a record: `groups[starts[record]]` up to `starts[record + 1]`. */
  readonly starts: Int32Array;
  readonly groups: Int32Array;
  /** Records of a household, ascending: `members[memberStarts[group]]` up to `memberStarts[group + 1]`. */
  readonly memberStarts: Int32Array;
  readonly members: Int32Array;
};

/** A household of more people is a shelter, an office or a placeholder, and says nothing. */
const LARGEST = 24;

/**
 * The households that the records came with, or those of their `household` column; undefined when nobody has a
 * housemate.
 */
export function householdsOf(records: EncodedRecords): Households | undefined {
  const named = records.households ?? columnHouseholds(records);
  if (named === undefined) return undefined;
  const key = (record: number, group: number): number => group * 2 + (record < records.leftRows ? 0 : 1);
  const each = (visit: (record: number, key: number) => void): void => {
    for (let record = 0; record < records.rows; record++) {
      for (let i = named.starts[record]!; i < named.starts[record + 1]!; i++) {
        visit(record, key(record, named.groups[i]!));
      }
    }
  };
  const last = named.groups.reduce((most, group) => Math.max(most, group), -1);
  const sizes = new Int32Array(2 * last + 2);
  each((_, group) => {
    sizes[group] = sizes[group]! + 1;
  });
  // numbered in the order of first sight, −1: of nobody or too large, −2: not seen yet
  const numbers = sizes.map((size) => (size < 2 || size > LARGEST ? -1 : -2));
  const numbered: number[] = [];
  let members = 0;
  each((_, group) => {
    if (numbers[group] !== -2) return;
    numbers[group] = numbered.push(sizes[group]!) - 1;
    members += sizes[group]!;
  });
  if (numbered.length === 0) return undefined;
  const households = {
    starts: new Int32Array(records.rows + 1),
    groups: new Int32Array(members),
    memberStarts: new Int32Array(numbered.length + 1),
    members: new Int32Array(members),
  };
  numbered.forEach((size, number) => {
    households.memberStarts[number + 1] = households.memberStarts[number]! + size;
  });
  const next = households.memberStarts.slice();
  let at = 0;
  let started = -1;
  each((record, group) => {
    const number = numbers[group]!;
    if (number < 0) return;
    while (started < record) households.starts[++started] = at;
    households.groups[at++] = number;
    const place = next[number]!;
    households.members[place] = record;
    next[number] = place + 1;
  });
  households.starts.fill(at, started + 1);
  return households;
}

/** Calls `visit` with every other member of the record's households; one who shares two of them is met twice. */
export function eachMate(
  { starts, groups, memberStarts, members }: Households,
  record: number,
  visit: (mate: number) => void,
): void {
  for (let i = starts[record]!; i < starts[record + 1]!; i++) {
    const group = groups[i]!;
    for (let j = memberStarts[group]!; j < memberStarts[group + 1]!; j++) {
      if (members[j] !== record) visit(members[j]!);
    }
  }
}

function columnHouseholds(records: EncodedRecords): Pick<Households, 'starts' | 'groups'> | undefined {
  const column = columnOf(records, 'household');
  if (column === undefined || column.filled === 0) return undefined;
  const starts = new Int32Array(records.rows + 1);
  const groups = new Int32Array(column.filled);
  let at = 0;
  for (let record = 0; record < records.rows; record++) {
    starts[record] = at;
    if (column.keys[record]! >= 0) groups[at++] = column.keys[record]!;
  }
  starts[records.rows] = at;
  return { starts, groups };
}
