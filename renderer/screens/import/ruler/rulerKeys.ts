import { boundaryAt, type Cuts, moved, placed, removed } from './cuts.ts';

export interface RulerState {
  readonly cuts: Cuts;
  /** The character that the mark stands before, from 1 */
  readonly mark: number;
}

interface RulerKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
}

/** What a key does to the ruler; undefined when it is none of the ruler's. */
export function afterKey(
  { cuts, mark }: RulerState,
  { key, shiftKey, ctrlKey }: RulerKey,
): RulerState | undefined {
  const at = boundaryAt(cuts, mark);
  const to = (character: number): RulerState => ({ cuts, mark: Math.min(Math.max(character, 1), cuts.end) });
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowRight': {
      const step = key === 'ArrowLeft' ? -1 : 1;
      if (ctrlKey) return to(nextBoundary(cuts, mark, step));
      if (!shiftKey) return to(mark + step);
      if (at < 0) return { cuts, mark };
      const after = moved(cuts, at, mark + step);
      return { cuts: after, mark: after.columns[at]!.start };
    }
    case 'Home':
      return to(1);
    case 'End':
      return to(cuts.end);
    case 'Enter':
    case ' ':
      return { cuts: at < 0 ? placed(cuts, mark) : removed(cuts, at), mark };
    case 'Delete':
    case 'Backspace':
      return { cuts: removed(cuts, at), mark };
    default:
      return undefined;
  }
}

function nextBoundary({ columns, end }: Cuts, mark: number, step: number): number {
  const starts = columns.map(({ start }) => start);
  return step > 0
    ? (starts.find((start) => start > mark) ?? end)
    : (starts.findLast((start) => start < mark) ?? 1);
}
