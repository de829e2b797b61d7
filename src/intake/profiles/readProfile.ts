import { blankWordFinder, type BlankWordOf } from '../../domain/blankWords.ts';
import type { CivilDay } from '../../domain/civilDate.ts';
import { LinkdeskError } from '../../domain/error.ts';
import { extractKind } from '../../domain/extract.ts';
import type { ExtractField, ExtractKind, ExtractKindName } from '../../domain/extract.ts';
import { blankWordsIn, holdsName } from '../blankedCells.ts';
import type { RowColumn } from '../checkRow.ts';
import { readDelimited } from '../delimited.ts';
import type { ExtractBatch } from '../extractBatch.ts';
import { ExtractReading } from '../extractReading.ts';
import { fileLabel } from '../fileFailure.ts';
import { readFixedWidth } from '../fixedWidth.ts';
import { inspectFile } from '../inspectFile.ts';
import type { FileInspection } from '../inspectFile.ts';
import type { ReadingPlan, RecordPlan } from '../readingPlan.ts';
import type { RowBatch } from '../rowBatch.ts';
import { readWorkbook } from '../workbook.ts';
import { compileSource } from './compileSource.ts';
import type { SourceContext } from './compileSource.ts';
import { blankWordsOf, columnsOf, sinceFields } from './profile.ts';
import type { FieldSource, Profile, RecordMap } from './profile.ts';
import { requireFit } from './profileDrift.ts';
import { withPlaceholders } from './ssnPlaceholders.ts';

export interface ReadProfileOptions {
  /** Made-up people: SSNs 9xx-01…49 are accepted */
  readonly acceptDemo: boolean;
  /** Day of the extract: judges birth dates, dates value maps, and gives the month to profiles that need it */
  readonly asOf?: CivilDay;
  readonly inspection?: FileInspection;
  readonly onProgress?: (bytesRead: number, bytes: number) => void;
}

/**
 * Reads the rows of one or more extract kinds out of a file by a profile, with the same checks and batches as
 * `readExtract`. A row may give several records of a kind or none; the same record again is merged, so `read` counts
 * the records and is always `imported` + `rejected`. The file is read once; each kind has its own batches and its own
 * summary. Throws a LinkdeskError when the header does not fit, and for everything that `readExtract` refuses.
 */
export async function* readProfile(
  file: string,
  profile: Profile,
  kinds: readonly ExtractKindName[],
  options: ReadProfileOptions,
): AsyncGenerator<ExtractBatch> {
  const inspection = options.inspection ?? (await inspectFile(file));
  const label = fileLabel(file);
  let readings: readonly ExtractReading[] | undefined;
  let held: readonly ExtractBatch[] = [];
  for await (const batch of profileRows(file, profile, inspection, options.onProgress)) {
    readings ??= kinds.map(
      (kind) =>
        new ExtractReading(planOf(label, profile, kind, batch.header, options), batch.header, inspection),
    );
    yield* held;
    held = ExtractReading.readAll(readings, batch);
  }
  if (readings === undefined) throw new Error('a file gave no batch');
  for (const [index, reading] of readings.entries()) yield { ...held[index]!, summary: reading.finish() };
}

/** The rows of a file in the profile's format, before any check. */
export function profileRows(
  file: string,
  { format, dateFormat }: Pick<Profile, 'format' | 'dateFormat'>,
  inspection: FileInspection,
  onProgress?: (bytesRead: number, bytes: number) => void,
): AsyncGenerator<RowBatch> {
  switch (format.type) {
    case 'fixed':
      return readFixedWidth(file, format, inspection, onProgress);
    case 'workbook':
      return readWorkbook(file, format, dateFormat);
    case 'delimited':
      return readDelimited(file, {
        inspection,
        ...(format.delimiter === undefined ? {} : { delimiter: format.delimiter }),
        ...(format.headerLine === undefined ? {} : { headerLine: format.headerLine }),
        ...(onProgress === undefined ? {} : { onProgress }),
      });
  }
}

function planOf(
  label: string,
  profile: Profile,
  kindName: ExtractKindName,
  header: readonly string[],
  options: ReadProfileOptions,
): ReadingPlan {
  const part = profile.parts.find((one) => one.kind === kindName);
  const kind = extractKind(kindName);
  if (part === undefined) {
    throw new LinkdeskError(
      'PROFILE_WITHOUT_KIND',
      `The profile ${profile.title} gives no ${kind.title}. Choose another profile for ${label}.`,
      { file: label, profile: profile.id },
    );
  }
  const context: SourceContext = {
    profile,
    places: requireFit(label, profile, header),
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
  };
  const fields = new Map(kind.fields.map((field) => [field.name, field]));
  return {
    label,
    kind,
    width: header.length,
    sameAgain: 'merged',
    sinceFields: sinceFields(part),
    records: part.records.map((record) => recordPlan(kind, record, context, options)),
    watched: Object.entries(part.records[0]?.fields ?? {}).flatMap(([name, source]) => {
      const place = 'column' in source ? context.places.get(source.column) : undefined;
      const field = fields.get(name)!;
      if (place === undefined || !('column' in source)) return [];
      // what a list turns into something else is not looked at as it stands
      if (source.map !== undefined && field.type !== 'ssn') return [];
      const blankWord = blankWordIn(profile, field, source);
      return [
        { column: source.column, type: field.type, place, ...(blankWord === undefined ? {} : { blankWord }) },
      ];
    }),
    notices: [],
  };
}

function recordPlan(
  kind: ExtractKind,
  record: RecordMap,
  context: SourceContext,
  options: ReadProfileOptions,
): RecordPlan {
  const words = blankWordFinder(blankWordsOf(context.profile));
  const holdingNames = new Set(
    kind.fields.filter(holdsName).flatMap(({ name }) => columnsOf(record.fields[name] ?? { madeFrom: [] })),
  );
  return {
    onlyWith: (record.onlyWith ?? []).flatMap((column) => {
      const place = context.places.get(column);
      if (place === undefined) return [];
      return [holdingNames.has(column) ? { place } : { place, blankWord: words }];
    }),
    columns: kind.fields.flatMap((field) => {
      const source = record.fields[field.name];
      return source === undefined ? [] : [rowColumn(field, source, context, options)];
    }),
  };
}

/** The words for blank in a field; what its code list turns into one, or the profile says of every row, is meant. */
export function blankWordIn(
  profile: Profile,
  field: ExtractField,
  source: FieldSource,
): BlankWordOf | undefined {
  if ('constant' in source) return undefined;
  const map = 'column' in source && source.map !== undefined ? profile.valueMaps[source.map] : undefined;
  return blankWordsIn(
    field,
    blankWordsOf(profile),
    map?.map(({ to }) => to),
  );
}

function rowColumn(
  field: ExtractField,
  source: FieldSource,
  context: SourceContext,
  { acceptDemo, asOf }: ReadProfileOptions,
): RowColumn {
  const { profile } = context;
  const blankWord = blankWordIn(profile, field, source);
  const words = blankWord === undefined ? {} : { blankWord };
  const { source: read, placeholders } = withPlaceholders(profile, field, source, asOf);
  const own = 'column' in source ? source : undefined;
  const width =
    own === undefined || profile.format.type !== 'fixed'
      ? undefined
      : profile.format.columns.find((column) => column.name === own.column)?.width;
  return {
    field: field.name,
    column: columnsOf(source)[0] ?? field.name,
    source: compileSource(read, { ...context, ...words }),
    reading: {
      dateFormat: own?.dateFormat ?? profile.dateFormat,
      flag: own?.flag ?? profile.flag,
      acceptDemo,
      ...(own?.restoreZeros === undefined ? {} : { restoreZeros: own.restoreZeros }),
      ...(width === undefined ? {} : { width }),
      ...(asOf === undefined ? {} : { asOf }),
      ...(placeholders === undefined ? {} : { placeholders }),
      ...words,
    },
  };
}
