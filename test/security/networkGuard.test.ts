import { execFile } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const guard = pathToFileURL(
  fileURLToPath(new URL('../../electron/shell/networkGuard.ts', import.meta.url)),
).href;

/** Each way out, tried in a process of its own after the guard; the guard cannot be taken off again. */
const program = `
const before = { net: await import('node:net') };
const { forbidNetwork } = await import(${JSON.stringify(guard)});
forbidNetwork();
const net = await import('node:net'), tls = await import('node:tls'), http = await import('node:http');
const https = await import('node:https'), http2 = await import('node:http2'), dns = await import('node:dns');
const dgram = await import('node:dgram');
const ways = {
  fetch: () => fetch('http://127.0.0.1:9/'),
  webSocket: () => new WebSocket('ws://127.0.0.1:9/'),
  netConnect: () => net.connect(9, '127.0.0.1'),
  netConnectBefore: () => before.net.createConnection(9, '127.0.0.1'),
  socket: () => new net.Socket().connect(9, '127.0.0.1'),
  listen: () => net.createServer().listen(0),
  tls: () => tls.connect(9, '127.0.0.1'),
  http: () => http.get('http://127.0.0.1:9/'),
  httpServer: () => http.createServer().listen(0),
  https: () => https.get('https://127.0.0.1:9/'),
  http2: () => http2.connect('http://127.0.0.1:9/'),
  lookup: () => dns.lookup('example.org', () => {}),
  resolve: () => dns.promises.resolve4('example.org'),
  udp: () => dgram.createSocket('udp4'),
  undo: () => { globalThis.fetch = () => 'back'; },
};
const found = {};
for (const [name, way] of Object.entries(ways)) {
  try {
    const result = await way();
    found[name] = await new Promise((resolve) => {
      if (typeof result?.on !== 'function') return resolve('went through');
      result.on('error', (error) => resolve(error.code));
      setTimeout(() => resolve('went through'), 1000);
    });
  } catch (error) { found[name] = error.code ?? error.name; }
}
console.log(JSON.stringify(found));
process.exit(0);
`;

describe('the engine’s network guard', () => {
  it('stops every way to a socket, and cannot be undone', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
    const { undo, ...ways } = JSON.parse(stdout) as Record<string, string>;
    expect(ways).toEqual(Object.fromEntries(Object.keys(ways).map((way) => [way, 'NETWORK_FORBIDDEN'])));
    expect(Object.keys(ways)).toHaveLength(14);
    expect(undo).toBe('TypeError');
  });
});
