import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { importExtracts } from '../../src/app/importExtracts.ts';
import { lookAtFile } from '../../src/app/intake/sourceFile.ts';
import { closeProject, createProject, type OpenProject, openProject } from '../../src/app/project.ts';
import { verifyProject } from '../../src/app/verifyProject.ts';
import { civilDay } from '../../src/domain/civilDate.ts';
import { LinkdeskError } from '../../src/domain/error.ts';
import type { ExtractBatch } from '../../src/intake/extractBatch.ts';
import { readProfile } from '../../src/intake/profiles/readProfile.ts';
import { readExtract } from '../../src/intake/readExtract.ts';
import { allImports } from '../../src/store/imports.ts';
import { type SourceType, type WoundedSource, woundedSource } from './madeUpSource.ts';
import { type Pick, random } from './random.ts';

/** LINKDESK_FUZZ=10000 for a long run. */
const RUNS = Number(process.env['LINKDESK_FUZZ'] ?? 300);
/** Of so many files one goes through the real import into a real encrypted store. */
const IMPORT_EACH = 8;
/** Imports into one store before it is closed, opened again, verified and left for a new one. */
const IMPORTS_A_STORE = 60;
/** A file of forty rows that takes longer hangs. */
const LONGEST_MS = 10_000;

const folder = mkdtempSync(join(tmpdir(), 'linkdesk-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const types: readonly SourceType[] = ['layout', 'layout', 'layout', 'profile', 'fixed', 'workbook'];
const now = () => '2026-11-05T10:00:00.000Z';

/** Values that only people's cells hold; no sentence may repeat them. */
const PERSONAL = /O'BRIEN|DE LA CRUZ|N[ÚU]ÑEZ|MAIN STREET|9123\d{5}|91\d{6}A/i;

/** Reads to the end; the counts must add up at every batch. Returns the code of the refusal, if there was one. */
async function outcome(batches: AsyncGenerator<ExtractBatch>): Promise<string> {
  let rows = 0;
  let rejected = 0;
  let finished = false;
  try {
    for await (const batch of batches) {
      rows += batch.rows.length;
      rejected += batch.rejected;
      expect(batch.counts).toEqual({ read: rows + rejected, imported: rows, rejected });
      const rejections = batch.findings.filter(({ finding }) => finding.severity === 'rejected').length;
      expect(rejections).toBeGreaterThanOrEqual(batch.rejected);
      expect(finished).toBe(false);
      for (const notice of batch.summary?.notices ?? []) expect(notice.sentence).not.toMatch(PERSONAL);
      for (const { finding } of batch.findings)
        expect(`${finding.column} ${finding.class}`).not.toMatch(PERSONAL);
      finished = batch.summary !== undefined;
    }
  } catch (error) {
    if (!(error instanceof LinkdeskError)) throw error;
    expect(error.message).toMatch(/^[^\n]+\.$/s);
    expect(error.message).not.toMatch(PERSONAL);
    return error.code;
  }
  expect(finished).toBe(true);
  return 'READ';
}

/** Reads a file by its layout or profile, without a store. */
function readAlone(path: string, { layout, profile }: WoundedSource): Promise<string> {
  const options = { acceptDemo: true, asOf: civilDay(2026, 10, 31) };
  const kind = profile?.parts[0]!.kind;
  return outcome(
    profile === undefined ? readExtract(path, layout, options) : readProfile(path, profile, [kind!], options),
  );
}

/** A sequence of encrypted stores, each verified after its last import and again after it was closed and opened. */
class Stores {
  #open: OpenProject | undefined;
  #imports = 0;
  #count = 0;

  /** Imports a file for real; a refusal leaves the store as it was. Returns its code, or IMPORTED. */
  async import(path: string, { profile }: WoundedSource): Promise<string> {
    const project = (this.#open ??= await this.#next());
    const before = allImports(project).length;
    const request = { paths: [path], month: '2026-10', ...(profile === undefined ? {} : { profile }) };
    const work = { progress: () => {}, signal: new AbortController().signal, now };
    try {
      const files = await importExtracts(project, request, work);
      for (const { record } of files) {
        if (record === undefined) continue;
        expect(record.read).toBe(record.imported + record.rejected);
        expect(record.imported).toBe(record.fresh + record.changed + record.unchanged);
      }
      this.#imports++;
      return 'IMPORTED';
    } catch (error) {
      if (!(error instanceof LinkdeskError)) throw error;
      expect(error.message).not.toMatch(PERSONAL);
      expect(allImports(project)).toHaveLength(before);
      return error.code;
    } finally {
      if (this.#imports >= IMPORTS_A_STORE) await this.finish();
    }
  }

  /** Verifies the store, closes it, opens it again and verifies it once more. */
  async finish(): Promise<void> {
    if (this.#open === undefined) return;
    const place = this.#open.folder;
    expect(verifyProject(this.#open).checks.filter(({ passed }) => !passed)).toEqual([]);
    closeProject(this.#open, now());
    const again = await openProject(place, 'made up people', 'Fuzz', now());
    expect(verifyProject(again).checks.filter(({ passed }) => !passed)).toEqual([]);
    closeProject(again, now());
    rmSync(place, { recursive: true, force: true });
    this.#open = undefined;
    this.#imports = 0;
  }

  async #next(): Promise<OpenProject> {
    const place = join(folder, `store-${this.#count++}`);
    const about = { name: 'Fuzz county', county: '40', synthetic: true, at: now() };
    await createProject(place, 'made up people', about);
    return openProject(place, 'made up people', 'Fuzz', now());
  }
}

describe('mutated files', () => {
  it(
    `SLO-6: ${RUNS} of them, delimited, fixed and workbooks: no crash, no hang, counts always add up, each refusal a sentence, the store always verifies`,
    async () => {
      const outcomes = new Map<string, number>();
      const stores = new Stores();
      for (let run = 0; run < RUNS; run++) {
        const next = random(run + 1);
        const pick: Pick = (from) => from[Math.floor(next() * from.length)]!;
        const type = pick(types);
        const source = await woundedSource(type, next, pick);
        const place = join(folder, `run-${run % 8}`);
        mkdirSync(place, { recursive: true });
        const path = join(place, source.name);
        writeFileSync(path, source.bytes);
        const started = performance.now();
        const isReal = run % IMPORT_EACH === 0;
        const result = await (isReal ? stores.import(path, source) : readAlone(path, source)).catch(
          (error: unknown) => {
            throw new Error(`run ${run} (${type} ${source.layout.id})`, { cause: error });
          },
        );
        expect(performance.now() - started, `run ${run} hangs`).toBeLessThan(LONGEST_MS);
        outcomes.set(result, (outcomes.get(result) ?? 0) + 1);
        await lookAtFile(path, []).catch((error: unknown) => {
          if (!(error instanceof LinkdeskError)) throw new Error(`run ${run}`, { cause: error });
        });
      }
      await stores.finish();
      expect(outcomes.get('READ')).toBeGreaterThan(RUNS / 5);
      expect(outcomes.get('IMPORTED')).toBeGreaterThan(RUNS / 50);
      expect(outcomes.size).toBeGreaterThan(6);
    },
    60_000 + RUNS * 200,
  );
});
