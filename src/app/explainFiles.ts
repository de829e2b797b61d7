import { LinkdeskError } from '../domain/error.ts';
import type { Thresholds } from '../linkage/decide/thresholds.ts';
import { type EncodedRecords, recordId } from '../linkage/encode/encodedRecords.ts';
import { type PairExplained, explainPair } from '../linkage/explain/explainPair.ts';
import type { FileRead } from './encodeFile.ts';
import { type LinkFilesOptions, type LinkFilesRequest, matchFiles } from './linkFiles.ts';
import { peakMemoryMB } from './peakMemory.ts';

/** A pair explained, and the run that judged it; m, u and weight of its levels stand with each comparison. */
export type PairInRun = PairExplained & {
  readonly run: {
    readonly files: readonly FileRead[];
    readonly compared: number;
    readonly lambda: number;
    readonly thresholds: Thresholds;
    readonly timingsMs: Readonly<Record<string, number>>;
    readonly peakMemoryMB: number;
  };
};

/**
 * Explains one pair of records, named by their ids: matches the files as `linkFiles` does (the same input gives the
 * same result) and tells what every comparison said. Throws `RECORD_NOT_FOUND` when a file has no such record,
 * `SAME_RECORD` when both ids name one.
 */
export async function explainFiles(
  request: LinkFilesRequest,
  leftId: string,
  rightId: string,
  options: LinkFilesOptions,
): Promise<PairInRun> {
  const { records, files, result, readingMs } = await matchFiles(request, options, (encoded) => {
    const left = recordOf(encoded, leftId, 'left');
    const right = recordOf(encoded, rightId, 'right');
    if (left === right) throw sameRecord();
    return [[Math.min(left, right), Math.max(left, right)]];
  });
  const left = recordOf(records, leftId, 'left');
  const right = recordOf(records, rightId, 'right');
  const index = result.pairs.left.findIndex(
    (record, i) => record === Math.min(left, right) && result.pairs.right[i] === Math.max(left, right),
  );
  const explained = explainPair(
    {
      records,
      comparisons: result.plan.comparisons,
      passes: result.plan.passes,
      model: result.model,
      thresholds: result.thresholds,
      pairs: result.pairs,
    },
    index,
  );
  const { thresholds, timings, comparedPairs } = result;
  return {
    ...explained,
    run: {
      files,
      compared: comparedPairs,
      lambda: result.model.lambda,
      thresholds,
      timingsMs: { read: readingMs, ...timings },
      peakMemoryMB: peakMemoryMB(),
    },
  };
}

function recordOf(records: EncodedRecords, id: string, side: 'left' | 'right'): number {
  const isRight = side === 'right' && records.linkType === 'link';
  const end = isRight ? records.rows : records.leftRows;
  for (let record = isRight ? records.leftRows : 0; record < end; record++) {
    if (recordId(records, record) === id) return record;
  }
  throw new LinkdeskError(
    'RECORD_NOT_FOUND',
    `The ${side} file has no record with the id that was given. Ids are compared exactly, with capitals and leading zeros.`,
  );
}

function sameRecord(): LinkdeskError {
  return new LinkdeskError(
    'SAME_RECORD',
    'Both ids name one record, and a record is no pair. Give the ids of two records, or --right with another file.',
  );
}
