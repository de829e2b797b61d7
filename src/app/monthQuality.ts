import { isoDate } from '../domain/civilDate.ts';
import { extractKind, extractKinds } from '../domain/extract.ts';
import type { Month } from '../domain/month.ts';
import { checkStateIds } from '../register/stateIds.ts';
import { indexCompleteness } from '../store/families.ts';
import { importNotes, type ImportRecord, importsOfMonth } from '../store/imports.ts';
import {
  duplicatedPeople,
  fieldFill,
  findingsByColumn,
  peopleSharingSsn,
  repeatedValues,
} from '../store/quality.ts';
import type { ReadStore } from '../store/store.ts';
import type { MonthQuality } from './contract/intake.ts';
import { compareWithBefore } from './intake/compareWithBefore.ts';
import { columnsByField, fieldLabel } from './intake/reading.ts';
import { readingOf } from './intake/savedProfiles.ts';

/**
 * The data quality of a month as it stands in the store: of every extract the fields, and what holds across rows:
 * duplicates inside a system, SSNs on several people, families without one birth mother (SLO-3), index completeness
 * (SLO-4). Sealed and sensitive people are counted and never named (SCC-13).
 */
export function monthQuality(store: ReadStore, month: Month): MonthQuality {
  const newest = new Map(importsOfMonth(store, month).map((record) => [record.kind, record]));
  const stateIds = checkStateIds(store, month);
  const stateIdsWith = (problem: (typeof stateIds)[number]['problem']): number =>
    stateIds.filter((finding) => finding.problem === problem).length;
  return {
    extracts: extractKinds.flatMap(({ kind }) => {
      const record = newest.get(kind);
      return record === undefined ? [] : [extractQuality(store, record)];
    }),
    checks: [
      {
        check: 'duplicates',
        count: duplicatedPeople(store),
        title: 'People with several records in one system',
        words: 'Ask the owning program to merge the records; the index keeps them as one person.',
      },
      {
        check: 'shared_ssn',
        count: peopleSharingSsn(store),
        title: 'People who share an SSN with somebody else',
        words:
          'One of them has a wrong SSN. Resolve the mismatch and send the correction to the owning program.',
      },
      {
        check: 'no_mother',
        title: 'Families without a birth mother',
        count: stateIdsWith('no_mother'),
        words:
          'No child under the State ID has a birth mother recorded. Have the relationship entered in CWS/CMS.',
      },
      {
        check: 'several_mothers',
        title: 'Families with several birth mothers',
        count: stateIdsWith('several_mothers'),
        words: 'Children under one State ID have different birth mothers. Have the State ID corrected.',
      },
      {
        check: 'other_person',
        title: 'State IDs that name somebody else',
        count: stateIdsWith('other_person'),
        words: 'The State ID is a person id of the index that is not the birth mother’s. Have it corrected.',
      },
    ],
    index: indexCompleteness(store, month),
  };
}

function extractQuality(store: ReadStore, record: ImportRecord): MonthQuality['extracts'][number] {
  const { kind, month } = record;
  const { title, system, fields } = extractKind(kind);
  const reading = readingOf(store, record);
  const columns = reading === undefined ? {} : columnsByField(reading, kind);
  const byColumn = new Map(findingsByColumn(store, record.importId).map((one) => [one.column, one]));
  const types = new Map(fields.map((field) => [field.name, field.type]));
  return {
    kind,
    importId: record.importId,
    fileName: record.fileName,
    title,
    system,
    asOf: isoDate(record.asOf),
    rows: record.imported,
    rejected: record.rejected,
    notes: importNotes(store, record.importId).map(({ sentence }) => sentence),
    comparison: compareWithBefore(store, kind, month, record.imported),
    fields: fieldFill(store, record).flatMap(({ field, filled, distinct }) => {
      const column = columns[field];
      // a field that the file has no column for is no gap in its data
      if (column === undefined && filled === 0) return [];
      const findings = byColumn.get(column ?? '');
      return {
        field,
        label: fieldLabel(field),
        column: column ?? '',
        filled,
        distinct,
        invalid: findings?.invalid ?? 0,
        suspicious: findings?.suspicious ?? 0,
        repeated:
          (field === 'ssn' || field === 'cin') && types.get(field) === field
            ? repeatedValues(store, record, field)
            : 0,
      };
    }),
  };
}
