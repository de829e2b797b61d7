import { builtInLayouts } from '../../intake/layouts/index.ts';
import { builtInProfiles } from '../../intake/profiles/builtIn/index.ts';
import type { Profile } from '../../intake/profiles/profile.ts';
import { parseProfile, profileText } from '../../intake/profiles/profileFile.ts';
import type { ImportRecord } from '../../store/imports.ts';
import { readSetting, settingsUnder, writeSetting } from '../../store/settings.ts';
import type { ReadStore, WriteStore } from '../../store/store.ts';
import type { Reading } from './reading.ts';

const under = 'profile/';
const nameOf = ({ id, version }: Pick<Profile, 'id' | 'version'>): string => `${under}${id}/${version}`;

const readBack = (value: unknown): Profile => parseProfile(JSON.stringify(value));

/** Every profile that was saved with the project, the newest version of each. */
export function savedProfiles(store: ReadStore): readonly Profile[] {
  const newest = new Map<string, Profile>();
  for (const { value } of settingsUnder(store, under)) {
    const profile = readBack(value);
    if (profile.version > (newest.get(profile.id)?.version ?? 0)) newest.set(profile.id, profile);
  }
  return [...newest.values()];
}

/** The profile of an id and version, saved or built in; undefined when it is neither. */
export function profileOf(store: ReadStore, id: string, version: number): Profile | undefined {
  const saved = readSetting(store, nameOf({ id, version }));
  return saved === undefined
    ? builtInProfiles.find((profile) => profile.id === id && profile.version === version)
    : readBack(saved);
}

/**
 * A profile under the version that the project keeps it as: its own, or the next one when that version is known with
 * other content. A version is never overwritten.
 */
export function asKept(store: ReadStore, profile: Profile): Profile {
  const known = profileOf(store, profile.id, profile.version);
  if (known === undefined || profileText(known) === profileText(profile)) return profile;
  const newest = savedProfiles(store).find(({ id }) => id === profile.id);
  if (newest !== undefined && profileText({ ...profile, version: newest.version }) === profileText(newest))
    return newest;
  return { ...profile, version: Math.max(newest?.version ?? 0, known.version) + 1 };
}

/** Keeps a profile, as `asKept` gave it, with the project, so that next month's file is recognised by it. */
export function saveProfile(store: WriteStore, profile: Profile): void {
  if (profileOf(store, profile.id, profile.version) === undefined) {
    writeSetting(store, nameOf(profile), JSON.parse(profileText(profile)));
  }
}

/** How an import was read; undefined when its layout or profile is no longer known. */
export function readingOf(
  store: ReadStore,
  { layout, layoutVersion }: Pick<ImportRecord, 'layout' | 'layoutVersion'>,
): Reading | undefined {
  const builtIn = builtInLayouts.find(({ id, version }) => id === layout && version === layoutVersion);
  if (builtIn !== undefined) return { by: 'layout', layout: builtIn };
  const profile = profileOf(store, layout, layoutVersion);
  return profile === undefined ? undefined : { by: 'profile', profile };
}
