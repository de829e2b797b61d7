import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { readRendererFiles } from '../src/host/rendererFiles.ts';
import { securityHeaders } from '../src/host/securityHeaders.ts';

export interface WindowServer {
  readonly url: string;
  close(): void;
}

/**
 * The built window and nothing behind it, under the strict policy it has in Electron (`connect-src 'none'`): for the
 * gallery and for browser tests that bring their own made-up engine.
 */
export async function startWindowServer(): Promise<WindowServer> {
  const files = readRendererFiles(fileURLToPath(new URL('./out/renderer', import.meta.url)));
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '/');
    for (const [name, value] of Object.entries(securityHeaders('none'))) response.setHeader(name, value);
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': file.type }).end(file.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}
