import { builtInProfiles } from './builtIn/index.ts';
import { profileColumns } from './profile.ts';
import type { Profile } from './profile.ts';
import { profileDrift } from './profileDrift.ts';

/** The profile that a header fits without any difference; of several the one that reads the most columns. */
export function recogniseProfile(
  header: readonly string[],
  profiles: readonly Profile[] = builtInProfiles,
): Profile | undefined {
  return profiles
    .filter((profile) => profile.format.type !== 'fixed' && profileDrift(profile, header).fits)
    .sort((a, b) => profileColumns(b).length - profileColumns(a).length)[0];
}
