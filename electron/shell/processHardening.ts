import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The part of Electron's `app` that this file sets. */
interface HardenedApp {
  enableSandbox(): void;
  getPath(name: 'userData'): string;
  setPath(name: 'crashDumps', path: string): void;
  readonly commandLine: { appendSwitch(name: string, value?: string): void };
}

/** A proxy that nobody answers: port 9 (discard) of this machine. */
const deadProxy = '127.0.0.1:9';

/**
 * What must hold before the first window and the first file. New files belong to their owner alone; every renderer
 * is sandboxed; Chromium resolves no name, reaches no address and asks for no update. The session refuses requests
 * too (`sessionHardening.ts`): these switches cover what Chromium does on its own, outside any session.
 */
export function hardenProcess(app: HardenedApp, umask: (mask: number) => unknown): void {
  umask(0o077);
  app.enableSandbox();
  const { commandLine } = app;
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  commandLine.appendSwitch('proxy-server', deadProxy);
  commandLine.appendSwitch('proxy-bypass-list', '<-loopback>');
  commandLine.appendSwitch('disable-background-networking');
  commandLine.appendSwitch('disable-component-update');
  commandLine.appendSwitch('disable-domain-reliability');
  commandLine.appendSwitch('no-pings');
  removeCrashDumps(app);
}

/**
 * A dump can hold memory, and with it people: it stays in the data folder and not past the next start. The folder has
 * to be there before Electron takes it as a path.
 */
function removeCrashDumps(app: HardenedApp): void {
  const folder = join(app.getPath('userData'), 'crash-dumps');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  app.setPath('crashDumps', folder);
}
