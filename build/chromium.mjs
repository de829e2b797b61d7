// Where the browser of the browser tests is: the one named, the system's, or one that apt can install.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { say } from './bootstrap.mjs';

const places = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** Path of a Chromium, or undefined after a sentence that says how to get one. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    say(`CHROMIUM_PATH names ${named}, which is not there.`);
    return undefined;
  }
  const find = () => (places[process.platform] ?? []).find((place) => existsSync(place));
  const found = find();
  if (found !== undefined) return found;
  if (
    process.platform === 'linux' &&
    process.getuid?.() === 0 &&
    spawnSync('apt-get', ['--version']).status === 0
  ) {
    say('installing Chromium with apt for the browser tests');
    const apt = (args) =>
      spawnSync('apt-get', args, {
        stdio: ['ignore', 2, 2],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    apt(['update', '-qq']);
    apt(['install', '-y', '-qq', 'chromium', 'fonts-liberation']);
    const installed = find();
    if (installed !== undefined) return installed;
  }
  say(
    'No Chromium was found. Install Chromium, Chrome or Edge, or name one with the variable CHROMIUM_PATH, and run the command again.',
  );
  return undefined;
}
