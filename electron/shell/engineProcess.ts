import type { ApiEvent, Result } from '../../src/app/contract/contract.ts';
import { failed, type FromEngine, type ToEngine } from './messages.ts';

/** The engine's process, as far as it is used. */
export interface EngineChild {
  send(message: ToEngine): void;
  onMessage(listener: (message: FromEngine) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}

export interface EngineProcess {
  call(method: string, input: unknown): Promise<Result<unknown>>;
  /** Registers a folder that a person chose; the value is `{grant, name}`. */
  grantFolder(folder: string): Promise<Result<unknown>>;
  /** Ends the process, and with it the key and every decrypted page, and starts a locked one. */
  restart(): Promise<void>;
  /** Ends the process for good. */
  stop(): Promise<void>;
}

export interface EngineOptions {
  readonly fork: () => EngineChild;
  readonly onEvent: (event: ApiEvent) => void;
  /** How long a closing engine may take for its checkpoint before it is killed, in milliseconds. */
  readonly patience?: number;
}

/** After so many deaths in one session another start would only die again. */
const mostRestarts = 3;

const stopped = failed(
  'SERVICE_STOPPED',
  'The engine has stopped. What was decided before is saved; unlock the project again, or restart Linkdesk.',
);
const locked = failed('LOCKED', 'The project has been locked. Unlock it to go on; what was saved is kept.');

/**
 * Runs the engine in a process of its own and carries calls to it. When the process dies, every waiting call is
 * answered with SERVICE_STOPPED, so that no screen waits for ever, the window is told that the project is locked, and
 * a new process is started, at most three times.
 */
export function startEngine({ fork, onEvent, patience = 10_000 }: EngineOptions): EngineProcess {
  const waiting = new Map<number, (result: Result<unknown>) => void>();
  let nextId = 1;
  let deaths = 0;
  let closing: Promise<void> | undefined;
  let ended = false;
  let child: EngineChild | undefined = start();

  function start(): EngineChild {
    const started = fork();
    started.onMessage((message) => {
      if (message.kind === 'event') onEvent(message.event);
      else settle(message.id, message.result);
    });
    started.onExit(() => {
      child = undefined;
      const answer = closing === undefined ? stopped : locked;
      for (const id of waiting.keys()) settle(id, answer);
      if (closing !== undefined) return;
      deaths += 1;
      if (deaths <= mostRestarts) child = start();
      onEvent({ type: 'locked' });
    });
    return started;
  }

  function settle(id: number, result: Result<unknown>): void {
    waiting.get(id)?.(result);
    waiting.delete(id);
  }

  async function ask(message: (id: number) => ToEngine): Promise<Result<unknown>> {
    await closing;
    const engine = child;
    if (ended || engine === undefined) return stopped;
    const id = nextId++;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      engine.send(message(id));
    });
  }

  async function end(): Promise<void> {
    const ending = child;
    if (ending === undefined) return;
    const exited = new Promise<void>((resolve) => ending.onExit(resolve));
    ending.send({ kind: 'close' });
    const timer = setTimeout(() => ending.kill(), patience);
    await exited;
    clearTimeout(timer);
  }

  async function replaceChild(): Promise<void> {
    await end();
    closing = undefined;
    if (!ended) child = start();
  }

  return {
    call: (method, input) => ask((id) => ({ kind: 'call', id, method, input })),
    grantFolder: (folder) => ask((id) => ({ kind: 'grant', id, folder })),
    restart() {
      closing ??= replaceChild();
      return closing;
    },
    async stop() {
      ended = true;
      closing ??= end();
      await closing;
    },
  };
}
