import type { CivilDay } from '../domain/civilDate.ts';
import type { ExtractKindName } from '../domain/extract.ts';
import type { ExtractBatch } from './extractBatch.ts';
import { inspectFile } from './inspectFile.ts';
import type { FileInspection } from './inspectFile.ts';
import { profileDrift } from './profiles/profileDrift.ts';
import type { ProfileDrift } from './profiles/profileDrift.ts';
import type { Profile } from './profiles/profile.ts';
import { profileRows, readProfile } from './profiles/readProfile.ts';

/** Rows shown in the wizard while columns are mapped. */
const PREVIEW_ROWS = 200;

export interface FilePreview {
  readonly inspection: FileInspection;
  readonly header: readonly string[];
  /** Cells of the first rows, as written */
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
}

/** The first 200 rows of a file in a profile's format, before any check; nothing is kept. */
export async function previewFile(
  file: string,
  format: Pick<Profile, 'format' | 'dateFormat'>,
): Promise<FilePreview> {
  const inspection = await inspectFile(file);
  const rows: (readonly string[])[] = [];
  const lines: number[] = [];
  let header: readonly string[] = [];
  for await (const batch of profileRows(file, format, inspection)) {
    header = batch.header;
    const wanted = PREVIEW_ROWS - rows.length;
    rows.push(...batch.rows.slice(0, wanted));
    lines.push(...batch.lines.slice(0, wanted));
    if (rows.length >= PREVIEW_ROWS) break;
  }
  return { inspection, header, rows, lines };
}

export interface ProfileCheck {
  readonly drift: ProfileDrift;
  /** For each kind that the profile gives: its first batch checked; empty when the header does not fit */
  readonly kinds: readonly { readonly kind: ExtractKindName; readonly batch: ExtractBatch }[];
}

/**
 * Tries a profile on a file without importing: how the header differs, and, when it fits, what the first rows give.
 * Throws a LinkdeskError when the file as a whole cannot be read.
 */
export async function checkProfile(
  file: string,
  profile: Profile,
  options: { readonly acceptDemo: boolean; readonly asOf?: CivilDay },
): Promise<ProfileCheck> {
  const { header, inspection } = await previewFile(file, profile);
  const drift = profileDrift(profile, header);
  if (!drift.fits) return { drift, kinds: [] };
  const kinds: { kind: ExtractKindName; batch: ExtractBatch }[] = [];
  for (const { kind } of profile.parts) {
    for await (const batch of readProfile(file, profile, [kind], { ...options, inspection })) {
      kinds.push({ kind, batch });
      break;
    }
  }
  return { drift, kinds };
}
