import { calworksLayouts } from './calworks.ts';
import { cwsLayouts } from './cws.ts';
import type { Layout } from './layout.ts';

/** The layouts that ship with Linkdesk, in the order in which a month's files are imported. */
export const builtInLayouts: readonly Layout[] = [...cwsLayouts, ...calworksLayouts];
