import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { engineEnvironment } from '../../electron/shell/engineEnvironment.ts';
import { readPolicy } from '../../electron/shell/policy.ts';
import { projectFolder } from '../../electron/shell/projectFolder.ts';
import { rememberedPlace, rememberPlace } from '../../electron/shell/windowBounds.ts';

const folder = mkdtempSync(join(tmpdir(), 'linkdesk-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('the policy of the county’s IT', () => {
  it('is ten minutes and protected when there is none', () => {
    expect(readPolicy(join(folder, 'none.json'))).toEqual({ idleMinutes: 10, contentProtection: true });
  });

  it('may set either', () => {
    expect(readPolicy(written('a.json', '{"idleMinutes": 5}'))).toEqual({
      idleMinutes: 5,
      contentProtection: true,
    });
    expect(readPolicy(written('b.json', '{"contentProtection": false}')).contentProtection).toBe(false);
  });

  it.each([
    '',
    'null',
    '[]',
    '7',
    '{"idleMinutes": 0}',
    '{"idleMinutes": 61}',
    '{"idleMinutes": 1.5}',
    '{"idleMinutes": "5"}',
    '{"contentProtection": "no"}',
    '{"idelMinutes": 5}',
  ])('that is %j stops the start', (text) => {
    expect(() => readPolicy(written('c.json', text))).toThrow(/policy\.json/);
  });
});

describe('the window’s place', () => {
  const screens = [
    { x: 0, y: 0, width: 1920, height: 1040 },
    { x: 1920, y: 0, width: 1280, height: 984 },
  ];
  const bounds = { x: 2000, y: 50, width: 1000, height: 800 };
  const file = join(folder, 'window.json');

  it('comes back', () => {
    rememberPlace(file, bounds, false);
    expect(rememberedPlace(file, screens)).toEqual({ bounds, maximized: false });
  });

  it('is forgotten when its screen has gone', () => {
    rememberPlace(file, bounds, true);
    expect(rememberedPlace(file, screens.slice(0, 1))).toEqual({ bounds: undefined, maximized: true });
  });

  it.each(['', '{}', '[]', '{"bounds":{"x":1},"maximized":true}', '{"bounds":null,"maximized":false}'])(
    'is the system’s choice when the file holds %j',
    (text) => {
      expect(rememberedPlace(written('place.json', text), screens)).toEqual({
        bounds: undefined,
        maximized: false,
      });
    },
  );

  it('does not keep the window from closing when it cannot be written', () => {
    expect(() => rememberPlace(join(folder, 'no', 'such', 'folder'), bounds, false)).not.toThrow();
  });
});

describe('the engine', () => {
  it('starts without variables that change how it runs', () => {
    expect(
      engineEnvironment({
        PATH: '/bin',
        TEMP: '/tmp',
        NODE_OPTIONS: '--inspect',
        ELECTRON_RUN_AS_NODE: '1',
        LD_PRELOAD: 'x.so',
        SSLKEYLOGFILE: '/tmp/keys',
        EMPTY: undefined,
      }),
    ).toEqual({ PATH: '/bin', TEMP: '/tmp' });
  });

  it('works on the project that the start names', () => {
    const own = join(folder, 'project');
    expect(projectFolder(['linkdesk'], folder)).toBe(own);
    expect(projectFolder(['linkdesk', `--project=${join(folder, 'slo')}`], folder)).toBe(join(folder, 'slo'));
    expect(projectFolder(['linkdesk', '--project=../elsewhere'], folder)).toBe(own);
  });
});
