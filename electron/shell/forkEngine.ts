import type { ForkOptions, UtilityProcess } from 'electron';
import { engineEnvironment } from './engineEnvironment.ts';
import type { EngineChild } from './engineProcess.ts';

interface Forker {
  fork(modulePath: string, args: string[], options: ForkOptions): UtilityProcess;
}

/** Starts the engine's process on a project folder. Nothing that it prints is kept: it could quote a record. */
export function forkEngine(forker: Forker, engineFile: string, folder: string): EngineChild {
  const child = forker.fork(engineFile, [`--project=${folder}`], {
    serviceName: 'Linkdesk engine',
    env: engineEnvironment(process.env),
    stdio: 'ignore',
  });
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', () => listener()),
    kill: () => void child.kill(),
  };
}
