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
 * What a run over files keeps for the next one, in one file: 16 bytes (name of the format, its version), the arrays end
 * to end as they lie in memory (little-endian, each from a multiple of 8 bytes on), those of the rows first, which are
 * known before anything is matched; the facts as JSON, their length in bytes, and the CRC-32 of all that. The arrays
 * are read by views: nothing is parsed.
 */
const FORMAT = 'LDSTATE\n';
const FORMAT_VERSION = 7;
const PREFIX_BYTES = 16;
const END_BYTES = 8;
const READ_BYTES = 32 << 20;

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

/** A state that is being written; the file appears when it is finished and not at all when it is dropped. */
export type StateWriter = {
  /** Adds the memory, which is written while other work goes on. */
  readonly add: (memory: MatchMemory) => void;
  /** The file appears when `first` is done and not at all when that fails. Throws as `beginState`. */
  readonly finish: (first?: Promise<void>) => Promise<void>;
  readonly drop: () => Promise<void>;
};

/**
 * Begins to write the state of a run with the rows it has read, while it matches them: whole or not at all, readable by
 * its owner only. What goes wrong is thrown when it is finished, as of `writeAtomically` and what is waited for.
 */
export function beginState(file: string, kept?: KeptRows): StateWriter {
  const memory = Promise.withResolvers<MatchMemory>();
  const first = Promise.withResolvers<void>();
  const writing = writeAtomically(resolve(file), chunksOf(kept, memory.promise, first.promise), {
    replace: true,
  });
  // nobody waits for these when something has failed before
  for (const promise of [writing, memory.promise, first.promise]) promise.catch(() => {});
  return {
    add: memory.resolve,
    finish: (results) => {
      first.resolve(results);
      return writing;
    },
    drop: async () => {
      const nothing = new Error('There is nothing to remember.');
      memory.reject(nothing);
      first.reject(nothing);
      await writing.catch(() => {});
    },
  };
}

/** Writes a whole state. */
export function writeState(file: string, memory: MatchMemory, kept?: KeptRows): Promise<void> {
  const writer = beginState(file, kept);
  writer.add(memory);
  return writer.finish();
}

const arraysOfRows = ({ files, rows }: KeptRows): readonly KeptArray[] => [
  ...files.flatMap(({ lines, unread }) => [lines.hashes, lines.lengths, unread]),
  ...rows.tables.flatMap(piecesOf),
  ...rows.idHashes,
  ...rows.hashes,
  ...rows.columns,
  ...rows.counts,
];

const arraysOfMemory = ({
  ids,
  fingerprints,
  common,
  keys,
  entries,
  pairs,
}: MatchMemory): readonly KeptArray[] => [
  ...ids.flatMap(piecesOf),
  fingerprints,
  ...common.flatMap(({ texts, values, most }) => [...piecesOf(texts), values, most]),
  ...keys,
  ...entries.flatMap((own) => (own === undefined ? [] : [own.records, own.keys])),
  pairs.left,
  pairs.right,
  pairs.levels,
  pairs.pass,
];

function factsOf(
  {
    ids: _ids,
    fingerprints: _prints,
    common: _common,
    keys: _keys,
    entries,
    pairs: _pairs,
    ...rest
  }: MatchMemory,
  kept: KeptRows | undefined,
  arrays: readonly KeptArray[],
): Facts {
  return {
    engine: ENGINE_VERSION,
    linkdesk: version,
    memory: rest,
    entries: entries.map((own) => own !== undefined),
    ...(kept === undefined
      ? {}
      : { rows: { layout: kept.layout, shapes: kept.files.map(({ shape }) => shape) } }),
    pieces: arrays.map((array) => ({ type: typeOf(array), length: array.length })),
  };
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
  const prefix = Buffer.alloc(PREFIX_BYTES);
  await handle.read(prefix, 0, PREFIX_BYTES, 0);
  if (prefix.toString('latin1', 0, FORMAT.length) !== FORMAT)
    throw invalid(name, 'is not a state file of Linkdesk');
  const format = prefix.readUInt32LE(8);
  if (format < FORMAT_VERSION) return { kind: 'version' };
  if (format > FORMAT_VERSION) {
    throw new LinkdeskError(
      'STATE_TOO_NEW',
      `${name} was written by a newer version of Linkdesk than this one (${version}). Use that version, or name another file with --state: the run is then a full one. Nothing was written.`,
    );
  }
  if (size < PREFIX_BYTES + END_BYTES) throw invalid(name, 'is damaged (it ends too early)');
  const bytes = Buffer.allocUnsafeSlow(size);
  const read = (at: number) => handle.read(bytes, at, Math.min(READ_BYTES, size - at), at);
  let sum = 0;
  let reading = read(0);
  for (let at = 0; at < size; ) {
    const { bytesRead } = await reading;
    if (bytesRead === 0) throw invalid(name, 'is damaged (it ends too early)');
    const end = at + bytesRead;
    // the next part is read while this one is summed
    if (end < size) reading = read(end);
    sum = crc32(bytes.subarray(at, Math.min(end, size - 4)), sum);
    at = end;
  }
  if (sum !== bytes.readUInt32LE(size - 4)) throw invalid(name, 'is damaged (its bytes have changed)');
  const factsEnd = size - END_BYTES;
  const from = factsEnd - bytes.readUInt32LE(factsEnd);
  const facts = JSON.parse(bytes.toString('utf8', from, factsEnd)) as Facts;
  if (facts.engine !== ENGINE_VERSION || facts.linkdesk !== version) return { kind: 'version' };
  return { kind: 'memory', ...keptOf(facts, bytes.buffer, PREFIX_BYTES) };
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
  // in the order in which they are written
  const kept =
    rows === undefined
      ? undefined
      : {
          files: rows.shapes.map((shape) => ({
            shape,
            lines: { hashes: numbers(), lengths: next() as Uint16Array },
            unread: numbers(),
          })),
          tables: rows.layout.kinds.map(texts),
          idHashes: [numbers(), numbers()] as const,
          hashes: rows.layout.kinds.map(numbers),
          columns: rows.layout.columns.map(numbers),
          counts: rows.layout.columns.map(numbers),
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
  if (rows === undefined || kept === undefined) return { memory };
  const { files, ...arrays } = kept;
  return {
    memory,
    rows: {
      layout: rows.layout,
      files,
      rows: { rows: memory.rows, leftRows: memory.leftRows, ids: memory.ids, ...arrays },
    },
  };
}

async function* chunksOf(
  kept: KeptRows | undefined,
  added: Promise<MatchMemory>,
  first: Promise<void>,
): AsyncGenerator<Uint8Array | readonly Uint8Array[]> {
  let sum = 0;
  const summed = (pieces: readonly Uint8Array[]): readonly Uint8Array[] => {
    for (const piece of pieces) sum = crc32(piece, sum);
    return pieces;
  };
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.write(FORMAT, 'latin1');
  prefix.writeUInt32LE(FORMAT_VERSION, 8);
  const ofRows = kept === undefined ? [] : arraysOfRows(kept);
  // flushed at once, while the rows are matched
  yield summed([prefix, ...ofRows.flatMap(filled)]);
  const memory = await added;
  const ofMemory = arraysOfMemory(memory);
  const facts = Buffer.from(JSON.stringify(factsOf(memory, kept, [...ofRows, ...ofMemory])));
  const length = Buffer.alloc(END_BYTES - 4);
  length.writeUInt32LE(facts.length);
  // these too, while the pairs are decided
  yield summed([...ofMemory.flatMap(filled), facts, length]);
  await first;
  const end = Buffer.alloc(4);
  end.writeUInt32LE(sum);
  yield end;
}

/** An array's bytes up to the next multiple of 8. */
const filled = ({ buffer, byteOffset, byteLength }: KeptArray): readonly Uint8Array[] => [
  new Uint8Array(buffer, byteOffset, byteLength),
  new Uint8Array(padded(byteLength) - byteLength),
];

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
