import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { App } from '../app/app.ts';
import type { Api, Result } from '../app/contract/contract.ts';
import { LinkdeskError } from '../domain/error.ts';
import { streamEvents } from './eventStream.ts';
import { type RendererFile, readRendererFiles } from './rendererFiles.ts';
import { readJsonBody } from './requestBody.ts';
import { type Refusal, requestGate } from './requestGate.ts';
import { securityHeaders } from './securityHeaders.ts';
import { syntheticOnly } from './syntheticOnly.ts';

export interface LoopbackOptions {
  readonly app: App;
  /** The built window: `build/out/renderer`. */
  readonly rendererFolder: string;
  readonly pickFolder: Api['pickFolder'];
}

export interface LoopbackHost {
  /** Opens the window: `http://127.0.0.1:<port>/#token=…`. A fragment is never sent, logged or kept as referrer. */
  readonly url: string;
  /** Ends every stream and connection. The application stays open: whoever opened it closes it. */
  close(): Promise<void>;
}

/**
 * Serves the window and the application to a browser of this machine, for development and tests, where Electron's
 * binary cannot be had: 127.0.0.1 only, a random port, a new random token each time, made-up people only.
 *
 * `POST /api/call` with `{method, input}` answers a Result; `GET /api/events` streams events as lines of JSON;
 * `POST /api/pick-folder` answers a grant or null; every other path is looked up among the window's files.
 * Throws NOT_SYNTHETIC and RENDERER_NOT_BUILT before it listens.
 */
export async function startLoopbackHost(options: LoopbackOptions): Promise<LoopbackHost> {
  const app = await syntheticOnly(options.app);
  const files = readRendererFiles(options.rendererFolder);
  const token = randomBytes(32).toString('hex');
  const server = createServer({ headersTimeout: 5_000, requestTimeout: 10_000 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  const gate = requestGate(port, token);

  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders('self'))) response.setHeader(name, value);
    const refusal = gate(request);
    if (refusal !== null) {
      refuse(response, refusal);
      return;
    }
    answer(request, response, app, options.pickFolder, files).catch(() => {
      if (response.headersSent) response.destroy();
      else refuse(response, unexpected);
    });
  });

  return {
    url: `http://127.0.0.1:${port}/#token=${token}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new LinkdeskError('HOST_NOT_STARTED', 'No port of this machine could be had. Try again.');
  }
  return address.port;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  app: App,
  pickFolder: Api['pickFolder'],
  files: ReadonlyMap<string, RendererFile>,
): Promise<void> {
  const path = (request.url ?? '').split('?', 1)[0]!;
  switch (`${request.method} ${path}`) {
    case 'GET /api/events':
      streamEvents(app, response);
      return;
    case 'POST /api/pick-folder':
      sendJson(response, 200, await pickFolder());
      return;
    case 'POST /api/call': {
      const body = await readJsonBody(request);
      if (!body.ok) refuse(response, body);
      else if (!isCall(body.value)) refuse(response, notACall);
      else sendJson(response, 200, await app.call(body.value.method, body.value.input));
      return;
    }
    default: {
      const file = request.method === 'GET' ? files.get(path) : undefined;
      if (file === undefined) refuse(response, notFound);
      else response.writeHead(200, { 'content-type': file.type }).end(file.body);
    }
  }
}

function isCall(value: unknown): value is { readonly method: string; readonly input: unknown } {
  return typeof value === 'object' && value !== null && 'method' in value && typeof value.method === 'string';
}

/** A refusal has the shape of a Result, so that the window shows it like any other failure. */
function refuse(response: ServerResponse, refusal: Refusal): void {
  const { status, code, message } = refusal;
  const result: Result<never> = { ok: false, error: { code, message, ref: '' } };
  response.setHeader('connection', 'close');
  // The rest of the body is thrown away unread; a socket closed with bytes waiting would lose the answer.
  response.req.resume();
  if (status === 405) response.setHeader('allow', 'GET, POST');
  sendJson(response, status, result);
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(value));
}

const notFound: Refusal = { status: 404, code: 'NOT_FOUND', message: 'There is nothing at this address.' };
const notACall: Refusal = {
  status: 400,
  code: 'NOT_A_CALL',
  message: 'The body has to be {"method": …, "input": …}.',
};
const unexpected: Refusal = {
  status: 500,
  code: 'UNEXPECTED',
  message: 'The host could not answer. Nothing was changed by this call; try again.',
};
