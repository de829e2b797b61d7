import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as electron from 'electron';
import { autoLock } from './shell/autoLock.ts';
import { prepareStart } from './shell/beforeReady.ts';
import { pickExtractFolder } from './shell/dialogs.ts';
import { startEngine } from './shell/engineProcess.ts';
import { forkEngine } from './shell/forkEngine.ts';
import { answerWindow, tellWindow } from './shell/ipc.ts';
import { quitCleanly } from './shell/lifecycle.ts';
import { menuTemplate } from './shell/menu.ts';
import { readPolicy } from './shell/policy.ts';
import { projectFolder } from './shell/projectFolder.ts';
import { createProjectLock } from './shell/projectLock.ts';
import { type BundledFile, serveScheme } from './shell/scheme.ts';
import { hardenSession } from './shell/sessionHardening.ts';
import { bringToFront, openWindow, partition } from './shell/window.ts';

/** The window's files, listed by the build (`build/vite.main.config.ts`). */
declare const RENDERER_FILES: readonly BundledFile[];

const { app, dialog, Menu, screen, utilityProcess } = electron;
const at = (...path: readonly string[]): string => join(import.meta.dirname, '..', ...path);
let window: electron.BrowserWindow | undefined;

if (prepareStart(app, electron.protocol, process, () => bringToFront(window))) {
  app.whenReady().then(open).catch(stopWithReason);
}

function open(): void {
  const policy = readPolicy(join(process.resourcesPath, 'policy.json'));
  const userData = app.getPath('userData');
  const shown = electron.session.fromPartition(partition, { cache: false });
  hardenSession(shown);
  serveScheme(shown.protocol, RENDERER_FILES, (file) => readFile(at('renderer', file.path)));

  const folder = projectFolder(process.argv, userData);
  const engine = startEngine({
    fork: () => forkEngine(utilityProcess, at('main', 'engine.js'), folder),
    onEvent: (event) => tellWindow(window?.webContents, event),
  });
  const projectLock = createProjectLock({
    engine,
    reload: () => window?.webContents.reload(),
    clearClipboard: () => electron.clipboard.clear(),
  });
  const lock = (): void => void projectLock.lock();
  autoLock(electron.powerMonitor, policy.idleMinutes, lock);
  quitCleanly(app, () => engine.stop());
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(lock)));
  answerWindow(electron.ipcMain, () => window?.webContents.id, {
    call: (method, input) => projectLock.call(method, input),
    pickFolder: () => pickExtractFolder(dialog, engine),
  });
  window = openWindow({
    create: (options) => new electron.BrowserWindow(options),
    preload: at('preload', 'preload.cjs'),
    placeFile: join(userData, 'window.json'),
    screens: screen.getAllDisplays().map((display) => display.workArea),
    contentProtection: policy.contentProtection,
    onGone: lock,
  });
}

/** A start that failed says why in the system's own box: there is no window yet to say it in. */
function stopWithReason(error: unknown): void {
  dialog.showErrorBox('Linkdesk was not started', error instanceof Error ? error.message : '');
  app.exit(1);
}
