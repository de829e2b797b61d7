import { readDelimited } from './delimited.ts';
import { headerDifference } from './headerDifference.ts';
import { inspectFile } from './inspectFile.ts';
import { builtInLayouts } from './layouts/index.ts';
import type { Layout } from './layouts/layout.ts';

/** `complete`: the header has every column of the layout; otherwise it is the likeliest by the columns it shares. */
export interface Recognition {
  readonly layout: Layout;
  readonly complete: boolean;
}

const columnNames = (layout: Layout): readonly string[] => layout.columns.map((column) => column.header);

/** The layout that a header belongs to, or most resembles; undefined when less than half of any layout's columns are there. */
export function recogniseLayout(
  header: readonly string[],
  layouts: readonly Layout[] = builtInLayouts,
): Recognition | undefined {
  let best: Recognition | undefined;
  let bestShare = 0.5;
  for (const layout of layouts) {
    const { missing, extra, places } = headerDifference(header, columnNames(layout));
    // columns that neither side knows count half, so that the closest fit wins among layouts that share columns
    const share = places.size / (places.size + missing.length + extra.length / 2);
    if (share > bestShare) {
      best = { layout, complete: missing.length === 0 };
      bestShare = share;
    }
  }
  return best;
}

/** The layout of a delimited file by its header line. Throws a LinkdeskError when the file cannot be read as text. */
export async function recogniseFile(
  file: string,
  layouts: readonly Layout[] = builtInLayouts,
): Promise<Recognition | undefined> {
  const inspection = await inspectFile(file);
  for await (const batch of readDelimited(file, { inspection }))
    return recogniseLayout(batch.header, layouts);
  return undefined;
}
