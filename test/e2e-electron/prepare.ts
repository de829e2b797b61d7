import { buildShell } from '../../build/shell.ts';
import { binary } from './binary.ts';

/** Builds what Electron runs, or says why nothing is run. */
export default async function prepare(): Promise<void> {
  if (binary !== undefined) {
    await buildShell();
    return;
  }
  process.stdout.write(
    "skipped: Electron's binary is not on this machine. Put it into node_modules/electron/dist, or name the folder of an unpacked Electron with ELECTRON_OVERRIDE_DIST_PATH.\n",
  );
}
