import { basename } from 'node:path';
import { LinkdeskError } from '../domain/error.ts';
import { readDelimited } from '../intake/delimited.ts';
import type { SplinkModel } from '../linkage/splink/model.ts';
import { compositeId, mayPair, type Records } from '../linkage/splink/records.ts';

/** A pair that people judged: record numbers, the left one first in order. */
export type LabelledPair = { readonly left: number; readonly right: number; readonly match: boolean };

/** From this clerical score on a pair counts as a match. */
const MATCH_SCORE = 0.5;

/**
 * Reads a table of labels as Splink takes them (linkage.md 5.2): `unique_id_l`, `unique_id_r` or the model's own name
 * of the id column, the sources where there is more than one file, and `clerical_match_score` from 0 to 1; without that
 * column every pair is a match.
 * @throws LinkdeskError LABELS_INVALID naming the file, and the line or column: a column that is missing, a record
 * that no file has, a pair that the link type does not allow, a score that is none.
 */
export async function readLabels(
  file: string,
  model: SplinkModel,
  records: Records,
): Promise<readonly LabelledPair[]> {
  const name = basename(file);
  const recordOf = recordsById(records);
  const labels: LabelledPair[] = [];
  for await (const { header, rows, lines } of readDelimited(file)) {
    const cells = labelCells(name, header, model, records.sources.length > 1);
    for (const [at, row] of rows.entries()) {
      const cell = (place: number): string => (row[place] ?? '').trim();
      const recordAt = (source: number, id: number): number | undefined =>
        recordOf.get(source < 0 ? cell(id) : compositeId(cell(source), cell(id)));
      const one = recordAt(cells.sourceL, cells.idL);
      const other = recordAt(cells.sourceR, cells.idR);
      const score = cells.score < 0 ? 1 : scoreOf(cell(cells.score));
      const where = `Line ${lines[at]!} of ${name}`;
      if (one === undefined || other === undefined) {
        throw invalidLabels(`${where} names a record that no file has. Correct its source and id.`);
      }
      if (!(score >= 0 && score <= 1)) {
        throw invalidLabels(`${where} needs a clerical_match_score from 0 to 1: 1 is a match, 0 is none.`);
      }
      const [left, right] = records.rank[one]! < records.rank[other]! ? [one, other] : [other, one];
      if (!mayPair(records, model.linkType, left, right)) {
        throw invalidLabels(
          `${where} is a pair that a model of the kind ${model.linkType} does not look at.`,
        );
      }
      labels.push({ left, right, match: score >= MATCH_SCORE });
    }
  }
  return labels;
}

/** Record numbers by id; by source and id where there are several files. */
function recordsById({ ids, sources, sourceOf }: Records): ReadonlyMap<string, number> {
  return new Map(
    ids.map((id, record) => [sources.length > 1 ? compositeId(sources[sourceOf[record]!]!, id) : id, record]),
  );
}

/** Places of the columns of a table of labels; a source of −1 where there is one file. */
function labelCells(file: string, header: readonly string[], model: SplinkModel, hasSources: boolean) {
  const { uniqueIdColumn, sourceDatasetColumn } = model.settings;
  const place = (...names: readonly string[]): number => {
    const found = names.map((name) => header.indexOf(name)).find((at) => at >= 0);
    if (found !== undefined) return found;
    throw invalidLabels(
      `${file} has no column "${names[0]}". A table of labels has ${hasSources ? 'source_dataset_l, ' : ''}` +
        `unique_id_l, ${hasSources ? 'source_dataset_r, ' : ''}unique_id_r and clerical_match_score.`,
    );
  };
  const source = (side: 'l' | 'r'): number =>
    hasSources ? place(`source_dataset_${side}`, `${sourceDatasetColumn}_${side}`) : -1;
  return {
    idL: place('unique_id_l', `${uniqueIdColumn}_l`),
    idR: place('unique_id_r', `${uniqueIdColumn}_r`),
    sourceL: source('l'),
    sourceR: source('r'),
    score: header.indexOf('clerical_match_score'),
  };
}

function scoreOf(cell: string): number {
  return cell === '' ? Number.NaN : Number(cell);
}

function invalidLabels(message: string): LinkdeskError {
  return new LinkdeskError('LABELS_INVALID', message);
}
