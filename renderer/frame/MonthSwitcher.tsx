import type { ReactNode } from 'react';
import { displayMonth, federalFiscalYear, stateFiscalYear } from '../../src/domain/month.ts';
import { IconAction } from '../components/IconAction.tsx';

interface MonthSwitcherProps {
  readonly month: string;
  /** Null at the end of what can be gone to. */
  readonly previous: string | null;
  readonly next: string | null;
  readonly onMonth: (month: string) => void;
}

/** The month that governs every screen, with its fiscal labels. */
export function MonthSwitcher({ month, previous, next, onMonth }: MonthSwitcherProps): ReactNode {
  return (
    <div className="month-switcher" role="group" aria-label="Month">
      <IconAction
        icon="back"
        label={previous === null ? 'No earlier month' : displayMonth(previous)}
        isDisabled={previous === null}
        onPress={() => (previous === null ? undefined : onMonth(previous))}
      />
      <strong className="month-name" aria-live="polite">
        {displayMonth(month)}
      </strong>
      <IconAction
        icon="forward"
        label={next === null ? 'No later month' : displayMonth(next)}
        isDisabled={next === null}
        onPress={() => (next === null ? undefined : onMonth(next))}
      />
      <span className="muted fiscal">
        {stateFiscalYear(month)}
        <span className="fiscal-federal"> · {federalFiscalYear(month)}</span>
      </span>
    </div>
  );
}
