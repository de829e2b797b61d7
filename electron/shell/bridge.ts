import type { Api, ApiEvent } from '../../src/app/contract/contract.ts';
import { eventChannel, requestChannel, type WindowRequest } from './messages.ts';

interface ContextBridge {
  exposeInMainWorld(name: string, api: unknown): void;
}

interface IpcRenderer {
  invoke(channel: string, request: WindowRequest): Promise<unknown>;
  on(channel: string, listener: (event: unknown, payload: ApiEvent) => void): unknown;
  off(channel: string, listener: (event: unknown, payload: ApiEvent) => void): unknown;
}

/**
 * Puts `window.linkdesk` in front of the page: call, subscribe, pickFolder, nothing else. Neither Electron's objects
 * nor its events pass over: a listener gets the payload alone.
 */
export function exposeApi(contextBridge: ContextBridge, ipc: IpcRenderer): void {
  const api = {
    call: (method: string, input: unknown) => ipc.invoke(requestChannel, { kind: 'call', method, input }),
    subscribe(listener: Parameters<Api['subscribe']>[0]) {
      const forward = (_event: unknown, payload: ApiEvent): void => listener(payload);
      ipc.on(eventChannel, forward);
      return () => {
        ipc.off(eventChannel, forward);
      };
    },
    pickFolder: () => ipc.invoke(requestChannel, { kind: 'pickFolder' }),
  };
  contextBridge.exposeInMainWorld('linkdesk', api);
}
