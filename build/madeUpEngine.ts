import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Scenario } from '../renderer/api/fake/scenario.ts';

/**
 * The made-up project as one script for a page to run before the window's own (`addInitScript`): it stands where the
 * preload bridge stands, so the product bundle itself runs unchanged.
 */
export async function madeUpEngine(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('../renderer/api/fake/install.ts', import.meta.url)),
        formats: ['iife'],
        name: 'madeUpEngine',
      },
    },
  });
  const output = (Array.isArray(result) ? result[0] : result) as {
    readonly output: readonly { readonly type: string; readonly code?: string }[];
  };
  const script = output.output.find((each) => each.type === 'chunk')?.code;
  if (script === undefined) throw new Error('the made-up engine was not built');
  return script;
}

/** The script with the scenario that it shall play. */
export function playing(engine: string, scenario: Partial<Scenario>): string {
  return `globalThis.linkdeskScenario = ${JSON.stringify(scenario)};\n${engine}`;
}
