import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LinkdeskError } from '../../src/domain/error.ts';
import { lastDay } from '../../src/domain/month.ts';
import type { ExtractSummary } from '../../src/intake/extractBatch.ts';
import { builtInLayouts } from '../../src/intake/layouts/index.ts';
import { readExtract } from '../../src/intake/readExtract.ts';
import { layoutOf, writeCounty } from './readCounty.ts';

let folder = '';
beforeAll(async () => {
  folder = await writeCounty({ scale: 0.2 });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

async function read(file: string, layout = layoutOf('cws_client')): Promise<ExtractSummary> {
  let summary: ExtractSummary | undefined;
  for await (const batch of readExtract(file, layout, { asOf: lastDay('2026-09') })) summary = batch.summary;
  return summary!;
}

it.each(builtInLayouts.map((layout) => [layout.stem, layout] as const))(
  'writes %s so that no row is rejected',
  async (stem, layout) => {
    const summary = await read(join(folder, '2026-09', `${stem}-2026-09.csv`), layout);
    expect(summary.counts.rejected).toBe(0);
    expect(summary.counts.imported).toBeGreaterThan(19);
  },
);

it('spoils each damaged file so that it is refused as a whole, or said to be in another encoding or delimiter', async () => {
  for (const file of readdirSync(join(folder, 'damaged'))) {
    const layout = layoutOf(file.startsWith('cws') ? 'cws_client' : 'cw_person');
    let outcome = '';
    try {
      const { notices, counts } = await read(join(folder, 'damaged', file), layout);
      outcome = notices.map(({ code }) => code).join(' ');
      expect(counts.rejected, file).toBe(0);
    } catch (error) {
      expect(error, file).toBeInstanceOf(LinkdeskError);
      outcome = (error as LinkdeskError).code;
    }
    expect(outcome, file).not.toBe('');
  }
});
