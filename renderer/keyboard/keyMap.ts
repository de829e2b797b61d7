/** Where keys act: everywhere, in the review desk, on a compared field, in a table, on a chart. */
export type KeyScope =
  | 'everywhere'
  | 'review'
  | 'mismatches'
  | 'compare'
  | 'persons'
  | 'table'
  | 'ruler'
  | 'chart';

export interface KeyBinding {
  /** As printed on the key sheet. */
  readonly keys: string;
  readonly action: string;
}

export const scopeTitles: Readonly<Record<KeyScope, string>> = {
  everywhere: 'Everywhere',
  review: 'Review: queue and comparison',
  mismatches: 'Mismatches',
  compare: 'A compared field',
  persons: 'Persons',
  table: 'Tables and queues',
  ruler: 'Ruler of fixed columns',
  chart: 'Chart',
};

/** The keyboard, in one table; the key sheet shows it and a test holds it free of collisions. */
export const keyMap: Readonly<Record<KeyScope, readonly KeyBinding[]>> = {
  everywhere: [
    {
      keys: 'Alt+1 … Alt+8',
      action: 'Go to This month, Import, Review, Mismatches, Persons, Lists, Outcomes, Restricted',
    },
    { keys: 'G then T I R M P L O D', action: 'The same places by letter' },
    { keys: 'Alt+←', action: 'Previous month' },
    { keys: 'Alt+→', action: 'Next month' },
    { keys: 'Ctrl+S', action: 'Say when the last change was saved' },
    { keys: 'Ctrl+L', action: 'Lock' },
    { keys: '?', action: 'This sheet' },
  ],
  review: [
    { keys: 'M', action: 'Same person' },
    { keys: 'X', action: 'Different people' },
    { keys: 'H', action: 'Hold' },
    { keys: 'J', action: 'Next pair' },
    { keys: 'K', action: 'Previous pair' },
    { keys: 'R', action: 'Choose a reason, then 1–9' },
    { keys: 'N', action: 'Write a note; Esc leaves, the text is kept' },
    { keys: 'S', action: 'Show the score (logged when not yet decided)' },
    { keys: 'Ctrl+Z', action: 'Undo the last decision' },
    { keys: 'Ctrl+Shift+Z', action: 'Redo it' },
    { keys: '/', action: 'Filter by name' },
  ],
  mismatches: [{ keys: '1 … 5', action: 'Resolve with the outcome of that number' }],
  compare: [
    { keys: '↑ ↓', action: 'Field by field' },
    { keys: 'Space', action: 'Peek at a masked field while held (logged)' },
    { keys: 'Shift+Space', action: 'Keep it open for this pair (logged)' },
    { keys: 'Esc', action: 'Back to the queue' },
  ],
  table: [
    { keys: '↑ ↓ ← →', action: 'Move by row and cell' },
    { keys: 'Page Up/Down', action: 'Move by a screen of rows' },
    { keys: 'Ctrl+Home/End', action: 'First and last row' },
    { keys: 'Enter', action: 'Open the row; on a column name: sort by it' },
    { keys: 'Shift+← →', action: 'On a column name: narrower, wider' },
    { keys: 'Ctrl+C', action: 'Copy the cell as shown, masked' },
  ],
  persons: [
    { keys: '/', action: 'Go to the search' },
    { keys: 'Enter', action: 'Open the person' },
  ],
  ruler: [
    { keys: '← →', action: 'Move the mark by a character' },
    { keys: 'Ctrl+← →', action: 'Jump to the boundary before or behind' },
    { keys: 'Enter', action: 'Place a boundary at the mark, or remove it' },
    { keys: 'Shift+← →', action: 'Move the boundary at the mark' },
  ],
  chart: [
    { keys: '← →', action: 'Point by point' },
    { keys: 'Home, End', action: 'First and last point' },
    { keys: 'T', action: 'Table of the same numbers' },
  ],
};
