import type { WebContents } from 'electron';
import { isWindowUrl } from './scheme.ts';

/** Electron's `app`, as far as it announces new contents. */
interface ContentsSource {
  on(event: 'web-contents-created', listener: (event: unknown, contents: WebContents) => void): unknown;
}

/**
 * Keeps every page of the application where it started: no other address, no other window, no frame of another
 * origin, no webview. Set for all contents at once, so that no window can be forgotten.
 */
export function lockNavigation(app: ContentsSource): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', refuseOther);
    contents.on('will-frame-navigate', refuseOther);
    contents.on('will-redirect', refuseOther);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

function refuseOther(event: { readonly url: string; preventDefault(): void }): void {
  if (!isWindowUrl(event.url)) event.preventDefault();
}
