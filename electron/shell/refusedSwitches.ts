/**
 * Switches that open the window, the engine or the store to somebody else: debuggers, extensions, another profile,
 * a weaker sandbox, another network. Names as Chromium and Node know them; a name also stands for `name-…`
 * (`inspect-brk`), and for everything after `=`.
 */
const refused: readonly string[] = [
  'remote-debugging',
  'remote-allow-origins',
  'inspect',
  'debug',
  'load-extension',
  'disable-extensions-except',
  'user-data-dir',
  'disable-web-security',
  'allow-file-access',
  'no-sandbox',
  'disable-sandbox',
  'single-process',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'host-rules',
  'host-resolver-rules',
  'proxy',
  'js-flags',
  'require',
  'import',
  'enable-logging',
  'log-file',
  'log-net-log',
  'enable-blink-features',
];

/**
 * The first refused switch of a command line, or null. Chromium on Windows takes `/switch` and `-switch` like
 * `--switch`, so all three are looked at; other switches are unknown to Linkdesk and simply have no effect.
 */
export function refusedSwitch(commandLine: readonly string[], platform: NodeJS.Platform): string | null {
  const form = platform === 'win32' ? /^(?:--?|\/)([a-z][\w-]*)/i : /^--?([a-z][\w-]*)/i;
  for (const argument of commandLine) {
    const name = form.exec(argument)?.[1]?.toLowerCase();
    if (name === undefined) continue;
    if (refused.some((word) => name === word || name.startsWith(`${word}-`))) return name;
  }
  return null;
}
