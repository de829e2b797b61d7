import { EventEmitter } from 'node:events';

/** A session made by hand: keeps the handlers it was given, so that a test can call them as Chromium would. */
export function forgedSession() {
  const handlers = new Map<string, (...args: never[]) => unknown>();
  const emitter = new EventEmitter();
  const keep = (name: string) => (handler: (...args: never[]) => unknown) => {
    handlers.set(name, handler);
  };
  let spelling = true;
  return {
    handlers,
    emitter,
    spelling: () => spelling,
    session: Object.assign(emitter, {
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      setBluetoothPairingHandler: keep('bluetooth'),
      setDisplayMediaRequestHandler: keep('display'),
      setSpellCheckerEnabled: (enabled: boolean) => {
        spelling = enabled;
      },
      webRequest: { onBeforeRequest: keep('before') },
    }),
    call(name: string, ...args: unknown[]): unknown {
      return handlers.get(name)!(...(args as never[]));
    },
  };
}

/** An event of Electron that can be prevented. */
export function forgedEvent<T extends object>(
  details: T,
): T & { preventDefault(): void; prevented: boolean } {
  return {
    ...details,
    prevented: false,
    preventDefault() {
      this.prevented = true;
    },
  };
}

/** An engine process made by hand. */
export function forgedChild() {
  const messageListeners: ((message: never) => void)[] = [];
  const exitListeners: (() => void)[] = [];
  const sent: { kind: string; id?: number; method?: string }[] = [];
  return {
    sent,
    killed: false,
    send(message: { kind: string; id?: number; method?: string }) {
      sent.push(message);
    },
    onMessage(listener: (message: never) => void) {
      messageListeners.push(listener);
    },
    onExit(listener: () => void) {
      exitListeners.push(listener);
    },
    kill() {
      this.killed = true;
      this.exit();
    },
    say(message: unknown) {
      for (const listener of messageListeners) listener(message as never);
    },
    exit() {
      for (const listener of exitListeners.splice(0)) listener();
    },
  };
}
