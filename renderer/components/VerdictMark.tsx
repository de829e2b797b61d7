import type { ReactNode } from 'react';
import type { PairState } from '../../src/app/contract/shapes.ts';

export const stateWords: Readonly<Record<PairState, string>> = {
  todo: 'To do',
  same: 'Same person',
  different: 'Different people',
  hold: 'Hold',
};

const shapes: Readonly<Record<PairState, ReactNode>> = {
  todo: <circle cx="7" cy="7" r="4.5" />,
  same: <path d="m2.5 7.4 3 3L11.5 4" />,
  different: <path d="m3 3 8 8M11 3l-8 8" />,
  hold: <path d="M4.8 3v8M9.2 3v8" />,
};

interface VerdictMarkProps {
  readonly state: PairState;
  /** The word beside the mark; without it the mark carries the word for a screen reader. */
  readonly named?: boolean;
}

/** Tick, cross, pause or open circle: never colour alone. */
export function VerdictMark({ state, named = false }: VerdictMarkProps): ReactNode {
  return (
    <span className={`verdict is-${state}`}>
      <svg
        viewBox="0 0 14 14"
        width="14"
        height="14"
        role={named ? undefined : 'img'}
        aria-hidden={named}
        aria-label={named ? undefined : stateWords[state]}
      >
        {shapes[state]}
      </svg>
      {named ? <span>{stateWords[state]}</span> : null}
    </span>
  );
}
