import type { App, Protocol } from 'electron';
import { claimSingleInstance } from './lifecycle.ts';
import { lockNavigation } from './navigationLock.ts';
import { hardenProcess } from './processHardening.ts';
import { refusedSwitch } from './refusedSwitches.ts';
import { registerScheme } from './scheme.ts';

/** The process that Electron's main script runs in, as far as it is used. */
interface MainProcess {
  readonly argv: readonly string[];
  readonly platform: NodeJS.Platform;
  umask(mask: number): unknown;
}

/**
 * Everything that must hold before Electron is ready and before a file or a window is touched. False when this start
 * is refused: a release was given a switch that opens it to others, or Linkdesk is already running.
 */
export function prepareStart(
  app: App,
  protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>,
  main: MainProcess,
  comeToFront: () => void,
): boolean {
  hardenProcess(app, (mask) => main.umask(mask));
  if (app.isPackaged && refusedSwitch(main.argv.slice(1), main.platform) !== null) {
    app.exit(2);
    return false;
  }
  registerScheme(protocol);
  lockNavigation(app);
  return claimSingleInstance(app, comeToFront);
}
