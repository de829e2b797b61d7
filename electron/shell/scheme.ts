import type { Protocol } from 'electron';
import { securityHeaders } from '../../src/host/securityHeaders.ts';

export const scheme = 'app';
const host = 'linkdesk';

/** The one address that the window ever shows. Screens are fragments of it. */
export const startUrl = `${scheme}://${host}/`;

/** Whether an address is the window's own page, whatever its fragment. Look-alikes in path or query are not. */
export function isWindowUrl(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${scheme}:` &&
    url.host === host &&
    url.pathname === '/' &&
    url.search === '' &&
    url.username === '' &&
    url.password === ''
  );
}

/** Before `ready`. Standard and secure: the page has an origin, and CSP and modules work as on the web. */
export function registerScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);
}

/** One file of the window, named when it was built. */
export interface BundledFile {
  /** Exact path of the request: `/assets/index-3f2a.js`. */
  readonly path: string;
  readonly type: string;
}

/**
 * Serves the window's files on the session's own protocol. The request's path is only ever looked up among the files
 * that the build listed: no path of a request meets the file system.
 */
export function serveScheme(
  protocol: Pick<Protocol, 'handle'>,
  files: readonly BundledFile[],
  read: (file: BundledFile) => Promise<Uint8Array<ArrayBuffer>>,
): void {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const page = byPath.get('/index.html');
  if (page !== undefined) byPath.set('/', page);
  const headers = securityHeaders('none');

  protocol.handle(scheme, async (request) => {
    if (request.method !== 'GET') return new Response(null, { status: 405, headers });
    const url = URL.parse(request.url);
    const file = url?.protocol === `${scheme}:` && url.host === host ? byPath.get(url.pathname) : undefined;
    if (file === undefined) return new Response(null, { status: 404, headers });
    return new Response(await read(file), { headers: { ...headers, 'content-type': file.type } });
  });
}
