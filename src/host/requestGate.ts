import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/**
 * What a request must show before anything is done for it. The Host header stops DNS rebinding, Origin and
 * Sec-Fetch-Site stop other pages of the same browser, the token stops other people and programs of the same machine.
 * Only `127.0.0.1` with the port is accepted as host: `localhost` may resolve to something else.
 */
export function requestGate(port: number, token: string): (request: IncomingMessage) => Refusal | null {
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  return (request) => {
    const { headers, method, url = '' } = request;
    if (headers.host !== host) return refuse(421, 'WRONG_HOST', `Only ${host} is served here.`);
    if (method !== 'GET' && method !== 'POST') {
      return refuse(405, 'WRONG_METHOD', 'Only GET and POST are answered.');
    }
    if (headers.origin !== undefined && headers.origin !== origin) {
      return refuse(403, 'WRONG_ORIGIN', 'Only the page that this host served may ask.');
    }
    if (!url.startsWith('/api/')) return null;
    const site = headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin') {
      return refuse(403, 'WRONG_ORIGIN', 'Only the page that this host served may ask.');
    }
    const given = headers['x-linkdesk-token'];
    if (typeof given !== 'string' || !sameText(given, token)) {
      return refuse(401, 'WRONG_TOKEN', 'Open the address that was printed when the host was started.');
    }
    return null;
  };
}

function refuse(status: number, code: string, message: string): Refusal {
  return { status, code, message };
}

/** Compares digests, so that the time taken tells nothing about the length or the first difference. */
function sameText(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
