import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Makes `electron` mean the stand-in, and gives the main script what the build and Electron would give it. */
const standIn = pathToFileURL(join(import.meta.dirname, 'standInElectron.ts')).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
Object.assign(globalThis, { RENDERER_FILES: [{ path: '/index.html', type: 'text/html' }] });
Object.assign(process, { resourcesPath: import.meta.dirname });
