import { describe, expect, it } from 'vitest';
import type { ApiEvent } from '../../src/app/contract/contract.ts';
import { exposeApi } from '../../electron/shell/bridge.ts';
import { answerWindow, tellWindow } from '../../electron/shell/ipc.ts';

const page = { url: 'app://linkdesk/#/review', parent: null };
const trusted = { sender: { id: 7 }, senderFrame: page };
const request = { kind: 'call', method: 'month.overview', input: { month: '2026-10' } };

function served(trustedId: number | undefined = 7) {
  const calls: unknown[] = [];
  const channels: string[] = [];
  let listener: ((event: typeof trusted, request: unknown) => Promise<unknown>) | undefined;
  answerWindow(
    {
      handle(channel, given) {
        channels.push(channel);
        listener = given;
      },
    },
    () => trustedId,
    {
      async call(method, input) {
        calls.push([method, input]);
        return { ok: true, value: 'answer' };
      },
      async pickFolder() {
        calls.push('pickFolder');
        return { grant: 'g', name: 'October' };
      },
    },
  );
  return {
    calls,
    channels,
    ask: (event: unknown, asked: unknown) => listener!(event as typeof trusted, asked),
  };
}

describe('requests of the window', () => {
  it('come on exactly one channel', () => {
    expect(served().channels).toEqual(['linkdesk:request']);
  });

  it('are carried to the application', async () => {
    const { ask, calls } = served();
    expect(await ask(trusted, request)).toEqual({ ok: true, value: 'answer' });
    expect(await ask(trusted, { kind: 'pickFolder' })).toEqual({ grant: 'g', name: 'October' });
    expect(calls).toEqual([['month.overview', { month: '2026-10' }], 'pickFolder']);
  });

  it.each([
    ['a frame that has gone', { ...trusted, senderFrame: null }],
    ['a frame inside the page', { ...trusted, senderFrame: { ...page, parent: page } }],
    ['other contents', { ...trusted, sender: { id: 8 } }],
    ['a web page', { ...trusted, senderFrame: { ...page, url: 'https://example.org/' } }],
    ['a look-alike host', { ...trusted, senderFrame: { ...page, url: 'app://linkdesk.example/' } }],
    ['a look-alike path', { ...trusted, senderFrame: { ...page, url: 'https://x.org/app://linkdesk/' } }],
    ['a file', { ...trusted, senderFrame: { ...page, url: 'file:///app/index.html' } }],
    ['an empty page', { ...trusted, senderFrame: { ...page, url: 'about:blank' } }],
  ])('from %s are refused before the application hears of them', async (_who, event) => {
    const { ask, calls } = served();
    expect(await ask(event, request)).toMatchObject({ ok: false, error: { code: 'UNTRUSTED_SENDER' } });
    expect(calls).toEqual([]);
  });

  it('are refused while there is no window', async () => {
    const { ask, calls } = served(undefined);
    const nobody = { ...trusted, sender: { id: undefined } };
    expect(await ask(nobody, request)).toMatchObject({ ok: false });
    expect(calls).toEqual([]);
  });

  const cycle: Record<string, unknown> = { kind: 'call', method: 'x' };
  cycle['input'] = cycle;
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'call'],
    ['another kind', { kind: 'open', path: '/etc/passwd' }],
    ['no method', { kind: 'call', input: {} }],
    ['a method that is no text', { kind: 'call', method: ['x'], input: {} }],
    ['a cycle', cycle],
    ['a big integer', { kind: 'call', method: 'x', input: 1n }],
    ['over a million characters', { kind: 'call', method: 'x', input: 'a'.repeat(1_000_000) }],
  ])('that are %s are refused', async (_what, asked) => {
    const { ask, calls } = served();
    expect(await ask(trusted, asked)).toMatchObject({ ok: false, error: { code: 'NOT_A_CALL' } });
    expect(calls).toEqual([]);
  });
});

describe('events', () => {
  it('go to the window while it is there', () => {
    const sent: unknown[] = [];
    const contents = { id: 7, isDestroyed: () => false, send: (...args: unknown[]) => sent.push(args) };
    tellWindow(contents, { type: 'locked' });
    tellWindow({ ...contents, isDestroyed: () => true }, { type: 'locked' });
    tellWindow(undefined, { type: 'locked' });
    expect(sent).toEqual([['linkdesk:event', { type: 'locked' }]]);
  });
});

describe('the preload bridge', () => {
  type Listener = (event: unknown, payload: ApiEvent) => void;
  function exposed() {
    const worlds: { name: string; api: Record<string, (...args: unknown[]) => unknown> }[] = [];
    const listeners = new Map<string, Set<Listener>>();
    const invoked: unknown[] = [];
    exposeApi(
      { exposeInMainWorld: (name, api) => worlds.push({ name, api: api as (typeof worlds)[0]['api'] }) },
      {
        async invoke(channel, asked) {
          invoked.push([channel, asked]);
        },
        on: (channel, listener) =>
          listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener)),
        off: (channel, listener) => listeners.get(channel)?.delete(listener),
      },
    );
    return { worlds, listeners, invoked, api: worlds[0]!.api };
  }

  it('exposes call, subscribe and pickFolder, nothing else', () => {
    const { worlds, api } = exposed();
    expect(worlds.map((world) => world.name)).toEqual(['linkdesk']);
    expect(Object.keys(api).sort()).toEqual(['call', 'pickFolder', 'subscribe']);
  });

  it('asks on the one channel', async () => {
    const { api, invoked } = exposed();
    await api['call']!('jobs.list', {});
    await api['pickFolder']!('/etc');
    expect(invoked).toEqual([
      ['linkdesk:request', { kind: 'call', method: 'jobs.list', input: {} }],
      ['linkdesk:request', { kind: 'pickFolder' }],
    ]);
  });

  it('passes the payload alone to listeners, until they end', () => {
    const { api, listeners } = exposed();
    const heard: unknown[][] = [];
    const end = api['subscribe']!((...args: unknown[]) => heard.push(args)) as () => void;
    const send = () => {
      for (const listener of listeners.get('linkdesk:event') ?? [])
        listener({ sender: 'secret' }, { type: 'locked' });
    };
    send();
    end();
    send();
    expect(heard).toEqual([[{ type: 'locked' }]]);
  });
});
