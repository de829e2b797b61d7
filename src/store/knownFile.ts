import { LinkdeskError } from '../domain/error.ts';
import type { ExtractKindName } from '../domain/extract.ts';
import { displayMonth } from '../domain/month.ts';
import { type ImportRecord, importsOfFile } from './imports.ts';
import type { ReadStore } from './store.ts';

/** Kinds that list people: the same bytes a month later are the wrong month's file, not an unchanged one. */
const peopleKinds: ReadonlySet<ExtractKindName> = new Set(['cws_client', 'cw_person']);

/** Why a file must not be imported again (ALREADY_IMPORTED); undefined for one that was not imported before. */
export function knownFile(
  store: ReadStore,
  { kind, month, sha256, fileName }: Pick<ImportRecord, 'kind' | 'month' | 'sha256' | 'fileName'>,
): LinkdeskError | undefined {
  const known = importsOfFile(store, sha256).find(
    (record) => record.kind === kind && (record.month === month || peopleKinds.has(kind)),
  );
  if (known === undefined) return undefined;
  return new LinkdeskError(
    'ALREADY_IMPORTED',
    `The file ${fileName} was already imported for ${displayMonth(known.month)} on ${known.importedAt.slice(0, 10)} as ${known.fileName}. Nothing was changed.`,
    { importId: known.importId },
  );
}
