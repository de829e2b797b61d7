import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LinkdeskError } from '../../domain/error.ts';
import { extractKind, type ExtractKindName } from '../../domain/extract.ts';
import { lastDay } from '../../domain/month.ts';
import { mendProfile } from '../../intake/profiles/mendProfile.ts';
import type { FileFormat, MappedValue, Profile } from '../../intake/profiles/profile.ts';
import { profileOfLayout } from '../../intake/profiles/profileOfLayout.ts';
import { withZerosRestored } from '../../intake/profiles/withZerosRestored.ts';
import { withValueMap } from '../../intake/profiles/withValueMap.ts';
import { newestImport } from '../../store/imports.ts';
import type { ReadStore } from '../../store/store.ts';
import type { CheckedInput } from '../contract/contract.ts';
import type { SourceFileView } from '../contract/intake.ts';
import type { Handlers } from '../handler.ts';
import { behindQuality, columnFindings } from '../behindQuality.ts';
import { checkSources } from '../intake/checkSources.ts';
import { codeLists } from '../intake/codeLists.ts';
import { exportProfile } from '../intake/exportProfile.ts';
import { dropWizard, heldWizard, holdWizard, keepDrafts } from '../intake/heldWizard.ts';
import { lookAtFolder, sharedReadings, sourceFileView } from '../intake/lookAtFolder.ts';
import { previewSource, rowsAtLines } from '../intake/previewSource.ts';
import { knownKind, profileOfColumns } from '../intake/profileOfColumns.ts';
import { profileReading, readingVersion } from '../intake/reading.ts';
import { rulerOf } from '../intake/ruler.ts';
import { readingOf, savedProfiles } from '../intake/savedProfiles.ts';
import { formatOf, reshaped } from '../intake/shapeFile.ts';
import { lookAtFile, type SourceFile } from '../intake/sourceFile.ts';
import { sourceFindings } from '../intake/sourceFindings.ts';
import { suggestColumns } from '../intake/suggestColumns.ts';
import { sourceOf, type Wizard } from '../intake/wizard.ts';
import { findingRows } from '../findingRows.ts';
import { exportQuality, qualityFileName } from '../exportQuality.ts';
import { monthQuality } from '../monthQuality.ts';
import { exportFolder } from '../project.ts';
import { grantUsed, type Session } from '../session.ts';

export const intakeHandlers: Handlers<'intake' | 'profiles' | 'quality'> = {
  'intake.resume'(session) {
    const store = session.store();
    const held = heldWizard(store);
    if (held === undefined) return { held: null };
    session.wizard.current ??= { ...held.wizard, grant: randomUUID(), files: new Map(), checked: undefined };
    const { grant, folder } = session.wizard.current;
    return { held: { grant, folder: basename(folder), ...held.place } };
  },

  'intake.hold'(session, { grant, ...place }) {
    holdWizard(session.store(), wizardOf(session, grant), place);
    return { held: true };
  },

  'intake.drop'(session) {
    session.wizard.current = undefined;
    dropWizard(session.store());
    return { held: false };
  },

  async 'intake.look'(session, { grant }) {
    const store = session.store();
    const held = session.wizard.current?.grant === grant ? session.wizard.current : undefined;
    const folder = held?.folder ?? session.redeemGrant(grant);
    if (folder === undefined) throw grantUsed();
    const drafts = held?.drafts ?? new Map<string, Profile>();
    const formats = held?.formats ?? new Map<string, FileFormat>();
    const files = await lookAtFolder(store, folder, { drafts, formats });
    const shared = sharedReadings(store, files);
    session.wizard.current = {
      grant,
      folder,
      files,
      drafts: new Map([...shared, ...drafts]),
      formats,
      checked: held?.checked,
    };
    return {
      folder: basename(folder),
      files: [...files.values()].map((file) => sourceFileView(store, file)),
    };
  },

  'intake.preview': (session, { grant, file }) =>
    previewSource(session.store(), sourceOf(wizardOf(session, grant), file)),

  'intake.suggest'(session, { grant, file, kind }) {
    const source = sourceOf(wizardOf(session, grant), file);
    return suggestColumns(source, kind, (found) => lastRead(session.store(), found, source));
  },

  'intake.map'(session, { grant, file, base, ...choice }) {
    const wizard = wizardOf(session, grant);
    const source = sourceOf(wizard, file);
    const begun =
      base === 'own' ? profileReading(source) : lastRead(session.store(), knownKind(choice.kind), source);
    return readWith(session, wizard, file, { profile: profileOfColumns(source, choice, begun) });
  },

  'intake.mend'(session, { grant, file, renamed, ignored, optional }) {
    const wizard = wizardOf(session, grant);
    const { reading } = sourceOf(wizard, file);
    if (reading?.by !== 'profile') throw notRead(file);
    const names = Object.fromEntries(renamed.map(({ missing, found }) => [missing, found]));
    const profile = mendProfile(reading.profile, { renamed: names, ignored, optional });
    return readWith(session, wizard, file, { profile });
  },

  'intake.ruler': (session, { grant, file }) => rulerOf(sourceOf(wizardOf(session, grant), file)),

  async 'intake.shape'(session, { grant, file, format: chosen }) {
    const wizard = wizardOf(session, grant);
    const source = sourceOf(wizard, file);
    const format = formatOf(chosen, file);
    return readWith(session, wizard, file, { format, profile: reshaped(source, format) });
  },

  async 'intake.codes'(session, { grant, file, month }) {
    return { fields: await codeLists(sourceOf(wizardOf(session, grant), file), lastDay(month)) };
  },

  'intake.mapCodes'(session, { grant, file, kind, field, entries }) {
    const wizard = wizardOf(session, grant);
    const profile = profileReading(sourceOf(wizard, file));
    if (profile === undefined) throw notRead(file);
    const mapped = withValueMap(profile, knownKind(kind), field, entries.map(entryOf));
    return readWith(session, wizard, file, { profile: mapped });
  },

  'intake.check'(session, { grant, month, files }) {
    const store = session.store();
    const wizard = wizardOf(session, grant);
    const chosen = files.map((file) => sourceOf(wizard, file));
    const jobId = session.jobs.start('check', month, async (progress, signal) => {
      const sources = await checkSources(
        store,
        chosen,
        { month, asOf: lastDay(month) },
        { progress, signal },
      );
      const current = session.wizard.current;
      if (current?.grant === grant) session.wizard.current = { ...current, checked: { month, sources } };
    });
    return { jobId };
  },

  'intake.checked'(session, { grant }) {
    const { checked } = wizardOf(session, grant);
    return { month: checked?.month ?? null, extracts: (checked?.sources ?? []).map(({ view }) => view) };
  },

  'intake.findings'(session, { grant, file, kind, ...filter }) {
    const source = wizardOf(session, grant).checked?.sources.find(
      ({ view }) => view.file === file && view.kind === kind,
    );
    return source === undefined ? { rows: [], next: null } : sourceFindings(source, filter);
  },

  'intake.rows': (session, { grant, file, lines }) =>
    rowsAtLines(session.store(), sourceOf(wizardOf(session, grant), file), lines),

  'intake.restoreZeros'(session, { grant, file }) {
    const wizard = wizardOf(session, grant);
    const profile = profileReading(sourceOf(wizard, file));
    if (profile === undefined) throw notRead(file);
    return readWith(session, wizard, file, { profile: withZerosRestored(profile) });
  },

  'profiles.all': (session) => ({
    profiles: savedProfiles(session.store()).map(
      ({ id, version, title, system, format, parts, valueMaps }) => ({
        id,
        version,
        title,
        system,
        format: format.type,
        kinds: parts.map(({ kind }) => extractKind(kind).title),
        codeLists: Object.keys(valueMaps).length,
      }),
    ),
  }),

  async 'profiles.export'(session, { id }) {
    const store = session.store();
    const folder = exportFolder(session.folder);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // a version never changes, so its file may be written again
    const { path } = await exportProfile(store, id, { folder }, { replace: true });
    return { fileName: basename(path), folder };
  },

  'quality.month': (session, { month }) => monthQuality(session.store(), month),

  'quality.behind': (session, input) => behindQuality(session.store(), input),

  'quality.findings': (session, input) => columnFindings(session.store(), input),

  'quality.rows': (session, input) => findingRows(session.store(), input),

  async 'quality.export'(session, { month, format }) {
    const folder = exportFolder(session.folder);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const fileName = qualityFileName(month, format);
    const path = join(folder, fileName);
    const { rows } = await exportQuality(session.store(), { month, path, replace: true, at: session.now() });
    return { fileName, folder, rows };
  },
};

function wizardOf({ wizard }: Session, grant: string): Wizard {
  if (wizard.current === undefined || wizard.current.grant !== grant) throw grantUsed();
  return wizard.current;
}

const notRead = (file: string): LinkdeskError =>
  new LinkdeskError(
    'PROFILE_MISSING',
    `${file} is not read by a profile yet. Map its columns first; nothing was changed.`,
  );

const entryOf = ({
  from,
  to,
  since,
  until,
}: CheckedInput<'intake.mapCodes'>['entries'][number]): MappedValue => ({
  from,
  to,
  ...(since === null ? {} : { since }),
  ...(until === null ? {} : { until }),
});

/** Reads a file otherwise from now on, in this wizard; what was checked of it before no longer holds. */
async function readWith(
  session: Session,
  wizard: Wizard,
  fileName: string,
  { profile, format }: { readonly profile?: Profile | undefined; readonly format?: FileFormat },
): Promise<SourceFileView> {
  const source = sourceOf(wizard, fileName);
  const draft = profile === undefined ? undefined : numbered(profile, source, wizard.drafts.get(fileName));
  const file = await lookAtFile(source.path, savedProfiles(session.store()), { profile: draft, format });
  const { [fileName]: _before, ...drafts } = Object.fromEntries(wizard.drafts);
  session.wizard.current = {
    ...wizard,
    files: new Map([...wizard.files, [fileName, file] as const]),
    drafts: new Map(Object.entries(draft === undefined ? drafts : { ...drafts, [fileName]: draft })),
    formats: new Map([...wizard.formats, ...(format === undefined ? [] : [[fileName, format] as const])]),
    checked: undefined,
  };
  keepDrafts(session.store(), session.wizard.current);
  return sourceFileView(session.store(), file);
}

/** One version later than what reads the file now, however often it is changed before the import. */
function numbered(profile: Profile, { reading }: SourceFile, draft: Profile | undefined): Profile {
  if (draft?.id === profile.id) return { ...profile, version: draft.version };
  if (reading === undefined) return profile;
  const { layout, layoutVersion } = readingVersion(reading);
  return layout === profile.id ? { ...profile, version: layoutVersion + 1 } : profile;
}

/** The profile by which the newest extract of a kind was read, when the file is not read by it already. */
function lastRead(store: ReadStore, kind: ExtractKindName, { reading }: SourceFile): Profile | undefined {
  const newest = newestImport(store, kind, '9999-12');
  if (newest === undefined) return undefined;
  const now = reading === undefined ? undefined : readingVersion(reading);
  if (now?.layout === newest.layout && now.layoutVersion === newest.layoutVersion) return undefined;
  const last = readingOf(store, newest);
  return last?.by === 'layout' ? profileOfLayout(last.layout) : last?.profile;
}
