import { type FileHandle, open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import { LinkdeskError } from '../domain/error.ts';
import { writeAtomically } from '../files/atomicFile.ts';
import { fileFailure } from '../intake/fileFailure.ts';
import type { TextTable } from '../linkage/encode/textTable.ts';
import { ENGINE_VERSION } from '../linkage/incremental/engineVersion.ts';
import type { MatchMemory } from '../linkage/incremental/matchMemory.ts';
import type { FileShape, KeptRows } from './keptRows.ts';
import { version } from './version.ts';

/**
 * What a run over files keeps for the next one, in one file: 24 bytes (name of the format, its version, lengths of
 * facts and arrays), the facts as JSON, the arrays end to end as they lie in memory (little-endian, each from a
 * multiple of 8 bytes on), and the CRC-32 of all that. The arrays are read by views: nothing is parsed.
 */
const FORMAT = 'LDSTATE\n';
const FORMAT_VERSION = 5;
const PREFIX_BYTES = 24;
const SUM_BYTES = 4;
const READ_BYTES = 64 << 20;

const arrayTypes = { Uint8Array, Uint16Array, Int32Array, Uint32Array };
type KeptArray = Uint8Array | Uint16Array | Int32Array | Uint32Array;
type Piece = { readonly type: keyof typeof arrayTypes; readonly length: number };

/** All of a memory but its arrays; `entries` says which passes have them. */
type Facts = {
  readonly engine: number;
  readonly linkdesk: string;
  readonly memory: Omit<MatchMemory, 'ids' | 'fingerprints' | 'common' | 'keys' | 'entries' | 'pairs'>;
  readonly entries: readonly boolean[];
  /** What is known of the rows but their arrays; absent when they are not to be known again. */
  readonly rows?: Pick<KeptRows, 'layout'> & { readonly shapes: readonly FileShape[] };
  readonly pieces: readonly Piece[];
};

/** What was read: the memory and the rows, or that another version of Linkdesk made it, so that it cannot be carried on. */
export type KeptState =
  | { readonly kind: 'memory'; readonly memory: MatchMemory; readonly rows?: KeptRows }
  | { readonly kind: 'version' };

/**
 * Writes the memory of a run and the rows it read, whole or not at all, readable by its owner only; the file appears
 * when `first` is done and not at all when that fails. Throws as `writeAtomically` and `first` do.
 */
export async function writeState(
  file: string,
  memory: MatchMemory,
  kept?: KeptRows,
  first: Promise<void> = Promise.resolve(),
): Promise<void> {
  const { ids, fingerprints, common, keys, entries, pairs, ...rest } = memory;
  const arrays: readonly KeptArray[] = [
    ...ids.flatMap(piecesOf),
    fingerprints,
    ...common.flatMap(({ texts, values, most }) => [...piecesOf(texts), values, most]),
    ...keys,
    ...entries.flatMap((own) => (own === undefined ? [] : [own.records, own.keys])),
    pairs.left,
    pairs.right,
    pairs.levels,
    pairs.pass,
    ...(kept === undefined
      ? []
      : [
          ...kept.files.flatMap(({ lines }) => [lines.hashes, lines.lengths]),
          ...kept.rows.tables.flatMap(piecesOf),
          ...kept.rows.idHashes,
          ...kept.rows.hashes,
          ...kept.rows.columns,
          ...kept.rows.counts,
        ]),
  ];
  const facts: Facts = {
    engine: ENGINE_VERSION,
    linkdesk: version,
    memory: rest,
    entries: entries.map((own) => own !== undefined),
    ...(kept === undefined
      ? {}
      : { rows: { layout: kept.layout, shapes: kept.files.map(({ shape }) => shape) } }),
    pieces: arrays.map((array) => ({ type: typeOf(array), length: array.length })),
  };
  await writeAtomically(resolve(file), chunksOf(facts, arrays, first), { replace: true });
}

/**
 * Reads what `writeState` wrote; undefined when there is no such file. Throws `STATE_INVALID` for a damaged or
 * foreign file and `STATE_TOO_NEW` for a format this version does not know, and what `fileFailure` makes of a refusal.
 */
export async function readState(file: string): Promise<KeptState | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw fileFailure(error, file);
  }
  try {
    return await readOpened(handle, basename(file));
  } catch (error) {
    throw error instanceof LinkdeskError ? error : fileFailure(error, file);
  } finally {
    await handle.close();
  }
}

async function readOpened(handle: FileHandle, name: string): Promise<KeptState> {
  const { size } = await handle.stat();
  const prefix = new Uint8Array(PREFIX_BYTES);
  await handle.read(prefix, 0, PREFIX_BYTES, 0);
  if (Buffer.from(prefix.buffer, 0, FORMAT.length).toString('latin1') !== FORMAT)
    throw invalid(name, 'is not a state file of Linkdesk');
  const view = new DataView(prefix.buffer);
  if (view.getUint32(8, true) < FORMAT_VERSION) return { kind: 'version' };
  if (view.getUint32(8, true) > FORMAT_VERSION) {
    throw new LinkdeskError(
      'STATE_TOO_NEW',
      `${name} was written by a newer version of Linkdesk than this one (${version}). Use that version, or name another file with --state: the run is then a full one. Nothing was written.`,
    );
  }
  const factsBytes = view.getUint32(12, true);
  const end = PREFIX_BYTES + factsBytes + view.getFloat64(16, true);
  if (end + SUM_BYTES !== size) throw invalid(name, 'is damaged (it is not as long as it says)');
  const bytes = Buffer.allocUnsafeSlow(size);
  let sum = 0;
  for (let at = 0; at < size; ) {
    const { bytesRead } = await handle.read(bytes, at, Math.min(READ_BYTES, size - at), at);
    if (bytesRead === 0) throw invalid(name, 'is damaged (it ends too early)');
    sum = crc32(bytes.subarray(at, Math.min(at + bytesRead, end)), sum);
    at += bytesRead;
  }
  if (sum !== bytes.readUInt32LE(end)) throw invalid(name, 'is damaged (its bytes have changed)');
  const facts = JSON.parse(Buffer.from(bytes.buffer, PREFIX_BYTES, factsBytes).toString('utf8')) as Facts;
  if (facts.engine !== ENGINE_VERSION || facts.linkdesk !== version) return { kind: 'version' };
  return { kind: 'memory', ...keptOf(facts, bytes.buffer, PREFIX_BYTES + factsBytes) };
}

function keptOf(
  { memory: rest, entries, rows, pieces }: Facts,
  buffer: ArrayBuffer,
  from: number,
): Omit<Extract<KeptState, { kind: 'memory' }>, 'kind'> {
  let at = from;
  const views = pieces.map(({ type, length }) => {
    const view = new arrayTypes[type](buffer, at, length);
    at += padded(view.byteLength);
    return view;
  });
  const next = (): KeptArray => views.shift()!;
  const bytes = (): Uint8Array => next() as Uint8Array;
  const numbers = (): Int32Array => next() as Int32Array;
  const texts = (): TextTable => {
    const text = bytes();
    const starts = next() as Uint32Array;
    return { size: starts.length - 1, bytes: text, starts };
  };
  const memory: MatchMemory = {
    ...rest,
    ids: [texts(), texts()],
    fingerprints: numbers(),
    common: rest.plan.comparisons.map(() => ({ texts: texts(), values: numbers(), most: numbers() })),
    keys: rest.plan.passes.map(numbers),
    entries: entries.map((has) => (has ? { records: numbers(), keys: numbers() } : undefined)),
    pairs: { left: numbers(), right: numbers(), levels: bytes(), pass: bytes() },
  };
  if (rows === undefined) return { memory };
  const { layout, shapes } = rows;
  return {
    memory,
    rows: {
      layout,
      files: shapes.map((shape) => ({ shape, lines: { hashes: numbers(), lengths: next() as Uint16Array } })),
      rows: {
        rows: memory.rows,
        leftRows: memory.leftRows,
        ids: memory.ids,
        tables: layout.kinds.map(texts),
        idHashes: [numbers(), numbers()],
        hashes: layout.kinds.map(numbers),
        columns: layout.columns.map(numbers),
        counts: layout.columns.map(numbers),
      },
    },
  };
}

async function* chunksOf(
  facts: Facts,
  arrays: readonly KeptArray[],
  first: Promise<void>,
): AsyncGenerator<Uint8Array> {
  let sum = 0;
  const summed = (chunk: Uint8Array): Uint8Array => {
    sum = crc32(chunk, sum);
    return chunk;
  };
  const json = Buffer.from(JSON.stringify(facts));
  const filled = Buffer.alloc(padded(json.length), ' ');
  json.copy(filled);
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.write(FORMAT, 'latin1');
  prefix.writeUInt32LE(FORMAT_VERSION, 8);
  prefix.writeUInt32LE(filled.length, 12);
  prefix.writeDoubleLE(
    arrays.reduce((bytes, { byteLength }) => bytes + padded(byteLength), 0),
    16,
  );
  yield summed(prefix);
  yield summed(filled);
  for (const { buffer, byteOffset, byteLength } of arrays) {
    yield summed(new Uint8Array(buffer, byteOffset, byteLength));
    yield summed(new Uint8Array(padded(byteLength) - byteLength));
  }
  await first;
  const end = Buffer.alloc(SUM_BYTES);
  end.writeUInt32LE(sum);
  yield end;
}

const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8;

const piecesOf = ({ size, bytes, starts }: TextTable): readonly KeptArray[] => [
  bytes.subarray(0, starts[size]),
  starts.subarray(0, size + 1),
];

const typeOf = (array: KeptArray): Piece['type'] =>
  (Object.keys(arrayTypes) as readonly Piece['type'][]).find((type) => array instanceof arrayTypes[type])!;

const invalid = (name: string, what: string): LinkdeskError =>
  new LinkdeskError(
    'STATE_INVALID',
    `${name} ${what}. Delete it, or name another file with --state: the run is then a full one. Nothing was written.`,
  );
