import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Path of Electron's binary, when it is on this machine already: in its npm package, or in the folder that
 * ELECTRON_OVERRIDE_DIST_PATH names. Undefined otherwise. Nothing is fetched: asking the npm package itself would
 * start a download.
 */
export function findElectron(root: string, environment: NodeJS.ProcessEnv): string | undefined {
  const electron = join(root, 'node_modules', 'electron');
  const named = environment['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';
  const binary = join(named === '' ? join(electron, 'dist') : named, binaryName(electron));
  return existsSync(binary) ? binary : undefined;
}

/** The package notes the binary's name when it has fetched one. */
function binaryName(electron: string): string {
  const note = join(electron, 'path.txt');
  if (existsSync(note)) return readFileSync(note, 'utf8').trim();
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}
