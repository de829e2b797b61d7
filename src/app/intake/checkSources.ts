import { type CivilDay, parseCivilDate } from '../../domain/civilDate.ts';
import { LinkdeskError } from '../../domain/error.ts';
import { type ExtractKindName, extractKind } from '../../domain/extract.ts';
import type { Month } from '../../domain/month.ts';
import { FieldQuality, type FieldQualityTable } from '../../intake/fieldQuality.ts';
import type { Finding, FindingCode } from '../../intake/findings.ts';
import type { LocatedFinding } from '../../intake/rejects.ts';
import type { ReadStore } from '../../store/store.ts';
import type { CheckedExtract } from '../contract/intake.ts';
import type { Work } from '../work.ts';
import { compareWithBefore } from './compareWithBefore.ts';
import { ExtractStatistics } from './extractStatistics.ts';
import { judgeExtract } from './judgeExtract.ts';
import { columnsByField, fieldLabel, kindsOf, type Reading, readKinds } from './reading.ts';
import { RepeatedRows } from './repeatedRows.ts';
import type { SourceFile } from './sourceFile.ts';

/** One kind of extract in a file, checked from end to end without being kept. */
export interface CheckedSource {
  readonly view: CheckedExtract;
  /** The first findings in file order. */
  readonly findings: readonly LocatedFinding[];
  /** Rows with a value that others have too, by field. */
  readonly repeated: (field: string) => readonly LocatedFinding[];
}

/** Findings kept for the screen; the rejects file of the import has them all. */
const keptFindings = 5000;

/**
 * Reads files as an import would and measures every field, but writes nothing (review-ux.md 4.3, step 4). A file
 * that an import would refuse is given with the reason; it does not stop the others.
 */
export async function checkSources(
  store: ReadStore,
  files: readonly SourceFile[],
  { month, asOf }: { readonly month: Month; readonly asOf: CivilDay },
  { progress, signal }: Pick<Work, 'progress' | 'signal'>,
): Promise<readonly CheckedSource[]> {
  const checked: CheckedSource[] = [];
  for (const [index, file] of files.entries()) {
    const { reading } = file;
    if (reading === undefined) continue;
    for (const kind of kindsOf(reading)) {
      const label = `Checking ${index + 1} of ${files.length}: ${extractKind(kind).title}`;
      checked.push(
        await checkKind(
          store,
          file,
          reading,
          kind,
          { month, asOf },
          (bytes, total) => {
            progress(label, bytes, total);
          },
          signal,
        ),
      );
    }
  }
  return checked;
}

async function checkKind(
  store: ReadStore,
  file: SourceFile,
  reading: Reading,
  kind: ExtractKindName,
  { month, asOf }: { readonly month: Month; readonly asOf: CivilDay },
  onProgress: (bytes: number, total: number) => void,
  signal: AbortSignal,
): Promise<CheckedSource> {
  const columns = columnsByField(reading, kind);
  const quality = new FieldQuality(kind, columns);
  const statistics = new ExtractStatistics(kind, asOf);
  const repeats = new RepeatedRows(kind, columns);
  const found = new Map<FindingCode, Map<string, number>>();
  const rejections = new Map<FindingCode, number>();
  const findings: LocatedFinding[] = [];
  let notices: readonly string[] = [];
  let rowFindings = 0;
  let refused: string | null = null;
  try {
    const batches = readKinds(file.path, reading, [kind], {
      asOf,
      acceptDemo: store.identity.synthetic,
      inspection: file.inspection,
      onProgress,
    });
    for await (const batch of batches) {
      signal.throwIfAborted();
      quality.add(batch);
      statistics.add(batch);
      repeats.add(batch);
      for (const { finding } of batch.findings) {
        countFinding(found, finding);
        if (finding.severity === 'rejected')
          rejections.set(finding.code, (rejections.get(finding.code) ?? 0) + 1);
      }
      rowFindings += batch.findings.filter(({ finding }) => finding.column === '').length;
      findings.push(...batch.findings.slice(0, keptFindings - findings.length));
      if (batch.summary !== undefined) notices = batch.summary.notices.map(({ sentence }) => sentence);
    }
  } catch (error) {
    if (!(error instanceof LinkdeskError) || signal.aborted) throw error;
    refused = error.message;
  }
  const table = quality.table();
  const counts = statistics.counts();
  const heaped = new Set(
    table.fields.flatMap(({ heapedDates }) => heapedDates.map((day) => parseCivilDate(day, 'YYYY-MM-DD')!)),
  );
  const facts = { fileName: file.fileName, kind, month, columns, quality: table, counts, found, rejections };
  return {
    findings,
    repeated: (field) => repeats.of(field, heaped),
    view: {
      file: file.fileName,
      kind,
      title: extractKind(kind).title,
      system: extractKind(kind).system,
      read: table.rows + table.rejected,
      usable: table.rows,
      rejected: table.rejected,
      comparison: compareWithBefore(store, kind, month, table.rows),
      persons: counts.persons,
      verdicts: refused === null ? [...judgeExtract(store, facts)] : [],
      fields: fieldRows(table, columns),
      rowFindings,
      notices: [...notices],
      refused,
    },
  };
}

function countFinding(found: Map<FindingCode, Map<string, number>>, { code, column }: Finding): void {
  const columns = found.get(code) ?? new Map<string, number>();
  columns.set(column, (columns.get(column) ?? 0) + 1);
  found.set(code, columns);
}

/** The fields that a file has columns for, in the order of their kind. */
const fieldRows = (
  table: FieldQualityTable,
  columns: Readonly<Record<string, string>>,
): CheckedExtract['fields'] =>
  table.fields.flatMap(({ field, filled, distinct, invalid, suspicious, repeated }) => {
    const column = columns[field];
    return column === undefined
      ? []
      : [{ field, label: fieldLabel(field), column, filled, distinct, invalid, suspicious, repeated }];
  });
