/**
 * The environment that the engine starts with: the person's own, without the variables that change how Node, Electron
 * or OpenSSL behave.
 */
export function engineEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && !/^(NODE_|ELECTRON_|OPENSSL_|SSL|npm_|LD_|DYLD_)/i.test(name))
      kept[name] = value;
  }
  return kept;
}
