import type { Api } from '../../src/app/contract/contract.ts';
import { unreachable } from './unreachable.ts';

declare global {
  interface Window {
    /** What the preload script exposes, and nothing else. */
    readonly linkdesk?: Api;
  }
}

/** Electron: the three functions that the preload script put on the window. */
export function bridgeApi(exposed: Api): Api {
  return {
    call: (method, input) => exposed.call(method, input).catch(() => ({ ok: false, error: unreachable })),
    subscribe: (listener) => exposed.subscribe(listener),
    pickFolder: () => exposed.pickFolder(),
  };
}
