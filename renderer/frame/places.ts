import type { IconName } from '../components/Icon.tsx';

export type PlaceId =
  | 'month'
  | 'import'
  | 'review'
  | 'mismatches'
  | 'persons'
  | 'lists'
  | 'outcomes'
  | 'restricted';

export interface Place {
  readonly id: PlaceId;
  readonly title: string;
  readonly path: string;
  readonly icon: IconName;
  /** Letter after g. */
  readonly letter: string;
}

/** The places, in the order of the data's way; Alt with the number leads to each. */
export const places: readonly Place[] = [
  { id: 'month', title: 'This month', path: '/', icon: 'month', letter: 't' },
  { id: 'import', title: 'Import', path: '/import', icon: 'import', letter: 'i' },
  { id: 'review', title: 'Review', path: '/review', icon: 'review', letter: 'r' },
  { id: 'mismatches', title: 'Mismatches', path: '/mismatches', icon: 'mismatches', letter: 'm' },
  { id: 'persons', title: 'Persons', path: '/persons', icon: 'persons', letter: 'p' },
  { id: 'lists', title: 'Lists', path: '/lists', icon: 'lists', letter: 'l' },
  { id: 'outcomes', title: 'Outcomes', path: '/outcomes', icon: 'outcomes', letter: 'o' },
  { id: 'restricted', title: 'Restricted', path: '/restricted', icon: 'lock', letter: 'd' },
];

/** The place of an action that "what to do next" names. */
export function placeOfAction(action: string): Place | undefined {
  return places.find((place) => place.id === action);
}
