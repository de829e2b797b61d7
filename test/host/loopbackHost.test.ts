import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/app/app.ts';
import { type LoopbackHost, startLoopbackHost } from '../../src/host/loopbackHost.ts';
import { handMadeApp } from './handMadeApp.ts';

const app = handMadeApp();
const folder = mkdtempSync(join(tmpdir(), 'linkdesk-window-'));
let host: LoopbackHost;
let origin: string;
let token: string;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Linkdesk</title>');
  writeFileSync(join(folder, 'assets', 'index-1a2b.js'), 'export {};');
  writeFileSync(join(folder, 'assets', 'index-1a2b.js.map'), '{}');
  writeFileSync(join(folder, '..', 'linkdesk-outside.txt'), 'outside');
  host = await startLoopbackHost({
    app,
    rendererFolder: folder,
    pickFolder: async () => ({ grant: 'g1', name: 'October' }),
  });
  const url = new URL(host.url);
  origin = url.origin;
  token = url.hash.slice('#token='.length);
});

afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request exactly as written: no client normalises its path or adds headers. */
function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string | Buffer,
): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

function call(body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return send(
    'POST',
    '/api/call',
    { 'content-type': 'application/json', 'x-linkdesk-token': token, ...headers },
    JSON.stringify(body),
  );
}

describe('the window', () => {
  it('is served with the exact policy and headers', async () => {
    const { status, headers, body } = await send('GET', '/');
    expect(status).toBe(200);
    expect(body).toContain('<title>Linkdesk</title>');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'none'; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('is found by its exact path with the right type', async () => {
    const { status, headers } = await send('GET', '/assets/index-1a2b.js?v=1');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it.each([
    '/../linkdesk-outside.txt',
    '/..%2flinkdesk-outside.txt',
    '/%2e%2e/linkdesk-outside.txt',
    '/assets/..%5c..%5clinkdesk-outside.txt',
    '/assets/../index.html',
    '/assets/index-1a2b.js%00',
    '/assets/index-1a2b.js.map',
    '//index.html',
    '/assets',
    '/etc/passwd',
    '/review',
  ])('has nothing at %s', async (path) => {
    const { status, body } = await send('GET', path);
    expect(status).toBe(404);
    expect(body).not.toContain('outside');
  });

  it('keeps its headers on refusals', async () => {
    const { headers } = await send('GET', '/nothing');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('the gate', () => {
  it.each(['localhost', 'example.org', '127.0.0.1', '[::1]'])('refuses the host %s', async (name) => {
    const port = name === '127.0.0.1' ? '' : `:${new URL(origin).port}`;
    for (const path of ['/', '/api/events']) {
      const { status, body } = await send('GET', path, { host: name + port, 'x-linkdesk-token': token });
      expect(status).toBe(421);
      expect(body).toContain('WRONG_HOST');
    }
  });

  it.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'HEAD', 'TRACE'])('refuses %s', async (method) => {
    const { status, headers } = await send(method, '/', { 'x-linkdesk-token': token });
    expect(status).toBe(405);
    expect(headers['allow']).toBe('GET, POST');
  });

  it.each(['http://localhost:1', 'null', 'https://example.org'])('refuses the origin %s', async (other) => {
    expect((await call({ method: 'project.state', input: {} }, { origin: other })).status).toBe(403);
    expect((await send('GET', '/', { origin: other })).status).toBe(403);
  });

  it.each(['cross-site', 'same-site', 'none'])('refuses a call that comes from %s', async (site) => {
    expect((await call({ method: 'project.state', input: {} }, { 'sec-fetch-site': site })).status).toBe(403);
  });

  it('refuses every call without the token, and reaches no application', async () => {
    const before = app.calls.length;
    const wrong = ['', 'x', token.slice(1), `${token}0`, token.toUpperCase().replace(/[A-F]/g, 'G')];
    for (const given of wrong) {
      expect((await call({ method: 'test.echo', input: {} }, { 'x-linkdesk-token': given })).status).toBe(
        401,
      );
    }
    expect((await send('GET', '/api/events')).status).toBe(401);
    expect((await send('POST', '/api/pick-folder')).status).toBe(401);
    expect((await send('GET', `/api/events?token=${token}`)).status).toBe(401);
    expect(app.calls.length).toBe(before);
  });

  it('makes a new token of 256 bits each time', async () => {
    expect(token).toMatch(/^[0-9a-f]{64}$/);
    const second = await startLoopbackHost({ app, rendererFolder: folder, pickFolder: async () => null });
    expect(new URL(second.url).hash).not.toContain(token);
    expect(new URL(second.url).hostname).toBe('127.0.0.1');
    await second.close();
  });
});

describe('calls', () => {
  it('answer what the application answers', async () => {
    const { status, body } = await call({ method: 'test.echo', input: { month: '2026-10' } }, { origin });
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({
      ok: true,
      value: { method: 'test.echo', input: { month: '2026-10' } },
    });
  });

  it.each([['[]'], ['null'], ['"x"'], ['{"input":{}}'], ['{"method":7}']])('refuse %s', async (body) => {
    const headers = { 'content-type': 'application/json', 'x-linkdesk-token': token };
    const answer = await send('POST', '/api/call', headers, body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { code: 'NOT_A_CALL' } });
  });

  it('refuse what is not JSON', async () => {
    const headers = { 'content-type': 'application/json', 'x-linkdesk-token': token };
    for (const body of ['{', '', Buffer.from([0x7b, 0xff, 0x7d])]) {
      expect((await send('POST', '/api/call', headers, body)).status).toBe(400);
    }
    const form = { ...headers, 'content-type': 'text/plain' };
    expect((await send('POST', '/api/call', form, '{"method":"test.echo"}')).status).toBe(415);
  });

  it('refuse a body over a megabyte, announced or not', async () => {
    const before = app.calls.length;
    const large = JSON.stringify({ method: 'test.echo', input: 'x'.repeat(1_500_000) });
    const headers = { 'content-type': 'application/json', 'x-linkdesk-token': token };
    const announced = await send(
      'POST',
      '/api/call',
      { ...headers, 'content-length': String(large.length) },
      large,
    );
    expect(announced.status).toBe(413);
    const chunked = await send('POST', '/api/call', { ...headers, 'transfer-encoding': 'chunked' }, large);
    expect(chunked.status).toBe(413);
    expect(app.calls.length).toBe(before);
  });

  it('tell nothing of an unexpected failure', async () => {
    const { status, body } = await call({ method: 'test.throws', input: {} });
    expect(status).toBe(500);
    expect(body).toContain('UNEXPECTED');
    expect(body).not.toMatch(/900-01|GARCIA/);
  });

  it('are answered by POST only', async () => {
    const given = { 'x-linkdesk-token': token };
    expect((await send('GET', '/api/call', given)).status).toBe(404);
    expect((await send('POST', '/api/events', given)).status).toBe(404);
    expect((await send('POST', '/', given)).status).toBe(404);
    expect((await send('GET', '/api/other', given)).status).toBe(404);
  });

  it('pick a folder as a grant', async () => {
    const { status, body } = await send('POST', '/api/pick-folder', { 'x-linkdesk-token': token });
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({ grant: 'g1', name: 'October' });
  });
});

describe('events', () => {
  it('arrive as lines of JSON, and the listener goes with the reader', async () => {
    const stop = new AbortController();
    const response = await fetch(`${origin}/api/events`, {
      headers: { 'x-linkdesk-token': token },
      signal: stop.signal,
    });
    expect(response.headers.get('content-type')).toContain('application/x-ndjson');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    for (const listener of app.listeners) listener({ type: 'changed', topics: ['review'] });
    for (const listener of app.listeners) listener({ type: 'locked' });
    let text = '';
    while (text.split('\n').length < 3) text += (await reader.read()).value ?? '';
    expect(text).toBe('{"type":"changed","topics":["review"]}\n{"type":"locked"}\n');
    stop.abort();
    await expect.poll(() => app.listeners.size, { timeout: 20_000 }).toBe(0);
  });
});

describe('starting and ending', () => {
  it('refuses a project of real people', async () => {
    await expect(
      startLoopbackHost({ app: handMadeApp(false), rendererFolder: folder, pickFolder: async () => null }),
    ).rejects.toMatchObject({ code: 'NOT_SYNTHETIC' });
  });

  it('locks again when only the unlocked store shows that its people are real', async () => {
    const sly = handMadeApp();
    const turned: App = {
      ...sly,
      async call(method, input) {
        const answer = await sly.call(method, input);
        return method === 'project.unlock' ? { ok: true, value: { synthetic: false } } : answer;
      },
    };
    const second = await startLoopbackHost({
      app: turned,
      rendererFolder: folder,
      pickFolder: async () => null,
    });
    const url = new URL(second.url);
    const response = await fetch(`${url.origin}/api/call`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-linkdesk-token': url.hash.slice(7) },
      body: JSON.stringify({ method: 'project.unlock', input: { passphrase: 'x' } }),
    });
    expect(await response.json()).toMatchObject({ ok: false, error: { code: 'NOT_SYNTHETIC' } });
    expect(sly.calls.at(-1)?.method).toBe('project.lock');
    await second.close();
  });

  it('says how to build a window that is not there', async () => {
    await expect(
      startLoopbackHost({ app, rendererFolder: join(folder, 'none'), pickFolder: async () => null }),
    ).rejects.toMatchObject({ code: 'RENDERER_NOT_BUILT' });
  });

  it('ends open streams when it closes', async () => {
    const second = await startLoopbackHost({ app, rendererFolder: folder, pickFolder: async () => null });
    const url = new URL(second.url);
    const response = await fetch(`${url.origin}/api/events`, {
      headers: { 'x-linkdesk-token': url.hash.slice(7) },
    });
    await second.close();
    await expect(response.text()).rejects.toThrow();
    await expect(fetch(url.origin)).rejects.toThrow();
  });
});
