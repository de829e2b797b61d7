import type { App } from '../../src/app/app.ts';
import type { ApiEvent } from '../../src/app/contract/contract.ts';

/** An application made by hand: answers what it was asked, and lets a test send events. */
export function handMadeApp(synthetic = true): App & {
  readonly calls: { method: string; input: unknown }[];
  readonly listeners: Set<(event: ApiEvent) => void>;
} {
  const calls: { method: string; input: unknown }[] = [];
  const listeners = new Set<(event: ApiEvent) => void>();
  return {
    calls,
    listeners,
    async call(method, input) {
      calls.push({ method, input });
      if (method === 'project.state' || method === 'project.unlock')
        return { ok: true, value: { synthetic } };
      if (method === 'test.throws') throw new Error('SSN 900-01-0001 of MARIA GARCIA');
      return { ok: true, value: { method, input } };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {},
  };
}
