import { describe, expect, it } from 'vitest';
import { ApiFailure } from '../../renderer/api/ApiFailure.ts';
import { bridgeApi } from '../../renderer/api/bridge.ts';
import { eventLines } from '../../renderer/api/eventLines.ts';
import { fakeApi } from '../../renderer/api/fake/fakeApi.ts';
import { fullScenario } from '../../renderer/api/fake/scenario.ts';
import { methodsToAskAgain } from '../../renderer/api/topics.ts';
import { answerOf } from '../../renderer/api/useAnswer.ts';
import { contract } from '../../src/app/contract/contract.ts';
import type { Api, MethodName } from '../../src/app/contract/contract.ts';

const month = '2026-10';

function streamOf(chunks: readonly string[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
}

describe('event stream', () => {
  it('gives whole events however the bytes are cut, and skips lines that only keep it alive', async () => {
    const text = '{"type":"locked"}\n\n{"type":"changed","topics":["review"]}\n';
    for (let cut = 1; cut < text.length; cut++) {
      const events = [];
      for await (const event of eventLines(streamOf([text.slice(0, cut), text.slice(cut)])))
        events.push(event);
      expect(events).toEqual([{ type: 'locked' }, { type: 'changed', topics: ['review'] }]);
    }
  });
});

describe('bridge', () => {
  it('turns an engine that died into a failure that says what is safe', async () => {
    const broken: Api = {
      call: () => Promise.reject(new Error('the port is closed')),
      subscribe: () => () => undefined,
      pickFolder: () => Promise.resolve(null),
    };
    const result = await bridgeApi(broken).call('jobs.list', {});
    expect(result).toMatchObject({ ok: false, error: { code: 'ENGINE_UNREACHABLE' } });
  });
});

describe('answers', () => {
  it('throws a refusal with its code and log entry', async () => {
    const api = fakeApi({ ...fullScenario, failing: ['month.'] });
    const refused = answerOf(api, 'month.overview', { month });
    await expect(refused).rejects.toBeInstanceOf(ApiFailure);
    await expect(refused).rejects.toMatchObject({ code: 'STORE_DAMAGED', ref: 'E-000123' });
  });
  it('a decision makes no queue page old, so that rows keep their place', () => {
    const again = methodsToAskAgain(['review', 'month', 'lists', 'project']);
    for (const method of ['review.pages', 'review.page', 'mismatches.pages', 'mismatches.page'] as const) {
      expect(again.has(method)).toBe(false);
    }
    expect(again.has('review.pair')).toBe(true);
  });
});

describe('the made-up project', () => {
  const pairKey = 'R000000003~100000003';
  const inputs: { readonly [M in MethodName]?: unknown } = {
    'project.state': {},
    'month.overview': { month },
    'imports.findings': { importId: 1 },
    'jobs.list': {},
    'review.pages': { month, state: 'todo' },
    'review.page': { month, state: 'todo', start: 'R000000000~100000000' },
    'mismatches.pages': { month, state: 'all' },
    'review.pair': { month, pairKey },
    'review.score': { month, pairKey },
    'review.decide': { month, pairKey, verdict: 'same' },
    'review.undo': { month, queue: 'review' },
    'review.redo': { month, queue: 'review' },
    'mismatches.resolve': { month, pairKey: 'M000000003~100000003', outcome: 'duplicate' },
    'identifiers.reveal': { month, pairKey, field: 'ssn' },
    'lists.all': { month },
    'lists.pages': { listId: 'LA-Mutual', month },
    'lists.page': { listId: 'LA-Mutual', month, start: '0' },
    'lists.row': { listId: 'LA-Mutual', month, rowId: 'row-1' },
    'lists.publish': { listId: 'LA-Mutual', month },
    'lists.export': { listId: 'LA-Mutual', month, format: 'csv' },
    'outcomes.series': { measure: 'OC-%', release: true },
  };
  const api = fakeApi(fullScenario);
  for (const method of Object.keys(inputs) as MethodName[]) {
    it(`answers ${method} in the shape of the contract`, async () => {
      const result = await api.call(method, inputs[method] as never);
      expect(result.ok).toBe(true);
      if (result.ok) contract[method].output.parse(result.value);
    });
  }
});
