import type { FileInspection } from './inspectFile.ts';
import type { FixedColumn, FixedWidthFormat } from './profiles/profile.ts';
import type { RowBatch } from './rowBatch.ts';
import { textChunks } from './textChunks.ts';

/**
 * Reads a file of fixed columns in batches of some thousand rows. Blanks at the end of a line may have been left
 * off; a longer line than the columns need gets one cell too many, so that it is rejected as ragged. The last row
 * is cut off when it has no line end and is shorter than every other one.
 */
export async function* readFixedWidth(
  file: string,
  format: FixedWidthFormat,
  inspection: FileInspection,
  onProgress?: (bytesRead: number, bytes: number) => void,
): AsyncGenerator<RowBatch> {
  const header = format.columns.map((column) => column.name);
  const cells = lineCutter(format.columns);
  let pending = '';
  let line = 1;
  let shortest = Number.POSITIVE_INFINITY;

  const batchOf = (texts: readonly string[], atEnd: boolean): RowBatch => {
    const rows: (readonly string[])[] = [];
    const lines = new Int32Array(texts.length);
    for (const raw of texts) {
      const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      const isRow = line > (format.linesAbove ?? 0) && text.trim() !== '';
      if (isRow) {
        lines[rows.length] = line;
        rows.push(cells(text));
        if (!atEnd) shortest = Math.min(shortest, text.length);
      }
      line++;
    }
    const last = texts.at(-1);
    const cutOff =
      atEnd && rows.length > 0 && last !== undefined && last.length < shortest && shortest < Infinity;
    return {
      header,
      rows,
      firstLine: lines[0] ?? line,
      lines: lines.subarray(0, rows.length),
      ...(cutOff ? { truncated: true as const } : {}),
    };
  };

  for await (const { text, bytesRead } of textChunks(file, inspection)) {
    const texts = (pending + text.replaceAll('\u001f', ' ')).split('\n');
    pending = texts.pop()!;
    if (texts.length > 0) yield batchOf(texts, false);
    onProgress?.(bytesRead, inspection.bytes);
  }
  yield batchOf(pending === '' ? [] : [pending], true);
}

function lineCutter(columns: readonly FixedColumn[]): (line: string) => readonly string[] {
  const end = Math.max(...columns.map(({ start, width }) => start - 1 + width));
  return (line) => {
    const cells = columns.map(({ start, width }) => line.slice(start - 1, start - 1 + width));
    return line.length > end && line.slice(end).trim() !== '' ? [...cells, line.slice(end)] : cells;
  };
}
