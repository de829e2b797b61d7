import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeManifest } from '../../src/files/manifest.ts';
import { temporaryFolder } from './folder.ts';

describe('writeManifest', () => {
  it('names inputs and outputs with their hashes', async () => {
    const path = join(await temporaryFolder(), 'manifest.json');
    const manifest = {
      application: { name: 'Linkdesk', version: '0.1.0' },
      writtenAt: '2026-11-03T17:00:00Z',
      operator: 'A. Analyst',
      inputs: [
        { kind: 'cws_case', fileName: 'cws-cases-2026-10.csv', sha256: 'ab', month: '2026-10', rows: 12 },
      ],
      outputs: [{ fileName: 'mutual-clients-la-2026-10-v1.csv', sha256: 'cd', bytes: 100, rows: 3 }],
      settings: { list: 'LA-Mutual', definitionVersion: 1 },
    };
    await writeManifest(path, manifest, { replace: false });
    const text = await readFile(path, 'utf8');
    expect(text.endsWith('}\n')).toBe(true);
    expect(JSON.parse(text)).toEqual(manifest);
  });
});
