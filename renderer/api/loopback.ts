import type { Api, ApiEvent, MethodName, Output, Result } from '../../src/app/contract/contract.ts';
import { eventLines } from './eventLines.ts';
import { unreachable } from './unreachable.ts';

const RECONNECT_MS = 1_000;

/**
 * Plain browser against the loopback development host: POST for calls, a streamed GET for events. The token came
 * in the address fragment and lives in this closure only.
 */
export function loopbackApi(token: string): Api {
  const headers = { 'content-type': 'application/json', 'x-linkdesk-token': token };
  const post = (path: string, body: unknown): Promise<Response> =>
    fetch(path, { method: 'POST', headers, body: JSON.stringify(body), cache: 'no-store' });

  return {
    async call<M extends MethodName>(method: M, input: unknown): Promise<Result<Output<M>>> {
      try {
        const response = await post('/api/call', { method, input });
        return (await response.json()) as Result<Output<M>>;
      } catch {
        return { ok: false, error: unreachable };
      }
    },
    subscribe(listener) {
      const ending = new AbortController();
      void followEvents(token, listener, ending.signal);
      return () => ending.abort();
    },
    async pickFolder() {
      const response = await post('/api/pick-folder', {});
      return response.ok ? ((await response.json()) as { grant: string; name: string } | null) : null;
    },
  };
}

/** Reads the event stream until told to stop; after a break it asks again. */
async function followEvents(
  token: string,
  listener: (event: ApiEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await fetch('/api/events', {
        headers: { 'x-linkdesk-token': token },
        cache: 'no-store',
        signal,
      });
      if (!response.ok || response.body === null) return;
      for await (const event of eventLines(response.body)) listener(event);
    } catch {
      // The host went away, or this window ended the stream; the loop's condition tells which.
    }
    await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
  }
}
