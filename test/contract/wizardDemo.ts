import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoFolders } from '../../src/app/demoCounty.ts';
import type { JobView } from '../../src/app/contract/shapes.ts';
import { madeDemo, openedDemo } from './demoProject.ts';

/** A demo project with a wizard over folders of changed copies of October's extracts. */
export async function wizardDemo() {
  const demo = await madeDemo();
  const folders = mkdtempSync(join(tmpdir(), 'linkdesk-wizard-'));
  const granted = new Map<string, string>();
  const opened = await openedDemo(demo.folder, (grant) => {
    const folder = granted.get(grant);
    granted.delete(grant);
    return folder;
  });
  const extracts = join(demoFolders(demo.folder).extracts, '2026-10');
  const grantFolder = (grant: string, files: Readonly<Record<string, string>>): string => {
    const folder = join(folders, grant);
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, 'latin1');
    granted.set(grant, folder);
    return folder;
  };
  return {
    ...opened,
    folder: demo.folder,
    extracts,
    granted,
    /** A folder with these files, and a grant for it. */
    grantFolder,
    /** A folder with some of October's files, changed by `edit`, and a grant for it. */
    folderOf: (grant: string, wanted: RegExp, edit: (text: string) => string = (text) => text): string =>
      grantFolder(
        grant,
        Object.fromEntries(
          readdirSync(extracts)
            .filter((name) => wanted.test(name))
            .map((name) => [name, edit(readFileSync(join(extracts, name), 'latin1'))]),
        ),
      ),
    counts: (): unknown =>
      opened.project.db.prepare('SELECT count(*) AS imports, max(import_id) AS newest FROM import').get(),
    /** Waits for a job to end. */
    async finished(jobId: string): Promise<JobView> {
      for (;;) {
        const { jobs } = await opened.value('jobs.list', {});
        const job = jobs.find((each) => each.jobId === jobId)!;
        if (job.state !== 'running') return job;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async close(): Promise<void> {
      await opened.app.close();
      demo.remove();
      rmSync(folders, { recursive: true, force: true });
    },
  };
}
