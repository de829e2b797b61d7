import { readFileSync } from 'node:fs';
import type { Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { hardenSession } from '../../electron/shell/sessionHardening.ts';
import { forgedEvent, forgedSession } from '../electron/forgedElectron.ts';

const typings = readFileSync(new URL('../../node_modules/electron/electron.d.ts', import.meta.url), 'utf8');
const permissions = [
  ...new Set(
    [...typings.matchAll(/setPermission(?:Check|Request)Handler\(handler.*?permission: ([^,]*)/g)].flatMap(
      (match) => [...match[1]!.matchAll(/'([^']+)'/g)].map((name) => name[1]!),
    ),
  ),
];

function hardened() {
  const forged = forgedSession();
  hardenSession(forged.session as unknown as Session);
  return forged;
}

describe('the session', () => {
  it('knows the permissions of the typings', () => {
    expect(permissions.length).toBeGreaterThan(30);
    expect(permissions).toContain('media');
  });

  it.each(permissions)('permission %s: refused, but for copying masked text', (permission) => {
    const forged = hardened();
    const allowed = permission === 'clipboard-sanitized-write';
    let answer: boolean | undefined;
    forged.call('request', null, permission, (granted: boolean) => (answer = granted), {});
    expect(answer).toBe(allowed);
    expect(forged.call('check', null, permission, 'app://linkdesk', {})).toBe(allowed);
  });

  it('refuses devices, pairing and screen capture', () => {
    const forged = hardened();
    expect(forged.call('device', { deviceType: 'usb' })).toBe(false);
    let pairing: unknown;
    forged.call('bluetooth', {}, (response: unknown) => (pairing = response));
    expect(pairing).toEqual({ confirmed: false });
    let streams: unknown = 'unanswered';
    forged.call('display', {}, (given: unknown) => (streams = given));
    expect(streams).toBeNull();
    for (const name of ['select-hid-device', 'select-usb-device', 'select-serial-port', 'will-download']) {
      const event = forgedEvent({});
      forged.emitter.emit(name, event);
      expect([name, event.prevented]).toEqual([name, true]);
    }
  });

  it.each([
    ['app://linkdesk/assets/index.js', false],
    ['http://127.0.0.1:8080/', true],
    ['https://redirector.gvt1.com/edgedl/chrome/dict/en-us-10-1.bdic', true],
    ['ws://127.0.0.1/', true],
    ['file:///etc/passwd', true],
    ['ftp://example.org/', true],
    ['blob:app://linkdesk/1', true],
    ['data:text/html,x', true],
    ['application://linkdesk/', true],
    ['devtools://devtools/bundled/inspector.html', true],
  ])('request for %s: cancelled %s', (url, cancelled) => {
    const forged = hardened();
    let answer: unknown;
    forged.call('before', { url }, (given: unknown) => (answer = given));
    expect(answer).toEqual({ cancel: cancelled });
  });

  it('checks no spelling: the dictionaries would be fetched', () => {
    expect(hardened().spelling()).toBe(false);
  });
});
