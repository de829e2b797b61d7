import { basename, resolve } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { writeFileAtomically } from '../files/atomicFile.ts';
import { readDelimited } from '../intake/delimited.ts';
import { predict } from '../linkage/splink/predict.ts';
import { readSplinkModel } from '../linkage/splink/readModel.ts';
import { type Records, type SplinkTable, stackRecords } from '../linkage/splink/records.ts';
import { frequencyTables } from '../linkage/splink/termFrequencies.ts';
import { csvCell } from './pairsFile.ts';
import { readText } from './readText.ts';

export type ScoreFilesRequest = {
  /** A Splink model (version 4 or 5). */
  readonly model: string;
  /** One file, or as many as the model's link type asks for. */
  readonly files: readonly string[];
  readonly out: string;
  /** Lowest match weight in bits that is written; absent: all that the blocking rules propose. */
  readonly threshold?: number;
};

/**
 * Scores files by a Splink model, to the last digit as Splink does: blocks by its rules, writes every pair with weight
 * and probability. Throws what reading the model throws, among it levels that cannot be read, refused by name.
 */
export async function scoreFiles(
  { model: modelFile, files, out, threshold }: ScoreFilesRequest,
  progress: (label: string, done: number, total: number) => void = () => {},
): Promise<{ readonly records: number; readonly pairs: number; readonly written: number }> {
  const model = readSplinkModel(await readText(modelFile));
  if (files.length === 0) {
    throw new LinkdeskError('FILES_MISSING', 'Name at least one file to score with the model.');
  }
  const tables: SplinkTable[] = [];
  for (const file of files) tables.push(await readTable(file, progress));
  const records = stackRecords(tables, model.linkType, model.settings.uniqueIdColumn);
  const scored = predict(model, records, frequencyTables(model, records.columns));
  const counts = { pairs: 0, written: 0 };
  await writeFileAtomically(resolve(out), scoreLines(records, scored, threshold, counts), { replace: true });
  return { records: records.count, ...counts };
}

async function readTable(
  file: string,
  progress: (label: string, done: number, total: number) => void,
): Promise<SplinkTable> {
  const name = basename(file);
  const columns = new Map<string, (string | null)[]>();
  const onProgress = (done: number, total: number): void => progress(`Reading ${name}`, done, total);
  for await (const { header, rows } of readDelimited(file, { onProgress })) {
    header.forEach((column, place) => {
      const values = columns.get(column) ?? [];
      columns.set(column, values);
      for (const row of rows) values.push(row[place]?.trim() || null);
    });
  }
  return { name: name.replace(/\.[^.]+$/, ''), columns };
}

function* scoreLines(
  records: Records,
  pairs: ReturnType<typeof predict>,
  threshold: number | undefined,
  counts: { pairs: number; written: number },
): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode('left_id,right_id,match_weight,match_probability,match_key\n');
  let lines: string[] = [];
  for (const { left, right, weight, probability, matchKey } of pairs) {
    counts.pairs++;
    if (threshold !== undefined && weight < threshold) continue;
    counts.written++;
    lines.push(
      `${csvCell(records.ids[left]!)},${csvCell(records.ids[right]!)},${weight},${probability},${matchKey}\n`,
    );
    if (lines.length < 20_000) continue;
    yield encoder.encode(lines.join(''));
    lines = [];
  }
  yield encoder.encode(lines.join(''));
}
