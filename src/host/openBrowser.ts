import { spawn } from 'node:child_process';

const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  linux: ['xdg-open'],
  darwin: ['open'],
  // Not `cmd /c start`, which would read the address as a command line.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Asks the system to show an address in its browser. Where that cannot be done the printed address is enough. */
export function openBrowser(url: string): void {
  const opener = openers[process.platform];
  if (opener === undefined) return;
  const [program, ...args] = opener;
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
