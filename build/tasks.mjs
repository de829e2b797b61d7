// The tasks behind the npm scripts. Runs on Node 24, started by bootstrap.mjs after it has installed what is needed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { say, stop } from './bootstrap.mjs';
import { findChromium } from './chromium.mjs';

const root = join(import.meta.dirname, '..');
const modules = join(root, 'node_modules');
const out = join(root, 'build', 'out');

const tools = {
  tsc: join(modules, 'typescript', 'bin', 'tsc'),
  oxlint: join(modules, 'oxlint', 'bin', 'oxlint'),
  biome: join(modules, '@biomejs', 'biome', 'bin', 'biome'),
  knip: join(modules, 'knip', 'bin', 'knip.js'),
  vitest: join(modules, 'vitest', 'vitest.mjs'),
  vite: join(modules, 'vite', 'bin', 'vite.js'),
  playwright: join(modules, '@playwright', 'test', 'cli.js'),
};

/** Runs a script on this Node; gives its exit code. */
function node(script, args = [], environment = {}) {
  const ended = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ELECTRON_OVERRIDE_DIST_PATH: process.env.ELECTRON_OVERRIDE_DIST_PATH ?? '',
      ...environment,
    },
  });
  return ended.status ?? 1;
}

const cli = (args) => node(join(root, 'src', 'cli', 'run.ts'), args);
const vitest = (project, args) =>
  node(tools.vitest, ['run', '--config', 'build/vitest.config.ts', '--project', project, ...args]);

const checks = [
  [
    'types',
    () =>
      ['src', 'electron', 'renderer', 'test']
        .map((room) => node(tools.tsc, ['-p', room]))
        .find((code) => code !== 0) ?? 0,
  ],
  ['lint', () => node(tools.oxlint, ['-c', '.oxlintrc.json'])],
  ['format', () => node(tools.biome, ['format', '.'])],
  ['unused code', () => node(tools.knip, ['--config', 'build/knip.json'])],
];

function runChecks() {
  return checks.map(([name, check]) => {
    const started = performance.now();
    const passed = check() === 0;
    say(
      `${String(name)}: ${passed ? 'passed' : 'FAILED'} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
    );
    return { name, passed };
  });
}

/** Unit, contract, store, security and crash tests; counts from vitest's own report. */
function runVitest(project, rest = []) {
  const report = join(out, `vitest-${project}.json`);
  mkdirSync(out, { recursive: true });
  rmSync(report, { force: true });
  const code = vitest(project, [
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...rest,
  ]);
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  const failed =
    counts.numFailedTests +
    counts.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
      .length;
  return {
    passed: counts.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: counts.numPendingTests,
  };
}

function buildRenderer() {
  return node(tools.vite, ['build', '--config', 'build/vite.renderer.config.ts', '--logLevel', 'warn']);
}

/** The window in Chromium, against the loopback host and the real store. */
function runBrowser(rest = []) {
  const chromium = findChromium();
  if (chromium === undefined) return { passed: 0, failed: 1, skipped: 0 };
  if (buildRenderer() !== 0) return { passed: 0, failed: 1, skipped: 0 };
  const report = join(out, 'playwright.json');
  rmSync(report, { force: true });
  const code = node(
    tools.playwright,
    ['test', '--config', 'build/playwright.config.ts', '--reporter=list,json', ...rest],
    {
      CHROMIUM_PATH: chromium,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    },
  );
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { stats } = JSON.parse(readFileSync(report, 'utf8'));
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: stats.skipped };
}

/** Closes with the one line that says how it went. */
function close(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const skipped = sum('skipped');
  process.stdout.write(
    `\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
  );
  return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
}

const asCounts = (check) => ({ passed: check.passed ? 1 : 0, failed: check.passed ? 0 : 1, skipped: 0 });

const tasks = {
  demo: (rest) => cli(['demo', ...rest]),
  check: () => close(runChecks().map(asCounts)),
  format: () => node(tools.biome, ['format', '--write', '.']),
  test: () => close([...runChecks().map(asCounts), runVitest('unit'), runBrowser()]),
  unit: (rest) => close([runVitest('unit', rest)]),
  browser: (rest) => close([runBrowser(rest)]),
  conformance: (rest) => close([runVitest('conformance', rest)]),
  renderer: () => buildRenderer(),
  bench: (rest) => node(join(root, 'test', 'bench', 'main.ts'), rest),
  spark: (rest) => node(join(root, 'build', 'spark', 'run.mjs'), rest),
  gallery(rest) {
    const chromium = findChromium();
    if (chromium === undefined || buildRenderer() !== 0) return 1;
    return node(join(root, 'build', 'gallery.ts'), rest, { CHROMIUM_PATH: chromium });
  },
  start(rest) {
    if (buildRenderer() !== 0) return 1;
    return node(join(root, 'src', 'host', 'start.ts'), rest);
  },
  dist: (rest) => node(join(root, 'build', 'dist.mjs'), rest),
};

const [name, ...rest] = process.argv.slice(2);
const task = tasks[name];
if (task === undefined) stop(`there is no task "${name}". Tasks: ${Object.keys(tasks).join(', ')}.`);
process.exitCode = await task(rest);
