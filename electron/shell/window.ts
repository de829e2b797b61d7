import type { BrowserWindow, BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import { startUrl } from './scheme.ts';
import { type Bounds, rememberedPlace, rememberPlace } from './windowBounds.ts';

/** In memory: without `persist:` Chromium keeps no cache, storage or history of what the window showed. */
export const partition = 'linkdesk';

/** Every preference that decides what a page may do, spelled out and frozen (desktop.md section 3, row 1). */
export const webPreferences = Object.freeze({
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  devTools: false,
  partition,
} as const satisfies WebPreferences);

export interface WindowOptions {
  readonly create: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  /** Absolute path of the bundled preload script. */
  readonly preload: string;
  /** Keeps where the window was between two starts. */
  readonly placeFile: string;
  /** Working areas of the screens that are there now. */
  readonly screens: readonly Bounds[];
  /** Keeps screenshots and screen sharing from seeing the window, where the system can (Windows, macOS). */
  readonly contentProtection: boolean;
  /** The page's process has died. */
  readonly onGone: () => void;
}

/**
 * Opens the one window of the application at the start page. It appears when its first frame is ready, so that
 * nobody looks at an empty one, and remembers its place when it closes.
 */
export function openWindow(options: WindowOptions): BrowserWindow {
  const { placeFile } = options;
  const place = rememberedPlace(placeFile, options.screens);
  const window = options.create({
    width: 1280,
    height: 800,
    ...place.bounds,
    // The smallest size is the design width at 200 %.
    minWidth: 640,
    minHeight: 400,
    show: false,
    title: 'Linkdesk',
    autoHideMenuBar: true,
    webPreferences: { ...webPreferences, preload: options.preload },
  });
  if (options.contentProtection) window.setContentProtection(true);
  if (place.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    rememberPlace(placeFile, window.getNormalBounds(), window.isMaximized());
  });
  window.webContents.on('render-process-gone', options.onGone);
  void window.loadURL(startUrl);
  return window;
}

/** Shows the window again when somebody starts Linkdesk a second time. */
export function bringToFront(window: BrowserWindow | undefined): void {
  if (window?.isMinimized() === true) window.restore();
  window?.focus();
}
