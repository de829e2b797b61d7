import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importExtracts } from '../../src/app/importExtracts.ts';
import { closeProject, createProject, openProject } from '../../src/app/project.ts';
import type { OpenProject } from '../../src/app/project.ts';
import { generateCounty } from '../../src/demo/generateCounty.ts';
import { newestImport } from '../../src/store/imports.ts';
import { insertMatchRun } from '../../src/store/matchRuns.ts';
import { linksOfRecords } from '../../src/store/personLinks.ts';
import { transaction } from '../../src/store/transaction.ts';

export const september = '2026-09';
export const october = '2026-10';

/** A synthetic county in a store, whose index is the truth: lists are tested apart from how well the engine matches. */
export interface MatchedCounty {
  readonly project: OpenProject;
  readonly folder: string;
  /** Keys of a named case by label, e.g. `child.case_key`. */
  named(name: string): Readonly<Record<string, string>>;
  close(): void;
}

const at = '2026-11-05T10:00:00.000Z';

/** Two months of San Luis Obispo tier, imported and matched by truth. */
export async function matchedCounty(): Promise<MatchedCounty> {
  const folder = mkdtempSync(join(tmpdir(), 'linkdesk-lists-'));
  const extracts = join(folder, 'extracts');
  await generateCounty({ county: 'slo', months: 2, seed: 7, outDir: extracts });
  const store = join(folder, 'project');
  await createProject(store, 'correct horse battery', {
    name: 'Lists',
    county: 'San Luis Obispo',
    synthetic: true,
    at,
    keyCost: { N: 1024, r: 8, p: 1 },
  });
  const project = await openProject(store, 'correct horse battery', 'A. Analyst', at);
  const work = { progress: () => undefined, signal: new AbortController().signal, now: () => at };
  for (const month of [september, october]) {
    await importExtracts(project, { paths: [join(extracts, month)], month }, work);
    matchByTruth(project, month);
  }
  indexByTruth(project, readFileSync(join(extracts, 'truth.csv'), 'utf8'));
  const { named } = JSON.parse(readFileSync(join(extracts, 'county.json'), 'utf8')) as {
    named: Record<string, { keys: Record<string, string> }>;
  };
  return {
    project,
    folder,
    named: (name) => named[name]!.keys,
    close() {
      closeProject(project, at);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A run that found nothing of its own: what is linked stands in the index. */
function matchByTruth(project: OpenProject, month: string): void {
  transaction(project, () =>
    insertMatchRun(project, {
      month,
      startedAt: at,
      finishedAt: at,
      engine: 'truth',
      cwsImport: newestImport(project, 'cws_client', month)!.importId,
      cwImport: newestImport(project, 'cw_person', month)!.importId,
      leftRecords: 0,
      rightRecords: 0,
      settings: {},
      model: {},
      plan: {},
      estimates: {},
      counts: {},
    }),
  );
}

function indexByTruth({ db }: OpenProject, truth: string): void {
  const persons = new Map<string, number>();
  const person = db.prepare("INSERT INTO person (person_id, partition, created_run) VALUES (?, 'open', 1)");
  const record = db.prepare(
    'INSERT OR IGNORE INTO person_record (system, source_key, from_run, person_id) VALUES (?, ?, 1, ?)',
  );
  db.transaction(() => {
    for (const line of truth.trim().split('\n').slice(1)) {
      const [truePerson, system, key] = line.split(',');
      let id = persons.get(truePerson!);
      if (id === undefined) {
        id = persons.size + 1;
        persons.set(truePerson!, id);
        person.run(id);
      }
      record.run(system, key, id);
    }
    db.exec(linksOfRecords);
  })();
}
