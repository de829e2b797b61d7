import type { App } from '../../src/app/app.ts';
import type { Result } from '../../src/app/contract/contract.ts';
import { LinkdeskError } from '../../src/domain/error.ts';
import type { FolderGrants } from '../../src/host/folderGrants.ts';
import { failed, type FromEngine, type ToEngine } from './messages.ts';

/** The engine's end of the line to the main process. */
export interface EnginePort {
  on(event: 'message', listener: (message: { readonly data: ToEngine }) => void): unknown;
  postMessage(message: FromEngine): void;
}

/**
 * Serves the application to the main process until it is told to close; then closes the store and calls `exit`.
 * Nothing but the answers leaves: an unexpected failure is a fixed sentence, never an exception's text.
 */
export function serveEngine(port: EnginePort, app: App, grants: FolderGrants, exit: () => void): void {
  app.subscribe((event) => port.postMessage({ kind: 'event', event }));
  port.on('message', ({ data }) => {
    switch (data.kind) {
      case 'call':
        void answer(port, data.id, () => app.call(data.method, data.input));
        break;
      case 'grant':
        void answer(port, data.id, async () => ({ ok: true, value: grants.issue(data.folder) }));
        break;
      case 'close':
        void app.close().finally(exit);
        break;
    }
  });
}

async function answer(port: EnginePort, id: number, work: () => Promise<Result<unknown>>): Promise<void> {
  try {
    port.postMessage({ kind: 'answer', id, result: await work() });
  } catch (error) {
    const result =
      error instanceof LinkdeskError
        ? failed(error.code, error.message)
        : failed('UNEXPECTED', 'The engine could not answer. Nothing was changed by this call; try again.');
    port.postMessage({ kind: 'answer', id, result });
  }
}
