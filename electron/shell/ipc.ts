import type { ApiEvent, Result } from '../../src/app/contract/contract.ts';
import { eventChannel, failed, requestChannel, type WindowRequest } from './messages.ts';
import { isWindowUrl } from './scheme.ts';

/** What a message from a page tells about its sender; `senderFrame` is null once the frame has gone. */
interface SenderEvent {
  readonly sender: { readonly id: number };
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

interface RequestSource {
  handle(channel: string, listener: (event: SenderEvent, request: unknown) => Promise<unknown>): void;
}

/** The window's contents, as far as they are sent to. */
export interface EventTarget {
  readonly id: number;
  isDestroyed(): boolean;
  send(channel: string, event: ApiEvent): void;
}

export interface RequestHandlers {
  call(method: string, input: unknown): Promise<Result<unknown>>;
  pickFolder(): Promise<{ readonly grant: string; readonly name: string } | null>;
}

/** Decisions and filters are small; a million characters is already a mistake or an attack. */
const largestRequest = 1_000_000;

/**
 * Answers the window's requests, and only the window's: the main frame of the registered contents, showing the start
 * page. Anybody else, and anything that is not a request, is refused before the engine hears of it. Methods and their
 * input are judged by the application.
 */
export function answerWindow(
  ipc: RequestSource,
  trustedId: () => number | undefined,
  handlers: RequestHandlers,
): void {
  ipc.handle(requestChannel, async (event, request) => {
    if (!isTrusted(event, trustedId())) {
      return failed('UNTRUSTED_SENDER', 'Only the Linkdesk window may ask. Nothing was done.');
    }
    if (!isRequest(request))
      return failed('NOT_A_CALL', 'The window asked something unknown. Nothing was done.');
    return request.kind === 'pickFolder'
      ? await handlers.pickFolder()
      : await handlers.call(request.method, request.input);
  });
}

/** Sends an event to the window, if it is still there. */
export function tellWindow(contents: EventTarget | undefined, event: ApiEvent): void {
  if (contents !== undefined && !contents.isDestroyed()) contents.send(eventChannel, event);
}

function isTrusted(event: SenderEvent, trustedId: number | undefined): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && event.sender.id === trustedId && isWindowUrl(frame.url);
}

function isRequest(value: unknown): value is WindowRequest {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (value.kind === 'pickFolder') return true;
  if (value.kind !== 'call' || !('method' in value) || typeof value.method !== 'string') return false;
  return isSmall(value);
}

/** Plain JSON within the size; what cannot be written as JSON (cycles, big integers) is no input of any method. */
function isSmall(request: object): boolean {
  try {
    return JSON.stringify(request).length <= largestRequest;
  } catch {
    return false;
  }
}
