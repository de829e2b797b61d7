import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { rowsInView, scrollMap, topShowing } from './scrollMap.ts';

/** Rows drawn beyond the view on each side. */
const OVERSCAN = 3;

export interface RowWindow {
  /** Rows to draw, both included; `last < first` when there are none. */
  readonly first: number;
  readonly last: number;
  /** Where the first drawn row begins, px from the top of the scrolled element. */
  readonly top: number;
  /** Height of the scrolled element, px. */
  readonly height: number;
  /** As many elements as rows can be drawn at once. */
  readonly slots: number;
  /** Scrolls as little as it takes to show the row. */
  show(index: number): void;
}

/**
 * The rows of a scrolled element that are in view, for rows of one height and any number. Beyond the height that a
 * browser can scroll, the scroll bar is mapped and the wheel moves the rows themselves, so that no row is skipped.
 * `element` is what scrolls, null until it is drawn; `headHeight` is what a sticky header takes of its height.
 */
export function useRowWindow(
  element: HTMLElement | null,
  count: number,
  rowHeight: number,
  headHeight: number,
  startIndex: number,
): RowWindow {
  const [viewHeight, setViewHeight] = useState(0);
  const [rowsTop, setRowsTop] = useState(0);
  /** Where the rows stand exactly, and the scroll position that this hook itself set and has not yet heard of. */
  const place = useRef({ rowsTop: 0, expected: -1 });
  const map = useMemo(() => scrollMap(count * rowHeight, viewHeight), [count, rowHeight, viewHeight]);

  useEffect(() => {
    if (element === null) return;
    const measure = new ResizeObserver(() => setViewHeight(Math.max(0, element.clientHeight - headHeight)));
    measure.observe(element);
    return () => measure.disconnect();
  }, [element, headHeight]);

  /** Brings rows to the top of the view; what is drawn follows with the scroll event. */
  const moveTo = useCallback(
    (wanted: number) => {
      if (element === null) return;
      const end = Math.max(0, count * rowHeight - viewHeight);
      const top = Math.min(end, Math.max(0, wanted));
      const before = element.scrollTop;
      element.scrollTo({ top: map.toScroll(top) });
      place.current = { rowsTop: top, expected: element.scrollTop };
      // A step smaller than a pixel of the scroll bar moves nothing that would be told of.
      if (element.scrollTop === before) element.dispatchEvent(new Event('scroll'));
    },
    [element, map, count, rowHeight, viewHeight],
  );

  useEffect(() => {
    if (element === null) return;
    const onScroll = (): void => {
      const at = place.current;
      // A position that was set here is already known exactly; the scroll bar's rounding must not replace it.
      const top = element.scrollTop === at.expected ? at.rowsTop : map.toRows(element.scrollTop);
      place.current = { rowsTop: top, expected: -1 };
      setRowsTop(top);
    };
    const onWheel = (event: WheelEvent): void => {
      if (!map.compressed || event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      const step = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? rowHeight : 1;
      moveTo(place.current.rowsTop + event.deltaY * step);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('wheel', onWheel);
    };
  }, [element, map, rowHeight, moveTo]);

  const show = useCallback(
    (index: number) => {
      if (viewHeight === 0) return;
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
    if (startIndex > 0) moveTo(startIndex * rowHeight - viewHeight / 2);
  }, [viewHeight, count, startIndex, rowHeight, moveTo]);

  const shown = Math.min(rowsTop, Math.max(0, count * rowHeight - viewHeight));
  const [first, last] = rowsInView(shown, viewHeight, rowHeight, count, OVERSCAN);
  const top = map.compressed ? map.toScroll(shown) + first * rowHeight - shown : first * rowHeight;
  const slots = Math.ceil(viewHeight / rowHeight) + 1 + 2 * OVERSCAN;
  return { first, last, top, height: map.height, slots, show };
}
