/** People by the customs of their names, for the county mixes of domain.md 6.1. */
export type NameGroup =
  | 'hispanic'
  | 'white'
  | 'black'
  | 'vietnamese'
  | 'chinese'
  | 'filipino'
  | 'korean'
  | 'hmong'
  | 'southAsian';
