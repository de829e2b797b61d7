import { LinkdeskError } from '../../domain/error.ts';
import type { ListDefinition } from '../definition.ts';
import { laHomeless } from './laHomeless.ts';
import { laMutual } from './laMutual.ts';
import { laSanction } from './laSanction.ts';
import { ocMutual } from './ocMutual.ts';
import { sccCommon } from './sccCommon.ts';
import { sloCommonCase } from './sloCommonCase.ts';

/** The definitions that Linkdesk brings, in the order in which they are offered. */
export const listDefinitions: readonly ListDefinition[] = [
  laMutual,
  laHomeless,
  laSanction,
  ocMutual,
  sccCommon,
  sloCommonCase,
];

/** The definition of a list. Throws NO_SUCH_LIST. */
export function listDefinition(listId: string): ListDefinition {
  const found = listDefinitions.find(({ id }) => id === listId);
  if (found !== undefined) return found;
  throw new LinkdeskError(
    'NO_SUCH_LIST',
    `There is no such list. The lists are ${listDefinitions.map(({ id }) => id).join(', ')}.`,
  );
}
