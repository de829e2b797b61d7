import type { App } from '../app/app.ts';
import type { Result } from '../app/contract/contract.ts';
import { LinkdeskError } from '../domain/error.ts';

const refusal =
  'This project holds real people, and a browser may not show them. Open it in the desktop application; the development host opens made-up projects only.';

/**
 * The same application, for made-up people only. A browser keeps caches and history that Linkdesk cannot empty, so a
 * project that is not flagged as synthetic is refused with NOT_SYNTHETIC: when the host starts, and again after an
 * unlock, because only the unlocked store vouches for its flag.
 */
export async function syntheticOnly(app: App): Promise<App> {
  if (!isSynthetic(await app.call('project.state', {}))) throw new LinkdeskError('NOT_SYNTHETIC', refusal);
  return {
    subscribe: (listener) => app.subscribe(listener),
    close: () => app.close(),
    async call(method, input) {
      const answer = await app.call(method, input);
      if (method !== 'project.unlock' || !answer.ok || isSynthetic(answer)) return answer;
      await app.call('project.lock', {});
      return { ok: false, error: { code: 'NOT_SYNTHETIC', message: refusal, ref: '' } };
    },
  };
}

function isSynthetic(state: Result<unknown>): boolean {
  return (
    state.ok &&
    typeof state.value === 'object' &&
    state.value !== null &&
    'synthetic' in state.value &&
    state.value.synthetic === true
  );
}
