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
  const sizes = new Map<number, number>();
  const key = (record: number, group: number): number => group * 2 + (record < records.leftRows ? 0 : 1);
  const each = (visit: (record: number, key: number) => void): void => {
    for (let record = 0; record < records.rows; record++) {
      for (let i = named.starts[record]!; i < named.starts[record + 1]!; i++) {
        visit(record, key(record, named.groups[i]!));
      }
    }
  };
  each((_, group) => sizes.set(group, (sizes.get(group) ?? 0) + 1));
  const numbers = new Map<number, number>();
  let members = 0;
  for (const [group, size] of sizes) {
    if (size < 2 || size > LARGEST) continue;
    numbers.set(group, numbers.size);
    members += size;
  }
  if (numbers.size === 0) return undefined;
  const households = {
    starts: new Int32Array(records.rows + 1),
    groups: new Int32Array(members),
    memberStarts: new Int32Array(numbers.size + 1),
    members: new Int32Array(members),
  };
  for (const [group, number] of numbers) households.memberStarts[number + 1] = sizes.get(group)!;
  for (let i = 1; i < households.memberStarts.length; i++) {
    households.memberStarts[i] = households.memberStarts[i]! + households.memberStarts[i - 1]!;
  }
  const next = households.memberStarts.slice();
  let at = 0;
  let last = -1;
  each((record, group) => {
    const number = numbers.get(group);
    if (number === undefined) return;
    while (last < record) households.starts[++last] = at;
    households.groups[at++] = number;
    const place = next[number]!;
    households.members[place] = record;
    next[number] = place + 1;
  });
  households.starts.fill(at, last + 1);
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
