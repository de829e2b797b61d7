import type { SourceFileView } from '../../../src/app/contract/intake.ts';

/** How a file stands to what Linkdesk can read. */
export const stateWords: Readonly<Record<SourceFileView['state'], string>> = {
  fits: 'Fits',
  drift: 'Columns changed',
  unknown: 'Not recognised',
  unreadable: 'Cannot be read',
};
