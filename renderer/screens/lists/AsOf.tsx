import { useState } from 'react';
import type { ReactNode } from 'react';
import { Action } from '../../components/Action.tsx';

interface AsOfProps {
  /** ISO day. */
  readonly day: string;
  /** The list's own day, which nobody chose. */
  readonly own: boolean;
  /** Null: the list's own. */
  readonly onDay: (day: string | null) => void;
}

/** Days before this are a year that is still being typed. */
const EARLIEST = '1990-01-01';

/** Chooses the day on which things have to hold, beside the moment up to which they are known. */
export function AsOf({ day, own, onDay }: AsOfProps): ReactNode {
  // what is no day yet; a day goes up at once and comes back
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <span className="as-of-day">
      <label>
        <span className="muted small">As of</span>
        <input
          className="text-input"
          type="date"
          min={EARLIEST}
          value={typed ?? day}
          onChange={({ target: { value } }) => {
            const isDay = value >= EARLIEST;
            setTyped(isDay ? null : value);
            if (isDay) onDay(value);
          }}
        />
      </label>
      {own ? null : (
        <Action look="quiet" onPress={() => onDay(null)}>
          The list’s own day
        </Action>
      )}
    </span>
  );
}
