import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { serveEngine } from '../../electron/shell/engineService.ts';
import type { FromEngine, ToEngine } from '../../electron/shell/messages.ts';
import { createFolderGrants } from '../../src/host/folderGrants.ts';
import { handMadeApp } from '../host/handMadeApp.ts';

function served() {
  const app = handMadeApp();
  const grants = createFolderGrants();
  const sent: FromEngine[] = [];
  let listener: (message: { readonly data: ToEngine }) => void = () => {};
  let exits = 0;
  const port = {
    on: (_event: 'message', given: typeof listener) => {
      listener = given;
    },
    postMessage: (message: FromEngine) => void sent.push(message),
  };
  serveEngine(port, app, grants, () => {
    exits += 1;
  });
  return { app, grants, sent, exits: () => exits, ask: (data: ToEngine) => listener({ data }) };
}

describe('the engine’s side', () => {
  it('answers calls with their id', async () => {
    const { ask, sent } = served();
    ask({ kind: 'call', id: 5, method: 'test.echo', input: { a: 1 } });
    await expect
      .poll(() => sent, { timeout: 20_000 })
      .toEqual([
        { kind: 'answer', id: 5, result: { ok: true, value: { method: 'test.echo', input: { a: 1 } } } },
      ]);
  });

  it('gives grants that the application can redeem', async () => {
    const { ask, sent, grants } = served();
    ask({ kind: 'grant', id: 6, folder: tmpdir() });
    await expect.poll(() => sent, { timeout: 20_000 }).toHaveLength(1);
    const [answer] = sent as unknown as [{ result: { value: { grant: string } } }];
    expect(grants.redeem(answer.result.value.grant)).toBe(tmpdir());
    ask({ kind: 'grant', id: 7, folder: '/no/such/folder' });
    await expect
      .poll(() => sent[1], { timeout: 20_000 })
      .toMatchObject({ id: 7, result: { error: { code: 'FOLDER_NOT_READABLE' } } });
  });

  it('lets no exception’s text out', async () => {
    const { ask, sent } = served();
    ask({ kind: 'call', id: 8, method: 'test.throws', input: {} });
    await expect
      .poll(() => sent, { timeout: 20_000 })
      .toMatchObject([{ id: 8, result: { ok: false, error: { code: 'UNEXPECTED' } } }]);
    expect(JSON.stringify(sent)).not.toMatch(/900-01|GARCIA/);
  });

  it('passes events on', () => {
    const { app, sent } = served();
    for (const listener of app.listeners) listener({ type: 'locked' });
    expect(sent).toEqual([{ kind: 'event', event: { type: 'locked' } }]);
  });

  it('closes the store, then ends', async () => {
    const { ask, exits } = served();
    ask({ kind: 'close' });
    await expect.poll(exits, { timeout: 20_000 }).toBe(1);
  });
});
