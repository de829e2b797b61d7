import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Stands in for the package `electron`, so that the real main script runs on plain Node, with a real engine process
 * behind it. Notes what it was told to do, in order; the test at the other end of this process asks for the notes and
 * sends requests as the window would.
 */
const notes: string[] = [];
const note = (text: string): void => void notes.push(text);
const requests = new Map<string, (event: object, request: unknown) => Promise<unknown>>();
const root = join(import.meta.dirname, '..', '..');
const userData = process.env['LINKDESK_TEST_DATA']!;
const page = { url: 'app://linkdesk/', parent: null };

export const app = Object.assign(new EventEmitter(), {
  isPackaged: false,
  enableSandbox: () => note('sandbox'),
  getPath: () => userData,
  setPath: (name: string) => note(`path ${name}`),
  commandLine: { appendSwitch: (name: string) => note(`switch ${name}`) },
  requestSingleInstanceLock: () => true,
  async whenReady() {
    note('ready');
  },
  exit: (code: number) => process.exit(code),
  quit() {
    let prevented = false;
    app.emit('before-quit', { preventDefault: () => (prevented = true) });
    note('quit');
    if (!prevented) process.exit(0);
  },
});

export class BrowserWindow extends EventEmitter {
  readonly webContents = Object.assign(new EventEmitter(), {
    id: 1,
    isDestroyed: () => false,
    reload: () => note('reload'),
    send: (_channel: string, event: { readonly type: string }) => note(`event ${event.type}`),
  });
  constructor() {
    super();
    note('window');
  }
  readonly setContentProtection = (): void => note('protected');
  readonly show = (): void => note('shown');
  readonly loadURL = async (url: string): Promise<void> => note(`load ${url}`);
}

export const protocol = { registerSchemesAsPrivileged: () => note('scheme') };
export const session = {
  fromPartition(partition: string) {
    note(`session ${partition}`);
    const nothing = (): void => {};
    return Object.assign(new EventEmitter(), {
      protocol: { handle: (scheme: string) => note(`serve ${scheme}`) },
      webRequest: { onBeforeRequest: () => note('filter') },
      setPermissionRequestHandler: nothing,
      setPermissionCheckHandler: nothing,
      setDevicePermissionHandler: nothing,
      setBluetoothPairingHandler: nothing,
      setDisplayMediaRequestHandler: nothing,
      setSpellCheckerEnabled: nothing,
    });
  },
};
export const ipcMain = {
  handle: (channel: string, listener: (event: object, request: unknown) => Promise<unknown>) =>
    requests.set(channel, listener),
};
export const Menu = { buildFromTemplate: () => 'menu', setApplicationMenu: () => note('menu') };
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] };
export const clipboard = { clear: () => note('clipboard') };
export const powerMonitor = Object.assign(new EventEmitter(), { getSystemIdleTime: () => 0 });
export const dialog = {
  showErrorBox: (title: string, text: string) => note(`error ${title}: ${text}`),
  showOpenDialog: async () => ({ canceled: false, filePaths: [process.env['LINKDESK_TEST_PICK']!] }),
};

/** A real process for the engine, with Electron's parent port over Node's own channel. */
export const utilityProcess = {
  fork(_file: string, args: string[]) {
    const child = fork(join(root, 'electron', 'engine.ts'), args, {
      execArgv: [
        '--disable-warning=ExperimentalWarning',
        '--import',
        fileURLToPath(new URL('./parentPort.ts', import.meta.url)),
      ],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    note(`engine ${child.pid}`);
    return Object.assign(child, { postMessage: (message: object) => child.send(message) });
  },
};

process.on('message', (order: { readonly id: number; readonly do: string; readonly with?: unknown }) => {
  void obey(order.do, order.with).then((answer) => process.send!({ id: order.id, answer }));
});

async function obey(order: string, argument: unknown): Promise<unknown> {
  if (order === 'notes') return notes;
  if (order === 'power') return powerMonitor.emit(String(argument));
  if (order === 'quit') return app.quit();
  const event = { sender: { id: 1 }, senderFrame: page };
  return await requests.get('linkdesk:request')!(event, argument);
}
