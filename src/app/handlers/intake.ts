import { basename } from 'node:path';
import { LinkdeskError } from '../../domain/error.ts';
import { lastDay } from '../../domain/month.ts';
import { mendProfile } from '../../intake/profiles/mendProfile.ts';
import type { Profile } from '../../intake/profiles/profile.ts';
import type { SourceFileView } from '../contract/intake.ts';
import type { Handlers } from '../handler.ts';
import { checkSources } from '../intake/checkSources.ts';
import { lookAtFolder, sourceFileView } from '../intake/lookAtFolder.ts';
import { profileOfColumns, suggestColumns } from '../intake/mapColumns.ts';
import { previewSource } from '../intake/previewSource.ts';
import { sourceFindings } from '../intake/sourceFindings.ts';
import { lookAtFile } from '../intake/sourceFile.ts';
import { sourceOf, type Wizard } from '../intake/wizard.ts';
import { monthQuality } from '../monthQuality.ts';
import { grantUsed, type Session } from '../session.ts';

export const intakeHandlers: Handlers<'intake' | 'quality'> = {
  async 'intake.look'(session, { grant }) {
    const store = session.store();
    const held = session.wizard.current?.grant === grant ? session.wizard.current : undefined;
    const folder = held?.folder ?? session.redeemGrant(grant);
    if (folder === undefined) throw grantUsed();
    const drafts = held?.drafts ?? new Map<string, Profile>();
    const files = await lookAtFolder(store, folder, drafts);
    session.wizard.current = { grant, folder, files, drafts, checked: held?.checked };
    return {
      folder: basename(folder),
      files: [...files.values()].map((file) => sourceFileView(store, file)),
    };
  },

  'intake.preview': (session, { grant, file }) =>
    previewSource(session.store(), sourceOf(wizardOf(session, grant), file)),

  'intake.suggest': (session, { grant, file, kind }) =>
    suggestColumns(sourceOf(wizardOf(session, grant), file), kind),

  'intake.map'(session, { grant, file, ...choice }) {
    const wizard = wizardOf(session, grant);
    return readWith(session, wizard, file, profileOfColumns(sourceOf(wizard, file), choice));
  },

  'intake.mend'(session, { grant, file, renamed, ignored, optional }) {
    const wizard = wizardOf(session, grant);
    const { reading } = sourceOf(wizard, file);
    if (reading?.by !== 'profile') {
      throw new LinkdeskError(
        'PROFILE_MISSING',
        `${file} is not read by a profile, so there is none to mend. Map its columns instead; nothing was changed.`,
      );
    }
    const names = Object.fromEntries(renamed.map(({ missing, found }) => [missing, found]));
    return readWith(
      session,
      wizard,
      file,
      mendProfile(reading.profile, { renamed: names, ignored, optional }),
    );
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

  'quality.month': (session, { month }) => monthQuality(session.store(), month),
};

function wizardOf({ wizard }: Session, grant: string): Wizard {
  if (wizard.current === undefined || wizard.current.grant !== grant) throw grantUsed();
  return wizard.current;
}

/** Reads a file by a profile from now on, in this wizard; what was checked of it before no longer holds. */
async function readWith(
  session: Session,
  wizard: Wizard,
  fileName: string,
  profile: Profile,
): Promise<SourceFileView> {
  const file = await lookAtFile(sourceOf(wizard, fileName).path, [], profile);
  session.wizard.current = {
    ...wizard,
    files: new Map([...wizard.files, [fileName, file] as const]),
    drafts: new Map([...wizard.drafts, [fileName, profile] as const]),
    checked: undefined,
  };
  return sourceFileView(session.store(), file);
}
