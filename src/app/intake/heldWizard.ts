import type { FileFormat, Profile } from '../../intake/profiles/profile.ts';
import { parseProfile, profileText } from '../../intake/profiles/profileFile.ts';
import { dropSetting, readSetting, writeSetting } from '../../store/settings.ts';
import type { ReadStore, WriteStore } from '../../store/store.ts';
import type { CheckedInput } from '../contract/contract.ts';
import type { Wizard } from './wizard.ts';

/** Where a person left the preparation of an import. */
type WizardPlace = Omit<CheckedInput<'intake.hold'>, 'grant'>;
type Prepared = Pick<Wizard, 'folder' | 'drafts' | 'formats'>;

/** As the store keeps it: the folder's path, and no value of any file. */
interface Kept {
  readonly folder: string;
  readonly place: WizardPlace;
  readonly drafts: Readonly<Record<string, unknown>>;
  readonly formats: Readonly<Record<string, FileFormat>>;
}

const name = 'import/held';

/** Keeps a preparation, so that it can be taken up after the project was closed. */
export function holdWizard(store: WriteStore, wizard: Prepared, place: WizardPlace): void {
  const kept: Kept = {
    folder: wizard.folder,
    place,
    drafts: Object.fromEntries(
      [...wizard.drafts].map(([file, profile]) => [file, JSON.parse(profileText(profile)) as unknown]),
    ),
    formats: Object.fromEntries(wizard.formats),
  };
  writeSetting(store, name, kept);
}

/** Keeps the profiles and formats of a preparation that is held already. */
export function keepDrafts(store: WriteStore, wizard: Prepared): void {
  const held = readKept(store);
  if (held?.folder === wizard.folder) holdWizard(store, wizard, held.place);
}

/** The preparation that was left; undefined when there is none. */
export function heldWizard(
  store: ReadStore,
): { readonly wizard: Prepared; readonly place: WizardPlace } | undefined {
  const kept = readKept(store);
  if (kept === undefined) return undefined;
  const drafts = Object.entries(kept.drafts).map(([file, profile]): readonly [string, Profile] => [
    file,
    parseProfile(JSON.stringify(profile)),
  ]);
  return {
    place: kept.place,
    wizard: {
      folder: kept.folder,
      drafts: new Map(drafts),
      formats: new Map(Object.entries(kept.formats)),
    },
  };
}

export const dropWizard = (store: WriteStore): void => dropSetting(store, name);

// written by `holdWizard` alone
const readKept = (store: ReadStore): Kept | undefined => readSetting(store, name) as Kept | undefined;
