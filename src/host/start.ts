import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { demoFolders, demoPassphrase } from '../app/demoCounty.ts';
import { demoApp, nextDemoExtracts, openDemoProject, prepareDemoProject } from '../app/demoProject.ts';
import { isProject, removeSyntheticProject } from '../app/project.ts';
import { LinkdeskError } from '../domain/error.ts';
import { matchRecords } from '../jobs/link.ts';
import { startWindow } from './startWindow.ts';

/** What `npm start` runs: the window on the demo project, made first when it is not there. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({
  options: {
    demo: { type: 'string', default: join(root, '.linkdesk', 'demo') },
    browser: { type: 'boolean', default: false },
    'no-open': { type: 'boolean', default: false },
  },
});
const folder = resolve(values.demo);
const say = (line: string) => process.stderr.write(`linkdesk: ${line}\n`);
const now = () => new Date().toISOString();

try {
  process.exitCode = await startWindow({
    root,
    project: demoFolders(folder).project,
    browserOnly: values.browser,
    openBrowser: !values['no-open'],
    say,
    passphrase: demoPassphrase,
    async prepareDemo(signal) {
      const made = isProject(demoFolders(folder).project);
      try {
        await prepareDemoProject(folder, matchRecords, { progress: announce(), signal, now });
      } catch (error) {
        // Half a demo would be opened as a whole one the next time.
        if (!made && isProject(demoFolders(folder).project))
          removeSyntheticProject(demoFolders(folder).project);
        throw error;
      }
    },
    async openDemo(grants) {
      const project = await openDemoProject(folder, now());
      return demoApp(folder, project, matchRecords, (grant) => grants.redeem(grant));
    },
    extracts: () => nextDemoExtracts(folder),
  });
} catch (error) {
  if (!(error instanceof LinkdeskError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
  process.exitCode = 1;
}

/** Says each step of making the demo once. */
function announce(): (label: string) => void {
  let said = '';
  return (label) => {
    if (label !== said) say(label);
    said = label;
  };
}
