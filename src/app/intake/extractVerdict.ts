import type { ExtractKindName } from '../../domain/extract.ts';
import type { Month } from '../../domain/month.ts';
import type { FieldQualityTable } from '../../intake/fieldQuality.ts';
import type { FindingCode } from '../../intake/findings.ts';
import type { ExtractVerdict } from '../contract/intake.ts';
import type { ExtractCounts } from './extractStatistics.ts';

/** What a check of one extract has counted. */
export interface ExtractFacts {
  readonly fileName: string;
  readonly kind: ExtractKindName;
  readonly month: Month;
  readonly columns: Readonly<Record<string, string>>;
  readonly quality: FieldQualityTable;
  readonly counts: ExtractCounts;
  /** Findings of single values by code and column */
  readonly found: ReadonlyMap<FindingCode, ReadonlyMap<string, number>>;
  /** Findings for which rows were rejected */
  readonly rejections: ReadonlyMap<FindingCode, number>;
}

/** The fewest rows, or filled cells, that allow a verdict. */
export const fewestRows = 20;

export const number = (count: number): string => count.toLocaleString('en-US');

/** Something unusual: what, how to mend it, in which file or columns, and the rows behind it. */
export const verdict = (
  code: string,
  what: string,
  how: string,
  where = '',
  open: ExtractVerdict['open'] = null,
): ExtractVerdict => ({ code, what, where, how, open });
