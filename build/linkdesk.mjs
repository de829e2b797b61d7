// The command line, from any Node 18 or newer: set-up first, then src/cli on Node 24.
import { join } from 'node:path';
import { compileCache, prepare, root } from './bootstrap.mjs';
import { spawn } from 'node:child_process';

const node = prepare();
const child = spawn(
  node,
  ['--disable-warning=ExperimentalWarning', join(root, 'src', 'cli', 'run.ts'), ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { ...compileCache, ...process.env },
  },
);
// Ctrl+C reaches the child through the terminal; this process only waits for it to stop cleanly
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
});
