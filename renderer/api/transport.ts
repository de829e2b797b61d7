import type { Api } from '../../src/app/contract/contract.ts';
import { bridgeApi } from './bridge.ts';
import { loopbackApi } from './loopback.ts';

/**
 * The way to the engine, chosen by where this bundle runs: the preload bridge in Electron, the loopback host when
 * the address carries its token. The token is taken out of the address bar and the history at once.
 * Null when there is neither: the page was opened without a session.
 */
export function chooseTransport(): Api | null {
  if (window.linkdesk !== undefined) return bridgeApi(window.linkdesk);
  const token = /^#token=([\w-]{16,})$/.exec(window.location.hash)?.[1];
  if (token === undefined) return null;
  window.history.replaceState(null, '', `${window.location.pathname}#/`);
  return loopbackApi(token);
}
