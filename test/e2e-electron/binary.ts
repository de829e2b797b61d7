import { join } from 'node:path';
import { findElectron } from '../../src/host/findElectron.ts';

export const root = join(import.meta.dirname, '..', '..');

/** Electron, where it is on this machine; nothing is fetched for a test. */
export const binary = findElectron(root, process.env);
