import type { ListView } from '../../../src/app/contract/lists.ts';

export const listStateWords: Readonly<Record<ListView['state'], string>> = {
  none: 'Not prepared',
  draft: 'Draft',
  published: 'Published',
};
