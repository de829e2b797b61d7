import { registerHooks } from 'node:module';

/** Makes `electron` mean the stand-in, and gives the main script what the build and Electron would give it. */
const standIn = new URL('./standInElectron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
Object.assign(globalThis, { RENDERER_FILES: [{ path: '/index.html', type: 'text/html' }] });
Object.assign(process, { resourcesPath: import.meta.dirname });
