import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { MonthOverview } from '../../src/app/contract/project.ts';
import { KeyCap } from '../components/KeyCap.tsx';
import { counted, countText } from '../format/counts.ts';
import { clockText } from '../format/dates.ts';
import { useNotices } from '../session/notices.ts';
import { useView } from '../session/view.ts';

interface StatusBarProps {
  readonly overview: MonthOverview | undefined;
  readonly onKeySheet: () => void;
}

/** What is saved, what just happened, how much is decided, and the keys at hand. */
export function StatusBar({ overview, onKeySheet }: StatusBarProps): ReactNode {
  const [path] = useLocation();
  const letterKeys = useView((view) => view.letterKeys);
  const { savedAt, spoken, reveals } = useNotices();
  const decided = overview && overview.decided.same + overview.decided.different + overview.decided.hold;
  return (
    <footer className="status">
      <span className="status-saved">
        {savedAt === null ? 'Every change is saved at once' : `Saved ${clockText(savedAt)}`}
      </span>
      {overview === undefined || decided === undefined || overview.reviewTotal === 0 ? null : (
        <span className="status-decided">
          {countText(decided)} of {countText(overview.reviewTotal)} decided
        </span>
      )}
      {reveals === 0 ? null : (
        <span className="status-reveals">
          {counted(reveals, 'identifier', 'identifiers')} opened this session
        </span>
      )}
      <span className="status-spoken" role="status" aria-live="polite">
        {spoken}
      </span>
      {letterKeys && path === '/review' ? (
        <span className="status-keys" aria-hidden="true">
          <KeyCap>M</KeyCap> same <KeyCap>X</KeyCap> different <KeyCap>H</KeyCap> hold
        </span>
      ) : null}
      <button type="button" className="status-sheet" onClick={onKeySheet}>
        <KeyCap>?</KeyCap> keys
      </button>
    </footer>
  );
}
