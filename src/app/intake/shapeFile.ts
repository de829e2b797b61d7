import { LinkdeskError } from '../../domain/error.ts';
import type { FileFormat, FixedWidthFormat, Profile } from '../../intake/profiles/profile.ts';
import { profileDrift } from '../../intake/profiles/profileDrift.ts';
import type { CheckedInput } from '../contract/contract.ts';
import type { SourceFile } from './sourceFile.ts';

/** How a person says that a file is written. */
export type ChosenFormat = CheckedInput<'intake.shape'>['format'];

/** The chosen format as profiles keep it. Throws COLUMNS_WRONG when fixed columns overlap or share a name. */
export function formatOf(chosen: ChosenFormat, fileName: string): FileFormat {
  switch (chosen.type) {
    case 'delimited':
      return {
        type: 'delimited',
        ...(chosen.delimiter === null ? {} : { delimiter: chosen.delimiter }),
        ...(chosen.headerLine === null ? {} : { headerLine: chosen.headerLine }),
      };
    case 'workbook':
      return {
        type: 'workbook',
        ...(chosen.sheet === null ? {} : { sheet: chosen.sheet }),
        ...(chosen.headerRow === null ? {} : { headerRow: chosen.headerRow }),
      };
    case 'fixed':
      return fixedFormat(chosen, fileName);
  }
}

function fixedFormat(
  { linesAbove, columns }: Extract<ChosenFormat, { type: 'fixed' }>,
  fileName: string,
): FixedWidthFormat {
  const sorted = columns
    .map(({ name, start, width }) => ({ name: name.trim(), start, width }))
    .sort((a, b) => a.start - b.start);
  const names = sorted.map(({ name }) => name.toUpperCase());
  const twice = sorted.find(({ name }, at) => names.indexOf(name.toUpperCase()) !== at);
  const covered = sorted.find(({ start }, at) => {
    const before = sorted[at - 1];
    return before !== undefined && start < before.start + before.width;
  });
  if (twice !== undefined || covered !== undefined) {
    throw new LinkdeskError(
      'COLUMNS_WRONG',
      `The columns of ${fileName} cannot be cut so: ${twice === undefined ? `${covered!.name} begins inside the column before it` : `two columns are named ${twice.name}`}. Correct the ruler; nothing was changed.`,
    );
  }
  return { type: 'fixed', columns: sorted, ...(linesAbove === 0 ? {} : { linesAbove }) };
}

/**
 * The profile that reads the file now, for the new format: undefined when there is none, or when it reads columns
 * that the new ruler no longer has, so that they are to be mapped again.
 */
export function reshaped({ reading }: SourceFile, format: FileFormat): Profile | undefined {
  if (reading?.by !== 'profile' || format.type !== 'fixed') return undefined;
  const header = format.columns.map(({ name }) => name);
  const { missing, extra } = profileDrift(reading.profile, header);
  return missing.length > 0
    ? undefined
    : { ...reading.profile, format, ignored: [...reading.profile.ignored, ...extra] };
}
