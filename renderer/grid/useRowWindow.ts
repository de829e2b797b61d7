import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { rowsInView, scrollMap, topShowing } from './scrollMap.ts';
import type { ScrollMap } from './scrollMap.ts';

const OVERSCAN = 6;

export interface RowWindow {
  /** Rows to draw, both included; `last < first` when there are none. */
  readonly first: number;
  readonly last: number;
  /** Where the first drawn row begins, px from the top of the scrolled element. */
  readonly top: number;
  /** Height of the scrolled element, px. */
  readonly height: number;
  /** Rows that fit the view. */
  readonly page: number;
  /** Scrolls as little as it takes to show the row. */
  show(index: number): void;
}

/**
 * The rows of a scrolled element that are in view, for rows of one height and any number. Beyond the height that a
 * browser can scroll, the scroll bar is mapped and the wheel moves the rows themselves, so that no row is skipped.
 * `headHeight` is what a sticky header takes of the element's height.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  headHeight: number,
  startIndex: number,
): RowWindow {
  const [viewHeight, setViewHeight] = useState(0);
  const [rowsTop, setRowsTop] = useState(0);
  const map = useMemo(() => scrollMap(count * rowHeight, viewHeight), [count, rowHeight, viewHeight]);
  const place = useRef<{ map: ScrollMap; rowsTop: number; expected: number }>({
    map,
    rowsTop: 0,
    expected: -1,
  });
  place.current.map = map;

  const moveTo = useCallback(
    (wanted: number) => {
      const element = scroller.current;
      if (element === null) return;
      const at = place.current;
      at.rowsTop = at.map.toRows(at.map.toScroll(wanted));
      if (at.map.compressed) at.rowsTop = wanted;
      element.scrollTop = at.map.toScroll(wanted);
      at.expected = element.scrollTop;
      setRowsTop(at.rowsTop);
    },
    [scroller],
  );

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = new ResizeObserver(() => setViewHeight(Math.max(0, element.clientHeight - headHeight)));
    measure.observe(element);
    setViewHeight(Math.max(0, element.clientHeight - headHeight));
    const onScroll = (): void => {
      const at = place.current;
      // A position that was set here is already known exactly; the scroll bar's rounding must not replace it.
      if (element.scrollTop !== at.expected) at.rowsTop = at.map.toRows(element.scrollTop);
      at.expected = -1;
      setRowsTop(at.rowsTop);
    };
    const onWheel = (event: WheelEvent): void => {
      const at = place.current;
      if (!at.map.compressed || event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      const step = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? rowHeight : 1;
      moveTo(Math.max(0, at.rowsTop + event.deltaY * step));
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      measure.disconnect();
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('wheel', onWheel);
    };
  }, [scroller, headHeight, rowHeight, moveTo]);

  const show = useCallback(
    (index: number) => {
      const wanted = topShowing(index, place.current.rowsTop, viewHeight, rowHeight);
      if (wanted !== place.current.rowsTop) moveTo(wanted);
    },
    [moveTo, rowHeight, viewHeight],
  );

  // Coming back to a grid finds the row where the reader left it, once the height is known.
  const restored = useRef(false);
  useLayoutEffect(() => {
    if (restored.current || viewHeight === 0 || count === 0) return;
    restored.current = true;
    if (startIndex > 0) moveTo(Math.max(0, startIndex * rowHeight - viewHeight / 2));
  }, [viewHeight, count, startIndex, rowHeight, moveTo]);

  const clamped = Math.min(rowsTop, Math.max(0, count * rowHeight - viewHeight));
  const [first, last] = rowsInView(clamped, viewHeight, rowHeight, count, OVERSCAN);
  const top = map.compressed ? map.toScroll(clamped) + first * rowHeight - clamped : first * rowHeight;
  return {
    first,
    last,
    top,
    height: map.height,
    page: Math.max(1, Math.floor(viewHeight / rowHeight) - 1),
    show,
  };
}
