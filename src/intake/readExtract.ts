import { type BlankWordOf, usualBlankWords } from '../domain/blankWords.ts';
import type { CivilDay } from '../domain/civilDate.ts';
import { extractKind } from '../domain/extract.ts';
import { blankWordsIn } from './blankedCells.ts';
import { checkHeader } from './checkHeader.ts';
import { readDelimited } from './delimited.ts';
import { delimiterName } from './detectDelimiter.ts';
import type { Delimiter } from './detectDelimiter.ts';
import type { ExtractBatch, FileNotice } from './extractBatch.ts';
import { ExtractReading } from './extractReading.ts';
import { fileLabel } from './fileFailure.ts';
import { inspectFile } from './inspectFile.ts';
import type { FileInspection } from './inspectFile.ts';
import type { Layout } from './layouts/layout.ts';
import type { ReadingPlan } from './readingPlan.ts';

export type { ExtractBatch, ExtractRow, ExtractSummary, FileNotice } from './extractBatch.ts';

export interface ReadExtractOptions {
  /** Made-up people: SSNs 9xx-01…49 are accepted. The layout's own `demo` when absent. */
  readonly acceptDemo?: boolean;
  /** The day of the extract, against which birth dates are judged */
  readonly asOf?: CivilDay;
  /** Of an earlier `inspectFile`, so that the file is not hashed twice */
  readonly inspection?: FileInspection;
  readonly onProgress?: (bytesRead: number, bytes: number) => void;
}

/**
 * Reads one extract file of a layout: rows normalised and checked, in batches of about a thousand, in bounded memory.
 * Every row read is imported or rejected with a finding. The last batch carries the summary, also when the file has
 * no rows. Throws a LinkdeskError, naming file, line, column and remedy, when the file as a whole cannot be trusted:
 * wrong columns, cut off, ids damaged by a spreadsheet, a column that is not what it should be.
 */
export async function* readExtract(
  file: string,
  layout: Layout,
  options: ReadExtractOptions = {},
): AsyncGenerator<ExtractBatch> {
  const inspection = options.inspection ?? (await inspectFile(file));
  const label = fileLabel(file);
  let reading: ExtractReading | undefined;
  let held: ExtractBatch | undefined;
  for await (const batch of readDelimited(file, {
    inspection,
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  })) {
    reading ??= new ExtractReading(
      planOf(label, layout, batch.header, batch.delimiter, options),
      batch.header,
      inspection,
    );
    if (held !== undefined) yield held;
    held = reading.read(batch);
  }
  if (reading === undefined || held === undefined) throw new Error('a delimited file gave no batch');
  yield { ...held, summary: reading.finish() };
}

function planOf(
  label: string,
  layout: Layout,
  header: readonly string[],
  delimiter: Delimiter,
  options: ReadExtractOptions,
): ReadingPlan {
  const places = checkHeader(label, header, layout, delimiter);
  const kind = extractKind(layout.kind);
  const fields = new Map(kind.fields.map((field) => [field.name, field]));
  const wordsIn = (name: string): { readonly blankWord?: BlankWordOf } => {
    const blankWord = blankWordsIn(fields.get(name)!, usualBlankWords);
    return blankWord === undefined ? {} : { blankWord };
  };
  return {
    label,
    kind,
    width: header.length,
    sameAgain: 'rejected',
    sinceFields: [],
    records: [
      {
        onlyWith: [],
        columns: layout.columns.map((column) => ({
          field: column.field,
          column: column.header,
          source: places.get(column.header)!,
          reading: {
            dateFormat: layout.dateFormat,
            flag: layout.flag,
            acceptDemo: options.acceptDemo ?? layout.demo,
            ...(column.width === undefined ? {} : { width: column.width }),
            ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
            ...wordsIn(column.field),
          },
        })),
      },
    ],
    watched: layout.columns.map((column) => ({
      column: column.header,
      type: fields.get(column.field)!.type,
      place: places.get(column.header)!,
      ...wordsIn(column.field),
    })),
    notices: delimiter === layout.delimiter ? [] : [otherDelimiter(label, delimiter, layout.delimiter)],
  };
}

/** What is said of a file whose columns are parted otherwise than agreed. */
function otherDelimiter(label: string, found: Delimiter, expected: Delimiter): FileNotice {
  return {
    code: 'OTHER_DELIMITER',
    sentence: `${label} parts its columns with ${delimiterName(found)}s instead of ${delimiterName(expected)}s. It was read so; tell whoever runs the extract, because the next one may part them wrongly.`,
  };
}
