import { LinkdeskError } from '../../domain/error.ts';
import { normaliseName, parseFullName, splitSuffix } from '../../domain/names.ts';
import { nameRoles, type Role } from '../roles/role.ts';
import { cellText } from './cellText.ts';
import { dateDigits } from './dateDigits.ts';
import type { EncodedRecords } from './encodedRecords.ts';
import { countValues, type EncodedRows } from './encodedRows.ts';
import { finishRecords, type RecordLayout } from './finishRecords.ts';
import { KnownCells, UNKNOWN_CELL } from './knownCells.ts';
import { GrowingInt32, sharedUint8 } from './sharedArrays.ts';
import { TextInterner, type TextTable } from './textTable.ts';
import { unreadCode, type UnreadList, whyUnread } from './unreadCells.ts';
import type { ValueKind } from './valueTable.ts';

/** A column to be filled, in the order the cells of a row are given. `ignore` is no evidence. */
export type FieldSpec = { readonly name: string; readonly role: Role };

/** What a record has beside its cells. */
export type RecordExtras = {
  readonly otherNames?: readonly { readonly first: string; readonly last: string }[];
  /** Bits `FLAG_…`. */
  readonly flags?: number;
  /** Numbers, from 0 on, of the households or cases the record belongs to; only records of one file share one. */
  readonly households?: readonly number[];
};

/**
 * The right file encoded by itself, with values numbered in tables of its own, in order of first sight. Shared memory
 * and plain data: it costs nothing to hand to another thread.
 */
export type EncodedPart = {
  readonly ids: TextTable;
  readonly tables: readonly TextTable[];
  readonly columns: readonly Int32Array[];
};

type Target = { readonly values: GrowingInt32; readonly interner: TextInterner };

type Column = Target & {
  /** Its cells repeat, so that it has far fewer values than rows. */
  readonly isRepeating: boolean;
  readonly name: string;
  readonly role: Role;
  readonly kind: ValueKind;
  readonly table: number;
};

/** Rows of cells as they stand in a file. */
type Rows = readonly (readonly string[])[];
/**
 * Adds the cells at a place of some rows to their column or columns; a row that ends before it has a blank one.
 * `familyPlace` is where the family name stands, −1 for nowhere.
 */
type CellWriter = (rows: Rows, place: number, dateFormat: string, familyPlace: number) => void;

/** A quick look before a name is taken apart; what it lets through may hold none. */
const MAY_HOLD_SUFFIX = /[ ,-](?:JR|SR|I{2,3}|IV|2ND|3RD|4TH)\W*$/i;

/** Roles of columns that have far fewer values than rows, so that a cell is normalised when it is first seen. */
const repeatingRoles: ReadonlySet<Role> = new Set<Role>([
  ...nameRoles,
  'suffix',
  'dob',
  'sex',
  'city',
  'state',
  'category',
  'birth_year',
  'zip',
  'house_number',
]);

/**
 * Takes records row by row and gives encoded columns. Rows are not kept: memory grows with the distinct values and
 * four bytes a cell. All left records come before the first right one.
 */
export class RecordBuilder {
  readonly #linkType: 'link' | 'dedupe';
  readonly #fields: readonly FieldSpec[];
  readonly #columns: Column[] = [];
  readonly #interners: TextInterner[] = [];
  readonly #kinds: ValueKind[] = [];
  readonly #shared = new Map<string, number>();
  readonly #writers: readonly CellWriter[];
  /** The columns of each field: a full name has three. */
  readonly #columnsOf: (readonly Column[])[] = [];
  /** The field of the family name, −1 for none. */
  readonly #familyName: number;
  readonly #unread = [new GrowingInt32(), new GrowingInt32()] as const;
  readonly #ids = [new TextInterner(), new TextInterner()] as const;
  /** Records that have flags, each followed by them. */
  readonly #flagged = new GrowingInt32();
  readonly #otherStarts = new GrowingInt32();
  readonly #otherFirst = new GrowingInt32();
  readonly #otherLast = new GrowingInt32();
  readonly #householdStarts = new GrowingInt32();
  readonly #householdGroups = new GrowingInt32();
  #rows = 0;
  #leftRows = -1;
  #rightIds: TextTable | undefined;

  constructor(fields: readonly FieldSpec[], linkType: 'link' | 'dedupe') {
    this.#fields = fields;
    this.#linkType = linkType;
    this.#writers = fields.map((field) => {
      const before = this.#columns.length;
      const writer = this.#writer(field);
      this.#columnsOf.push(this.#columns.slice(before));
      return writer;
    });
    this.#familyName = fields.findIndex(({ role }) => role === 'last_name');
  }

  /** Records so far. */
  get rows(): number {
    return this.#rows;
  }

  /**
   * Adds a record: its id and its cells in the order of the fields. `dateFormat` says how the file writes dates,
   * such as `MM/DD/YYYY`.
   * Throws `RECORD_ID_REPEATED` when the file has the id already.
   */
  add(id: string, cells: readonly string[], dateFormat: string, extras: RecordExtras = {}): void {
    this.#addId(id);
    const row = [cells];
    for (let i = 0; i < this.#writers.length; i++) this.#writers[i]!(row, i, dateFormat, this.#familyName);
    const { flags = 0, otherNames, households } = extras;
    if (flags !== 0) {
      this.#flagged.push(this.#rows);
      this.#flagged.push(flags);
    }
    if (otherNames !== undefined) {
      startRow(this.#otherStarts, this.#rows, this.#otherFirst.length);
      this.#addOtherNames(otherNames);
    }
    if (households !== undefined) {
      startRow(this.#householdStarts, this.#rows, this.#householdGroups.length);
      for (const household of households) this.#householdGroups.push(household);
    }
    this.#rows++;
  }

  /** Makes room for so many more records of a file, so that little is copied while it grows. */
  reserve(rows: number): void {
    const all = this.#rows + rows;
    this.#ids[this.#leftRows < 0 ? 0 : 1].reserve(rows);
    for (const { values, isRepeating, interner } of this.#columns) {
      values.reserve(all);
      if (!isRepeating) interner.reserve(interner.size + rows);
    }
  }

  /**
   * Adds records without extras: their ids, and rows in which the cell of field `i` stands at `places[i]`. Column by
   * column, as it is quickest. Throws as `add`.
   */
  addRows(ids: readonly string[], rows: Rows, places: readonly number[], dateFormat: string): void {
    const firstRow = this.#rows;
    for (const id of ids) {
      this.#addId(id);
      this.#rows++;
    }
    const familyPlace = places[this.#familyName] ?? -1;
    this.#writers.forEach((write, i) => write(rows, places[i]!, dateFormat, familyPlace));
    this.#fields.forEach((_, i) => this.#listUnread(i, rows, places[i]!, firstRow, dateFormat));
  }

  /** The cells that hold something and yet say nothing, among the rows of the file so far that came by `addRows`. */
  get unread(): UnreadList {
    return this.#unread[this.#leftRows < 0 ? 0 : 1].trim();
  }

  /** Says that the records from here on are the right file's. */
  startRight(): void {
    this.#leftRows = this.#rows;
  }

  /**
   * What was added, as the right file of a builder with the same fields; the builder is used up. For files, whose
   * records have no other names and no flags.
   */
  finishRight(): EncodedPart {
    return {
      ids: this.#ids[1].finish(),
      tables: this.#interners.map((interner) => interner.finish()),
      columns: this.#columns.map(({ values }) => values.trim()),
    };
  }

  /** Adds a right file that another builder encoded; values get the numbers they would have got row by row. */
  appendRight({ ids, tables, columns }: EncodedPart): void {
    this.startRight();
    this.#rightIds = ids;
    const numbers = tables.map((table, i) => this.#interners[i]!.internAll(table));
    this.#columns.forEach(({ values, table }, i) => values.pushNumbered(columns[i]!, numbers[table]!));
    this.#rows += ids.size;
  }

  /** How the columns stand in tables. */
  get layout(): RecordLayout {
    return {
      linkType: this.#linkType,
      columns: this.#columns.map(({ name, role, kind, table }) => ({ name, role, kind, table })),
      kinds: this.#kinds,
    };
  }

  /** The rows so far by the numbers of their values, sharing memory with the builder and what it finishes. */
  rowsByValue(): EncodedRows {
    return {
      rows: this.#rows,
      leftRows: this.#leftRecords,
      ids: [this.#ids[0].snapshot(), this.#rightIds ?? this.#ids[1].snapshot()],
      idHashes: [
        this.#ids[0].hashes(),
        this.#rightIds === undefined ? this.#ids[1].hashes() : this.#ids[1].hashesOf(this.#rightIds),
      ],
      tables: this.#interners.map((interner) => interner.snapshot()),
      hashes: this.#interners.map((interner) => interner.hashes()),
      columns: this.#columns.map(({ values }) => values.trim()),
      counts: this.#counts(),
    };
  }

  #counts(): readonly Int32Array[] {
    return this.#columns.map(({ values, interner }) => countValues(values.trim(), interner.size));
  }

  /** The encoded records; the builder is used up. */
  finish(): EncodedRecords {
    const flags = sharedUint8(this.#rows);
    for (let i = 0; i < this.#flagged.length; i += 2) flags[this.#flagged.at(i)] = this.#flagged.at(i + 1);
    startRow(this.#otherStarts, this.#rows, this.#otherFirst.length);
    startRow(this.#householdStarts, this.#rows, this.#householdGroups.length);
    return finishRecords(this.layout, {
      rows: this.#rows,
      leftRows: this.#leftRecords,
      ids: [this.#ids[0].finish(), this.#rightIds ?? this.#ids[1].finish()],
      tables: this.#interners,
      columns: this.#columns.map(({ values }) => values.trim()),
      counts: this.#counts(),
      flags,
      ...(this.#otherFirst.length === 0
        ? {}
        : {
            otherNames: {
              starts: this.#otherStarts.trim(),
              first: this.#otherFirst.trim(),
              last: this.#otherLast.trim(),
            },
          }),
      ...(this.#householdGroups.length === 0
        ? {}
        : { households: { starts: this.#householdStarts.trim(), groups: this.#householdGroups.trim() } }),
    });
  }

  get #leftRecords(): number {
    return this.#linkType === 'dedupe' || this.#leftRows < 0 ? this.#rows : this.#leftRows;
  }

  #addId(id: string): void {
    const isLeft = this.#leftRows < 0;
    const row = this.#rows - (isLeft ? 0 : this.#leftRows);
    if (this.#ids[isLeft ? 0 : 1].intern(id) === row) return;
    throw new LinkdeskError(
      'RECORD_ID_REPEATED',
      `Record ${row + 1} of the ${isLeft ? 'first' : 'second'} file has the id of an earlier record. ` +
        'Every record needs an id of its own: name another id column, or remove the repeated rows.',
      { record: row + 1 },
    );
  }

  #listUnread(field: number, rows: Rows, place: number, firstRow: number, dateFormat: string): void {
    const { role } = this.#fields[field]!;
    const columns = this.#columnsOf[field]!;
    const [first] = columns;
    if (first === undefined) return;
    const list = this.#unread[this.#leftRows < 0 ? 0 : 1];
    const firstOfFile = firstRow - Math.max(0, this.#leftRows);
    for (let i = 0; i < rows.length; i++) {
      const cell = rows[i]![place];
      if (first.values.at(firstRow + i) >= 0 || cell === undefined || cell === '') continue;
      if (columns.some(({ values }) => values.at(firstRow + i) >= 0)) continue;
      const why = whyUnread(role, cell, dateFormat);
      if (why === undefined) continue;
      list.push(firstOfFile + i);
      list.push(unreadCode(field, why));
    }
  }

  #addOtherNames(names: NonNullable<RecordExtras['otherNames']>): void {
    const interner = this.#interners[this.#table('names', 'name')]!;
    const value = (text: string | undefined): number => (text === undefined ? -1 : interner.intern(text));
    for (const { first, last } of names) {
      this.#otherFirst.push(value(cellText('first_name', first)));
      this.#otherLast.push(value(cellText('last_name', last)));
    }
  }

  #writer({ name, role }: FieldSpec): CellWriter {
    if (role === 'full_name') return this.#fullNameWriter(name);
    const column = this.#column(name, role);
    if (role === 'dob') return cached(column, (cell, format) => dateDigits(cell, format));
    if (role === 'last_name') {
      return cached(column, (cell) => {
        const text = cellText(role, cell);
        return text === undefined ? undefined : splitSuffix(text).name;
      });
    }
    if (role === 'suffix') return suffixWriter(column);
    if (repeatingRoles.has(role)) return cached(column, (cell) => cellText(role, cell));
    return (rows, place) => {
      for (let i = 0; i < rows.length; i++) {
        const cell = rows[i]![place] ?? '';
        const text = cell === '' ? undefined : cellText(role, cell);
        column.values.push(text === undefined ? -1 : column.interner.intern(text));
      }
    };
  }

  #fullNameWriter(name: string): CellWriter {
    const first = this.#column(`${name} first`, 'first_name');
    const middle = this.#column(`${name} middle`, 'middle_name');
    const last = this.#column(`${name} last`, 'last_name');
    const put = (column: Column, text: string): void => {
      const value = cellText(column.role, text);
      column.values.push(value === undefined ? -1 : column.interner.intern(value));
    };
    return (rows, place) => {
      for (const row of rows) {
        const parts = parseFullName(row[place] ?? '');
        put(first, parts.first);
        put(middle, parts.middle);
        put(last, parts.last);
      }
    };
  }

  #column(name: string, role: Role): Column {
    const kind: ValueKind = role === 'dob' ? 'date' : nameRoles.has(role) ? 'name' : 'text';
    const shared = kind === 'name' ? 'names' : role === 'street' ? 'streets' : `own ${this.#columns.length}`;
    const table = this.#table(shared, kind);
    const column = {
      name,
      role,
      kind,
      table,
      isRepeating: repeatingRoles.has(role),
      values: new GrowingInt32(),
      interner: this.#interners[table]!,
    };
    this.#columns.push(column);
    return column;
  }

  #table(key: string, kind: ValueKind): number {
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const table = this.#interners.push(new TextInterner({ ignoresBlanks: kind === 'text' })) - 1;
    this.#kinds.push(kind);
    this.#shared.set(key, table);
    return table;
  }
}

/** Says where the items of a row start in their list, and that rows since the last one have none. */
function startRow(starts: GrowingInt32, row: number, items: number): void {
  while (starts.length <= row) starts.push(items);
}

/** Gives the value of a cell in a column whose cells repeat: one that was seen before is not normalised again. */
function valueFinder(
  { interner }: Target,
  normalise: (cell: string) => string | undefined,
): (cell: string) => number {
  const known = new KnownCells();
  return (cell) => {
    const found = known.find(cell);
    if (found !== UNKNOWN_CELL) return found;
    const text = normalise(cell);
    const value = text === undefined ? -1 : interner.intern(text);
    known.put(value);
    return value;
  };
}

/** Writes a column whose cells repeat. */
function cached(
  column: Target,
  normalise: (cell: string, dateFormat: string) => string | undefined,
): CellWriter {
  let writtenFormat: string | undefined;
  let valueOf: (cell: string) => number;
  return (rows, place, dateFormat) => {
    if (dateFormat !== writtenFormat) {
      valueOf = valueFinder(column, (cell) => normalise(cell, dateFormat));
      writtenFormat = dateFormat;
    }
    for (let i = 0; i < rows.length; i++) column.values.push(valueOf(rows[i]![place] ?? ''));
  };
}

/** Writes a column of suffixes; where a cell is blank, the suffix that stands behind the family name. */
function suffixWriter(column: Target): CellWriter {
  const { values, interner } = column;
  const valueOf = valueFinder(column, (cell) => cellText('suffix', cell));
  const behindName = (family: string): number => {
    if (!MAY_HOLD_SUFFIX.test(family)) return -1;
    const { suffix } = splitSuffix(normaliseName(family));
    return suffix === '' ? -1 : interner.intern(suffix);
  };
  return (rows, place, _, familyPlace) => {
    for (const row of rows) {
      const value = valueOf(row[place] ?? '');
      values.push(value >= 0 || familyPlace < 0 ? value : behindName(row[familyPlace] ?? ''));
    }
  };
}
