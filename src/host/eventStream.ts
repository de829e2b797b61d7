import type { ServerResponse } from 'node:http';
import type { App } from '../app/app.ts';

/** A reader that has stopped reading is let go at this many waiting bytes, so that it cannot fill the memory. */
const largestBacklog = 1_000_000;

/**
 * Sends the application's events as lines of JSON until the reader goes away. The stream starts with its headers at
 * once, so that the reader knows it is connected before the first event.
 */
export function streamEvents(app: App, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' });
  response.flushHeaders();
  const unsubscribe = app.subscribe((event) => {
    response.write(`${JSON.stringify(event)}\n`);
    if (response.writableLength > largestBacklog) response.destroy();
  });
  response.once('close', unsubscribe);
}
