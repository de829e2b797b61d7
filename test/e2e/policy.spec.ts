import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type LoopbackHost, startLoopbackHost } from '../../src/host/loopbackHost.ts';
import { handMadeApp } from '../host/handMadeApp.ts';

/**
 * A page that tries what an attacker's page would, served by the real host under the real policy. The tries are in a
 * script of the page itself: what a test evaluates in a page is not held back by its policy.
 */
const probe = `
const results = {};
const attempt = async (name, work) => {
  try { results[name] = String(await work()); } catch (error) { results[name] = 'refused'; }
};
const loaded = (element, place = document.body) => new Promise((resolve) => {
  element.onload = () => resolve('loaded');
  element.onerror = () => resolve('refused');
  setTimeout(() => resolve('refused'), 500);
  place.append(element);
});
const other = location.hash.slice(1);
await attempt('own call', async () => (await fetch('/api/call', { method: 'POST' })).status);
await attempt('other origin', async () => (await fetch(other)).status);
await attempt('eval', () => eval('1 + 1'));
await attempt('Function', () => new Function('return 1')());
await attempt('timer text', () => new Promise((resolve) => { globalThis.ran = false; setTimeout('globalThis.ran = true', 0); setTimeout(() => resolve(globalThis.ran ? 'ran' : 'refused'), 50); }));
await attempt('html sink', () => { document.body.innerHTML = '<b>x</b>'; return 'set'; });
await attempt('inline script', () => { const script = document.createElement('script'); script.text = 'globalThis.inline = true'; document.body.append(script); return globalThis.inline === true ? 'ran' : 'refused'; });
await attempt('other script', () => { const script = document.createElement('script'); script.src = other + 'x.js'; return loaded(script); });
await attempt('inline style', () => { const style = document.createElement('style'); style.textContent = 'body { color: rgb(1, 2, 3) }'; document.head.append(style); return getComputedStyle(document.body).color === 'rgb(1, 2, 3)' ? 'applied' : 'refused'; });
await attempt('other image', () => { const image = new Image(); image.src = other + 'x.png'; return loaded(image); });
await attempt('frame', () => new Promise((resolve) => { document.addEventListener('securitypolicyviolation', () => resolve('refused'), { once: true }); const frame = document.createElement('iframe'); frame.src = other; document.body.append(frame); setTimeout(() => resolve('shown'), 500); }));
await attempt('worker', () => new Promise((resolve) => { const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))); worker.onmessage = () => resolve('ran'); worker.onerror = () => resolve('refused'); }));
await attempt('socket', () => new Promise((resolve) => { const socket = new WebSocket(other.replace('http', 'ws')); socket.onopen = () => resolve('open'); socket.onerror = () => resolve('refused'); }));
await attempt('beacon', () => new Promise((resolve) => { document.addEventListener('securitypolicyviolation', () => resolve('refused'), { once: true }); navigator.sendBeacon(other, 'x'); setTimeout(() => resolve('sent'), 500); }));
document.title = 'done';
document.documentElement.dataset.results = JSON.stringify(results);
`;

const folder = mkdtempSync(join(tmpdir(), 'linkdesk-policy-'));
const asked: string[] = [];
let host: LoopbackHost;
let other: Server;
let otherUrl: string;

test.beforeAll(async () => {
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><body><script type="module" src="./probe.js"></script>',
  );
  writeFileSync(join(folder, 'probe.js'), probe);
  host = await startLoopbackHost({
    app: handMadeApp(),
    rendererFolder: folder,
    pickFolder: async () => null,
  });
  other = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end();
  });
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', resolve);
  });
  otherUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
});

test.afterAll(async () => {
  await host.close();
  other.close();
  rmSync(folder, { recursive: true });
});

test('the policy holds in a real browser, and nothing reaches another address', async ({ page }) => {
  await page.goto(`${new URL(host.url).origin}/#${otherUrl}`);
  await expect(page).toHaveTitle('done', { timeout: 20_000 });
  const results = JSON.parse((await page.locator('html').getAttribute('data-results')) ?? '{}') as Record<
    string,
    string
  >;
  // The page may call its own host, which asks for the token.
  expect(results['own call']).toBe('401');
  delete results['own call'];
  expect(results).toEqual(Object.fromEntries(Object.keys(results).map((name) => [name, 'refused'])));
  expect(Object.keys(results)).toHaveLength(13);
  expect(asked).toEqual([]);
});

test('another page of the same browser cannot reach the host', async ({ page }) => {
  await page.goto(otherUrl);
  asked.length = 0;
  const { origin, hash } = new URL(host.url);
  const answer = await page.evaluate(
    async ([address, token]) => {
      try {
        const response = await fetch(`${address}/api/call`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-linkdesk-token': token! },
          body: '{"method":"project.state","input":{}}',
        });
        return String(response.status);
      } catch {
        return 'refused';
      }
    },
    [origin, hash.slice('#token='.length)],
  );
  expect(answer).toBe('refused');
});
