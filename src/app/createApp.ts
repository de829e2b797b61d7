import { LinkdeskError } from '../domain/error.ts';
import { type ProveCopy, proveHere } from '../store/backup.ts';
import type { WriteStore } from '../store/store.ts';
import type { App } from './app.ts';
import { type ApiEvent, contract, type MethodName, type Result } from './contract/contract.ts';
import type { MatchEngine } from '../linkage/matching.ts';
import { failureOf } from './failure.ts';
import { type OpenReader, readHere } from './intake/rowReader.ts';
import type { Handler } from './handler.ts';
import { intakeHandlers } from './handlers/intake.ts';
import { listHandlers } from './handlers/lists.ts';
import { monthHandlers } from './handlers/month.ts';
import { personHandlers } from './handlers/persons.ts';
import { projectHandlers } from './handlers/project.ts';
import { reviewHandlers } from './handlers/review.ts';
import { jobRegistry } from './jobRegistry.ts';
import { closeProject } from './project.ts';
import { locked, type Session } from './session.ts';

export interface AppOptions {
  /** Project folder. */
  readonly folder: string;
  readonly reviewer: string;
  readonly engine: MatchEngine;
  /** Reads the files of an import; on this thread when absent. */
  readonly openReader?: OpenReader;
  /** Reads the backup before an import back; on this thread when absent. */
  readonly prove?: ProveCopy;
  readonly redeemGrant: (grant: string) => string | undefined;
  readonly now?: () => string;
  /** Checks what goes out too, so that a leak is a failure: in tests and development. */
  readonly checkOutput?: boolean;
}

const handlers = {
  ...projectHandlers,
  ...intakeHandlers,
  ...monthHandlers,
  ...reviewHandlers,
  ...personHandlers,
  ...listHandlers,
};

/** The application on one project folder, locked to begin with unless an open store is given. */
export function createApp(options: AppOptions, openStore?: WriteStore): App {
  const listeners = new Set<(event: ApiEvent) => void>();
  const emit = (event: ApiEvent) => {
    for (const listener of listeners) listener(event);
  };
  let store = openStore;
  const now = options.now ?? (() => new Date().toISOString());
  const session: Session = {
    folder: options.folder,
    reviewer: options.reviewer,
    now,
    engine: options.engine,
    openReader: options.openReader ?? readHere,
    prove: options.prove ?? proveHere,
    jobs: jobRegistry((job) => emit({ type: 'job', job })),
    redeemGrant: options.redeemGrant,
    wizard: { current: undefined },
    lookBack: { current: undefined },
    restricted: { open: false },
    emit,
    store() {
      if (store === undefined) throw locked();
      return store;
    },
    isLocked: () => store === undefined,
    setStore(next) {
      store = next;
      session.wizard.current = undefined;
      session.lookBack.current = undefined;
      session.restricted.open = false;
    },
  };
  return {
    call: (method, input) => answer(session, method, input, options.checkOutput === true),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await session.jobs.stopAll();
      if (store !== undefined) closeProject(store, now());
      store = undefined;
    },
  };
}

async function answer(
  session: Session,
  method: string,
  input: unknown,
  checkOutput: boolean,
): Promise<Result<unknown>> {
  try {
    if (!isMethod(method)) {
      throw new LinkdeskError(
        'UNKNOWN_METHOD',
        'The window asked for something this version of Linkdesk does not know. Restart Linkdesk; nothing was changed.',
      );
    }
    const entry = contract[method];
    const checked = entry.input.safeParse(input);
    if (!checked.success) {
      const at = checked.error.issues[0]?.path.join('.') ?? '';
      throw new LinkdeskError(
        'INVALID_INPUT',
        `What was asked of ${method} does not have the right form${at === '' ? '' : ` (at ${at})`}. Nothing was changed.`,
      );
    }
    if (entry.unlocked && session.isLocked()) throw locked();
    // the table of handlers and the contract agree by type, method by method; over all methods TypeScript cannot see it
    const handler = handlers[method] as unknown as Handler<MethodName>;
    const value = await handler(session, checked.data);
    return { ok: true, value: checkOutput ? entry.output.parse(value) : value };
  } catch (error) {
    return { ok: false, error: failureOf(error) };
  }
}

const isMethod = (name: string): name is MethodName => Object.hasOwn(contract, name);
