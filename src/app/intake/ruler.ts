import { LinkdeskError } from '../../domain/error.ts';
import { firstLines } from '../../intake/firstLines.ts';
import { guessFixedFormat } from '../../intake/guessFixedFormat.ts';
import type { FixedWidthFormat } from '../../intake/profiles/profile.ts';
import type { RulerView } from '../contract/intake.ts';
import type { SourceFile } from './sourceFile.ts';

/** Lines that the guess looks at, and those of them that are shown. */
const lookedAt = 200;

/**
 * The first lines of a text file as they stand there, for a ruler over them: the columns as they are cut now, or as
 * blanks suggest. Identifiers are masked in place, so that every character keeps its column. Throws FILE_NOT_TEXT.
 */
export async function rulerOf(file: SourceFile): Promise<RulerView> {
  if (file.inspection.isZip) {
    throw new LinkdeskError(
      'FILE_NOT_TEXT',
      `${file.fileName} is a workbook, which has columns of its own and needs no ruler. Map its columns; nothing was changed.`,
    );
  }
  const lines = await firstLines(file.path, file.inspection, lookedAt);
  const guessed = guessFixedFormat(lines);
  const format: FixedWidthFormat = file.format.type === 'fixed' ? file.format : guessed;
  return {
    lines: lines.map((line) => maskLine(line.replaceAll('\t', ' '))),
    width: Math.max(1, ...lines.map((line) => line.trimEnd().length), lastCharacter(format)),
    linesAbove: format.linesAbove ?? 0,
    columns: format.columns.map((column) => ({ ...column })),
    guessed: {
      linesAbove: guessed.linesAbove ?? 0,
      columns: guessed.columns.map((column) => ({ ...column })),
    },
  };
}

const lastCharacter = ({ columns }: FixedWidthFormat): number =>
  Math.max(0, ...columns.map(({ start, width }) => start - 1 + width));

/** Numbers that may be, or may hold, an SSN or CIN: all but the last four characters hidden, the length kept. */
const IDENTIFYING = /\d{9,}|\d{3}-\d{2}-\d{4}|\d{8}[A-Z]/g;

const maskLine = (line: string): string =>
  line.replace(IDENTIFYING, (text) => text.slice(0, -4).replace(/[^-]/g, '*') + text.slice(-4));
