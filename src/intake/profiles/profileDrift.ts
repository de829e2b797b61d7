import { LinkdeskError } from '../../domain/error.ts';
import { columnLabel } from '../columnLabel.ts';
import { headerDifference } from '../headerDifference.ts';
import type { HeaderDifference } from '../headerDifference.ts';
import { profileColumns } from './profile.ts';
import type { Profile } from './profile.ts';

/** How a header differs from what a profile knows; without differences it fits. */
export interface ProfileDrift extends HeaderDifference {
  readonly fits: boolean;
  /** Each difference in a sentence with its remedy */
  readonly sentences: readonly string[];
}

/** A file's header against a profile: what is missing, new, and perhaps only renamed. Fixed-width files have none. */
export function profileDrift(profile: Profile, header: readonly string[]): ProfileDrift {
  const read = profileColumns(profile);
  const difference = headerDifference(header, [...read, ...profile.ignored]);
  const mayMiss = new Set([...(profile.optional ?? []), ...profile.ignored]);
  const missing = difference.missing.filter((column) => !mayMiss.has(column));
  const renamed = difference.renamed.filter((pair) => missing.includes(pair.missing));
  const renames = new Map(renamed.map((pair) => [pair.missing, pair.found]));
  const taken = new Set(renames.values());
  const label = (column: string): string => columnLabel(header, column);
  const sentences = [
    ...missing.map((column) => {
      const found = renames.get(column);
      return found === undefined
        ? `The column ${column} is missing: have it put back, or make it optional in the profile.`
        : `The column ${column} is missing and ${label(found)} is new: if it is the same, map it.`;
    }),
    ...difference.extra
      .filter((column) => !taken.has(column))
      .map(
        (column) => `The column ${label(column)} is new: map it to a field, or have the profile ignore it.`,
      ),
    ...difference.repeated.map(
      (column) => `The column ${label(column)} stands there more than once: name each once.`,
    ),
  ];
  return { ...difference, missing, renamed, fits: sentences.length === 0, sentences };
}

/** Differences told in an error; the wizard shows them all. */
const TOLD = 5;

/**
 * The place of each column. Throws a LinkdeskError PROFILE_DRIFT with the differences when the header does not fit,
 * or PROFILE_OF_OTHER_FILE when most columns are missing: then the line may be a row of people, and nothing of it is
 * repeated.
 */
export function requireFit(
  label: string,
  profile: Profile,
  header: readonly string[],
): ReadonlyMap<string, number> {
  const drift = profileDrift(profile, header);
  if (drift.fits) return drift.places;
  const expected = profileColumns(profile).length;
  if (drift.missing.length * 2 > expected) {
    throw new LinkdeskError(
      'PROFILE_OF_OTHER_FILE',
      `${label} has ${expected - drift.missing.length} of the ${expected} columns that the profile ${profile.title} reads. Choose the profile of this report, or have it exported with column names in its first line. Nothing was imported.`,
      { file: label, profile: profile.id, missing: drift.missing.length },
    );
  }
  const more = drift.sentences.length - TOLD;
  const told = [...drift.sentences.slice(0, TOLD), ...(more > 0 ? [`${more} more differences.`] : [])];
  throw new LinkdeskError(
    'PROFILE_DRIFT',
    `${label} no longer fits the profile ${profile.title}, version ${profile.version}. ${told.join(' ')} Nothing was imported.`,
    { file: label, profile: profile.id, missing: drift.missing.length, extra: drift.extra.length },
  );
}
