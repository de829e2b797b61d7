import { describe, expect, it } from 'vitest';
import { isWindowUrl, registerScheme, serveScheme } from '../../electron/shell/scheme.ts';

const files = [
  { path: '/index.html', type: 'text/html; charset=utf-8' },
  { path: '/assets/index-3f2a.js', type: 'text/javascript; charset=utf-8' },
];
const read: string[] = [];
let handler: ((request: Request) => Response | Promise<Response>) | undefined;
serveScheme(
  {
    handle(scheme, given) {
      expect(scheme).toBe('app');
      handler = given;
    },
  },
  files,
  async (file) => {
    read.push(file.path);
    return new TextEncoder().encode(file.path);
  },
);

/** A request with its address exactly as written: the class would refuse or mend some. */
async function ask(url: string, method = 'GET'): Promise<Response> {
  return handler!({ url, method } as Request);
}

describe('app://', () => {
  it('serves the page with the exact policy', async () => {
    const response = await ask('app://linkdesk/');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('/index.html');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; worker-src 'none'; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it('serves a file by its exact path, whatever its query', async () => {
    const response = await ask('app://linkdesk/assets/index-3f2a.js?v=2#x');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it.each([
    'app://linkdesk/..%2f..%2fetc%2fpasswd',
    'app://linkdesk/assets/..%5c..%5cmain%5cmain.js',
    'app://linkdesk/assets/%2e%2e/main/main.js',
    'app://linkdesk/assets/index-3f2a.js%00',
    'app://linkdesk/assets/index-3f2a.js\u0000.png',
    'app://linkdesk//etc/passwd',
    'app://linkdesk/C:/Windows/win.ini',
    'app://linkdesk/assets',
    'app://linkdesk/ASSETS/index-3f2a.js',
    'app://linkdesk/main/main.js',
    'app://linkdesk.example/index.html',
    'app://other/index.html',
    'app://linkdesk:80/index.html',
    'https://linkdesk/index.html',
    'file:///index.html',
    'not an address',
  ])('has nothing at %j and reads nothing for it', async (url) => {
    const before = read.length;
    expect((await ask(url)).status).toBe(404);
    expect(read.length).toBe(before);
  });

  it.each(['POST', 'HEAD', 'PUT', 'OPTIONS'])('refuses %s', async (method) => {
    expect((await ask('app://linkdesk/', method)).status).toBe(405);
  });

  it('is a standard and secure scheme with no way around the policy', () => {
    registerScheme({
      registerSchemesAsPrivileged(schemes) {
        expect(schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
      },
    });
    expect.assertions(1);
  });
});

describe('the window’s own address', () => {
  it.each(['app://linkdesk/', 'app://linkdesk/#/review'])('is %s', (url) => {
    expect(isWindowUrl(url)).toBe(true);
  });

  it.each([
    'app://linkdesk/?next=app://linkdesk/',
    'app://linkdesk/other',
    'app://linkdesk.example/',
    'app://user@linkdesk/',
    'https://linkdesk/',
    'https://example.org/#app://linkdesk/',
    'https://example.org/app://linkdesk/',
    'file:///app://linkdesk/',
    'data:text/html,app://linkdesk/',
    'javascript:void(0)//app://linkdesk/',
    'about:blank',
    '',
  ])('is not %j', (url) => {
    expect(isWindowUrl(url)).toBe(false);
  });
});
