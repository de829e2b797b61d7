import { userInfo } from 'node:os';
import { createApp } from '../src/app/createApp.ts';
import { LinkdeskError } from '../src/domain/error.ts';
import { createFolderGrants } from '../src/host/folderGrants.ts';
import { matchRecords } from '../src/jobs/link.ts';
import { proveOnThread } from '../src/jobs/proveElsewhere.ts';
import { readAhead } from '../src/jobs/readAhead.ts';
import { serveEngine } from './shell/engineService.ts';
import { forbidNetwork } from './shell/networkGuard.ts';

/**
 * The engine's process: it alone holds the key and the store, and has no network. Main gives it the project's folder
 * as an argument.
 */
forbidNetwork();

const grants = createFolderGrants();
const app = createApp({
  folder: projectArgument(),
  reviewer: userInfo().username,
  engine: matchRecords,
  openReader: readAhead,
  prove: proveOnThread,
  redeemGrant: (grant) => grants.redeem(grant),
});
serveEngine(process.parentPort, app, grants, () => process.exit(0));

function projectArgument(): string {
  const start = '--project=';
  const folder = process.argv.find((word) => word.startsWith(start))?.slice(start.length);
  if (folder === undefined) {
    throw new LinkdeskError(
      'ENGINE_NOT_STARTED',
      `The engine was started without ${start}…, which main gives it.`,
    );
  }
  return folder;
}
