import type { ExtractBatch, ExtractRow } from '../../intake/extractBatch.ts';
import type { Value } from '../../intake/fieldReading.ts';
import { type StoodBefore, stoodBefore } from '../../store/stoodBefore.ts';
import { extractKind } from '../../domain/extract.ts';

/** What a cell holds. */
const blank = 0;
const text = 1;

/**
 * A batch as it goes from one thread to another: the texts of all cells in one string and the numbers in arrays, which
 * costs a tenth of copying row by row. A cell of a row that nobody looks at is never unpacked.
 */
export interface PackedBatch {
  readonly about: Omit<ExtractBatch, 'rows'>;
  readonly lines: Int32Array<ArrayBuffer>;
  /** Four numbers a row: both halves of the key's hash, the content's hash, where the row's texts begin. */
  readonly identities: Float64Array<ArrayBuffer>;
  /** Where each row's cells begin; `leftOut` where they are not needed. */
  readonly cellsFrom: Int32Array<ArrayBuffer>;
  /** What each cell holds. */
  readonly holds: Uint8Array<ArrayBuffer>;
  /** A cell's number, or where its text ends. */
  readonly cells: Float64Array<ArrayBuffer>;
  readonly texts: string;
  readonly raws: string;
  readonly rawEnds: Uint32Array<ArrayBuffer>;
}

const number = 2;
const leftOut = -1;
const identity = 4;

/** Packs a batch; rows that stood before go without their values and text. */
export function packBatch({ rows, ...about }: ExtractBatch, before?: StoodBefore): PackedBatch {
  const needed = rows.map((row) => before === undefined || !stoodBefore(before, row));
  const width = rows[0]?.values.length ?? 0;
  const cellsNeeded = width * needed.filter(Boolean).length;
  const cellsFrom = new Int32Array(rows.length);
  const lines = new Int32Array(rows.length);
  const identities = new Float64Array(rows.length * identity);
  const holds = new Uint8Array(cellsNeeded);
  const cells = new Float64Array(cellsNeeded);
  const rawEnds = new Uint32Array(rows.length);
  const texts: string[] = [];
  const raws: string[] = [];
  let textEnd = 0;
  let rawEnd = 0;
  let cell = 0;
  for (const [index, row] of rows.entries()) {
    lines[index] = row.line;
    identities[index * identity] = row.keyHigh;
    identities[index * identity + 1] = row.keyLow;
    identities[index * identity + 2] = row.content;
    identities[index * identity + 3] = textEnd;
    if (!needed[index]) {
      cellsFrom[index] = leftOut;
      rawEnds[index] = rawEnd;
      continue;
    }
    cellsFrom[index] = cell;
    raws.push(row.raw);
    rawEnd += row.raw.length;
    rawEnds[index] = rawEnd;
    for (const value of row.values) {
      if (typeof value === 'string') {
        texts.push(value);
        textEnd += value.length;
        holds[cell] = text;
        cells[cell] = textEnd;
      } else if (value !== null) {
        holds[cell] = number;
        cells[cell] = value;
      }
      cell++;
    }
  }
  return {
    about,
    lines,
    identities,
    cellsFrom,
    holds,
    cells,
    texts: texts.join(''),
    raws: raws.join(''),
    rawEnds,
  };
}

/** The arrays of a packed batch that change hands instead of being copied. */
export const handedOver = (batch: PackedBatch): ArrayBuffer[] => {
  const { lines, identities, cellsFrom, holds, cells, rawEnds } = batch;
  return [lines, identities, cellsFrom, holds, cells, rawEnds].map(({ buffer }) => buffer);
};

export function unpackBatch(batch: PackedBatch): ExtractBatch {
  const rows = Array.from({ length: batch.lines.length }, (_, index) => new PackedRow(batch, index));
  return { ...batch.about, rows };
}

/** A row that is unpacked as far as it is looked at. */
class PackedRow implements ExtractRow {
  readonly #batch: PackedBatch;
  readonly #index: number;

  constructor(batch: PackedBatch, index: number) {
    this.#batch = batch;
    this.#index = index;
  }

  get line(): number {
    return this.#batch.lines[this.#index]!;
  }

  get keyHigh(): number {
    return this.#batch.identities[this.#index * identity]!;
  }

  get keyLow(): number {
    return this.#batch.identities[this.#index * identity + 1]!;
  }

  get content(): number {
    return this.#batch.identities[this.#index * identity + 2]!;
  }

  get raw(): string {
    const { raws, rawEnds, cellsFrom } = this.#batch;
    if (cellsFrom[this.#index] === leftOut) throw notPacked();
    return raws.slice(this.#index === 0 ? 0 : rawEnds[this.#index - 1], rawEnds[this.#index]);
  }

  get values(): readonly Value[] {
    const { identities, cellsFrom, holds, cells, texts } = this.#batch;
    const from = cellsFrom[this.#index]!;
    if (from === leftOut) throw notPacked();
    const values: Value[] = [];
    let begin = identities[this.#index * identity + 3]!;
    for (let cell = from; cell < from + extractKind(this.#batch.about.kind).fields.length; cell++) {
      const held = holds[cell];
      if (held === text) {
        values.push(texts.slice(begin, cells[cell]));
        begin = cells[cell]!;
      } else values.push(held === blank ? null : cells[cell]!);
    }
    return values;
  }
}

const notPacked = (): Error => new Error('a row that stood before was handed over without values and text');
