import { LinkdeskError } from '../../domain/error.ts';
import { TextInterner, type TextTable, textAt } from '../encode/textTable.ts';
import { type Column, encodedColumn, MISSING } from './column.ts';
import { valueOfTruth } from './truth.ts';
import type { Value } from './value.ts';

/** Everything of a store that another thread needs to read it: plain data and shared memory. */
export type SharedColumns = {
  readonly count: number;
  readonly texts: TextTable;
  readonly columns: ReadonlyMap<string, Column>;
  readonly derived: ReadonlyMap<string, Column>;
};

/**
 * The columns of all records by name, with one table for all their texts, and the columns that were worked out from
 * them. On another thread a store is read only: there nothing new can be derived.
 */
export class ColumnStore {
  readonly count: number;
  readonly #columns: Map<string, Column>;
  readonly #derived: Map<string, Column>;
  readonly #interner: TextInterner | undefined;
  #texts: TextTable;
  readonly #decoded: string[] = [];

  private constructor(shared: SharedColumns, interner?: TextInterner) {
    this.count = shared.count;
    this.#columns = new Map(shared.columns);
    this.#derived = new Map(shared.derived);
    this.#texts = shared.texts;
    this.#interner = interner;
  }

  /** A store of columns with `count` values each. */
  static of(count: number, columns: ReadonlyMap<string, readonly Value[]>): ColumnStore {
    const interner = new TextInterner();
    const shared = { count, texts: interner.snapshot(), columns: new Map(), derived: new Map() };
    const store = new ColumnStore(shared, interner);
    const places = Int32Array.from({ length: count }, (_, record) => record);
    const intern = (text: string): number => interner.intern(text);
    for (const [name, values] of columns) {
      store.#columns.set(name, encodedColumn(values, places, intern));
    }
    return store;
  }

  /** The store of another thread. */
  static fromShared(shared: SharedColumns): ColumnStore {
    return new ColumnStore(shared);
  }

  /** What another thread needs; texts and derived columns that come later are not in it. */
  share(): SharedColumns {
    return { count: this.count, texts: this.texts, columns: this.#columns, derived: this.#derived };
  }

  get names(): readonly string[] {
    return [...this.#columns.keys()];
  }

  /** The texts so far. */
  get texts(): TextTable {
    if (this.#interner !== undefined && this.#interner.size > this.#texts.size) {
      this.#texts = this.#interner.snapshot();
    }
    return this.#texts;
  }

  /** A column by its name, or by its only spelling that differs in case, as SQL would find it; or undefined. */
  find(name: string): Column | undefined {
    const exact = this.#columns.get(name);
    if (exact !== undefined) return exact;
    const alike = this.names.filter((each) => each.toLowerCase() === name.toLowerCase());
    return alike.length === 1 ? this.#columns.get(alike[0]!) : undefined;
  }

  /** @throws LinkdeskError COLUMN_MISSING when there is no such column. */
  column(name: string): Column {
    const column = this.find(name);
    if (column !== undefined) return column;
    throw new LinkdeskError(
      'COLUMN_MISSING',
      `The model compares the column "${name}", which no file has. The columns are: ${this.names.join(', ')}.`,
    );
  }

  /** The value of a record in a column. */
  valueAt(column: Column, record: number): Value {
    switch (column.kind) {
      case 'text': {
        const id = column.ids[record]!;
        return id === MISSING ? null : this.text(id);
      }
      case 'number': {
        const value = column.values[record]!;
        return Number.isNaN(value) ? null : value;
      }
      case 'truth':
        return valueOfTruth(column.values[record]!);
      default:
        return column.values[record] ?? null;
    }
  }

  /** The values of a named column, record by record. */
  values(name: string): readonly Value[] {
    const column = this.column(name);
    return Array.from({ length: this.count }, (_, record) => this.valueAt(column, record));
  }

  /** The text with a number. */
  text(id: number): string {
    return (this.#decoded[id] ??= textAt(this.texts, id));
  }

  /** A column that was derived before. */
  derived(key: string): Column | undefined {
    return this.#derived.get(key);
  }

  /**
   * Keeps a derived column for later: record `i` has `values[placeOf[i]]`. Undefined on another thread, whose texts
   * cannot grow.
   */
  derive(key: string, values: readonly Value[], placeOf: Int32Array): Column | undefined {
    const interner = this.#interner;
    if (interner === undefined) return undefined;
    const column = encodedColumn(values, placeOf, (text) => interner.intern(text));
    this.#derived.set(key, column);
    return column;
  }
}
