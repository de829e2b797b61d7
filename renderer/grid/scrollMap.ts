/** Chromium caps an element at 33,554,428 px; half of that keeps every scroll position exact. */
export const MAX_SCROLL_HEIGHT = 16_000_000;

/** How a scroll bar of bounded length stands for rows of any number. Positions in px. */
export interface ScrollMap {
  /** Height of the scrolled element. */
  readonly height: number;
  /** Whether one px of the scroll bar is more than one px of rows. */
  readonly compressed: boolean;
  /** Where in the rows the scroll bar stands. */
  toRows(scrollTop: number): number;
  /** Where the scroll bar stands for a place in the rows. */
  toScroll(rowsTop: number): number;
}

/** Maps linearly between the two, end to end; the identity as long as the rows fit under the cap. */
export function scrollMap(
  rowsHeight: number,
  viewHeight: number,
  cap: number = MAX_SCROLL_HEIGHT,
): ScrollMap {
  const height = Math.min(rowsHeight, cap);
  const rowsEnd = Math.max(0, rowsHeight - viewHeight);
  const scrollEnd = Math.max(0, height - viewHeight);
  const factor = scrollEnd === 0 ? 1 : rowsEnd / scrollEnd;
  return {
    height,
    compressed: rowsHeight > cap,
    toRows: (scrollTop) => Math.min(rowsEnd, Math.max(0, scrollTop * factor)),
    toScroll: (rowsTop) => Math.min(scrollEnd, Math.max(0, rowsTop / factor)),
  };
}

/** First and last row to draw around a view, both included; empty as [0, -1]. */
export function rowsInView(
  rowsTop: number,
  viewHeight: number,
  rowHeight: number,
  count: number,
  overscan: number,
): readonly [first: number, last: number] {
  if (count === 0) return [0, -1];
  const first = Math.max(0, Math.floor(rowsTop / rowHeight) - overscan);
  const last = Math.min(count - 1, Math.ceil((rowsTop + viewHeight) / rowHeight) - 1 + overscan);
  return [Math.min(first, count - 1), last];
}

/** The rows' top that brings a row wholly into view with the least movement. */
export function topShowing(index: number, rowsTop: number, viewHeight: number, rowHeight: number): number {
  const start = index * rowHeight;
  if (start < rowsTop) return start;
  const end = start + rowHeight;
  return end > rowsTop + viewHeight ? Math.max(0, end - viewHeight) : rowsTop;
}
