import type { FileInspection } from './inspectFile.ts';
import { textChunks } from './textChunks.ts';

/** The first lines of a text file as they stand there, without their ends. Throws what reading the file throws. */
export async function firstLines(
  file: string,
  inspection: FileInspection,
  count: number,
): Promise<readonly string[]> {
  let text = '';
  let whole = true;
  for await (const chunk of textChunks(file, inspection)) {
    text += chunk.text;
    if (text.split('\n', count + 1).length > count) {
      whole = false;
      break;
    }
  }
  const lines = text.split('\n').slice(0, count);
  if (whole && lines.at(-1) === '') lines.pop();
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}
