import { LinkdeskError } from '../domain/error.ts';
import { writeFileAtomically } from './atomicFile.ts';
import type { WriteOptions, WrittenFile } from './atomicFile.ts';

export type ManifestValue =
  | string
  | number
  | boolean
  | null
  | readonly ManifestValue[]
  | { readonly [key: string]: ManifestValue };

/** What a set of files was made from, so that it can be made again and checked (review-ux.md 5.1, "Run manifest"). */
export interface Manifest {
  readonly application: { readonly name: string; readonly version: string };
  /** ISO time; the only reading of the clock in anything that is written. */
  readonly writtenAt: string;
  readonly operator: string;
  readonly inputs: readonly {
    readonly kind: string;
    readonly fileName: string;
    readonly sha256: string;
    readonly month: string;
    readonly rows: number;
  }[];
  readonly outputs: readonly {
    readonly fileName: string;
    readonly sha256: string;
    readonly bytes: number;
    readonly rows: number;
  }[];
  /** Definition, version, match run, thresholds, counts. */
  readonly settings: { readonly [key: string]: ManifestValue };
}

/** Writes `manifest.json`: two blanks of indent, LF, one final line end. Errors as of `writeFileAtomically`. */
export function writeManifest(path: string, manifest: Manifest, options: WriteOptions): Promise<WrittenFile> {
  if (manifest.outputs.length === 0) {
    throw new LinkdeskError('NOTHING_WRITTEN', 'A manifest needs at least one file to speak of.');
  }
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  return writeFileAtomically(path, [new TextEncoder().encode(text)], options);
}
