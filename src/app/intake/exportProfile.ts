import { join } from 'node:path';
import { LinkdeskError } from '../../domain/error.ts';
import { writeFileAtomically } from '../../files/atomicFile.ts';
import type { Profile } from '../../intake/profiles/profile.ts';
import { profileText } from '../../intake/profiles/profileFile.ts';
import type { ReadStore } from '../../store/store.ts';
import { savedProfiles } from './savedProfiles.ts';

/** The name of a profile's file: a profile of that name beside an extract reads it. */
export const profileFileName = ({ id, version }: Profile): string => `${id}-v${version}.profile.json`;

/**
 * Writes the newest version of a project's profile as a file to pass on; it holds no person's data. Throws
 * PROFILE_MISSING, naming the profiles that there are, and FILE_EXISTS.
 */
export async function exportProfile(
  store: ReadStore,
  id: string,
  to: { readonly folder: string } | { readonly path: string },
  { replace }: { readonly replace: boolean },
): Promise<{ readonly profile: Profile; readonly path: string }> {
  const saved = savedProfiles(store);
  const profile = saved.find((one) => one.id === id);
  if (profile === undefined) {
    const known = saved.map((one) => one.id).join(', ');
    throw new LinkdeskError(
      'PROFILE_MISSING',
      `The project keeps no profile ${id}. ${known === '' ? 'It keeps none yet: a mapping is kept when its import is done.' : `It keeps ${known}.`} Nothing was written.`,
    );
  }
  const path = 'path' in to ? to.path : join(to.folder, profileFileName(profile));
  await writeFileAtomically(path, [new TextEncoder().encode(profileText(profile))], { replace });
  return { profile, path };
}
