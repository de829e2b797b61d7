import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';
import { LinkdeskError } from '../../src/domain/error.ts';

/**
 * Takes the network from this process: whatever opens a socket, looks up a name or fetches throws NETWORK_FORBIDDEN.
 * The session's rules do not reach Node, so the engine, which holds the data, gets this lock of its own. It stops a
 * mistake or a package, not an attacker with native code; the firewall rule in the hand-over notes stops both.
 */
export function forbidNetwork(): void {
  replace(net.Socket.prototype, ['connect']);
  replace(net.Server.prototype, ['listen']);
  replace(net, ['connect', 'createConnection']);
  replace(tls, ['connect']);
  replace(dgram, ['createSocket']);
  replace(dns, lookUps(dns));
  replace(dns.promises, lookUps(dns.promises));
  replace(globalThis, ['fetch', 'WebSocket', 'EventSource']);
  syncBuiltinESMExports();
}

function lookUps(resolver: object): readonly string[] {
  return Object.keys(resolver).filter((name) => /^(lookup|resolve|reverse)/.test(name));
}

function replace(owner: object, names: readonly string[]): void {
  for (const name of names) {
    Object.defineProperty(owner, name, {
      value: refuse,
      writable: false,
      configurable: false,
      enumerable: true,
    });
  }
}

function refuse(): never {
  throw new LinkdeskError('NETWORK_FORBIDDEN', 'Linkdesk uses no network. The call was refused.');
}
