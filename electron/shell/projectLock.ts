import type { Result } from '../../src/app/contract/contract.ts';
import type { EngineProcess } from './engineProcess.ts';

export interface LockedParts {
  readonly engine: Pick<EngineProcess, 'call' | 'restart'>;
  /** Drops everything the page holds by loading it again. */
  readonly reload: () => void;
  readonly clearClipboard: () => void;
}

export interface ProjectLock {
  /** Carries a call of the window, watching for the two that open and shut the store. */
  call(method: string, input: unknown): Promise<Result<unknown>>;
  /** Shuts an open store; nothing happens to one that is shut. */
  lock(): Promise<void>;
}

/**
 * Locking as the desktop does it: the page is loaded again, the clipboard is emptied, and the process that holds the
 * key and the decrypted pages ends. Whatever asks for it (the person, the screen lock, sleep, an idle desk) comes
 * here.
 */
export function createProjectLock({ engine, reload, clearClipboard }: LockedParts): ProjectLock {
  let open = false;

  async function lock(): Promise<void> {
    if (!open) return;
    open = false;
    clearClipboard();
    reload();
    await engine.restart();
  }

  return {
    lock,
    async call(method, input) {
      if (method === 'project.lock') {
        await lock();
        return engine.call('project.state', {});
      }
      const answer = await engine.call(method, input);
      if (method === 'project.unlock' && answer.ok) open = true;
      return answer;
    },
  };
}
