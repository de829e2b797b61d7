import { isoDate } from '../domain/civilDate.ts';
import { writeCsv } from '../files/csv.ts';
import type { PublicationColumn } from '../files/publication.ts';
import { personIdText } from '../register/personId.ts';
import { appendAudit } from '../store/audit.ts';
import { crosswalk } from '../store/findPeople.ts';
import type { WriteStore } from '../store/store.ts';

const column = (id: string, kind: PublicationColumn['kind'], description: string): PublicationColumn => ({
  id,
  label: id,
  kind,
  width: 20,
  description,
  source: 'Common client index',
});

const columns: readonly PublicationColumn[] = [
  column('person_id', 'identifier', 'Permanent id of the person in the index'),
  column('type', 'text', 'cws_key, cwin or cin'),
  column('value', 'identifier', 'The id as the system has it, to the letter'),
  column('status', 'text', 'active, frozen or former'),
  column('from', 'date', 'Day of the first extract that had it'),
  column('to', 'date', 'Day of the first extract that no longer had it'),
];

/**
 * Writes the crosswalk of the index, one id a row: index id ↔ CWS key ↔ CWIN ↔ CIN (SLO-5). Without SSNs, and
 * without sealed and sensitive people. Noted in the audit log. Errors as of `writeFileAtomically`.
 */
export async function writeCrosswalk(
  project: WriteStore,
  path: string,
  { replace, at }: { readonly replace: boolean; readonly at: string },
): Promise<{ readonly rows: number; readonly sha256: string }> {
  let count = 0;
  const rows = {
    *[Symbol.iterator]() {
      count = 0;
      for (const { personId, type, value, status, fromDay, toDay } of crosswalk(project)) {
        count++;
        yield [personIdText(personId), type, value, status, dayText(fromDay), dayText(toDay)];
      }
    },
  };
  const { sha256 } = await writeCsv(path, { columns, rows }, { replace });
  appendAudit(project, { at, action: 'exported', subject: 'crosswalk', details: { rows: count, sha256 } });
  return { rows: count, sha256 };
}

const dayText = (day: number | null): string => (day === null ? '' : isoDate(day));
