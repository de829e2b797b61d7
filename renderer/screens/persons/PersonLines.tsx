import type { ReactNode } from 'react';
import { SystemMark, type SystemName } from '../../components/SystemMark.tsx';
import { dayText } from '../../format/dates.ts';

/** "since 5 Mar 2026", "5 Mar 2026 – 1 Sep 2026"; empty when neither day is known. */
export function span({ from, to }: { readonly from: string | null; readonly to: string | null }): string {
  if (from === null && to === null) return '';
  if (to === null) return `since ${dayText(from)}`;
  return from === null ? `until ${dayText(to)}` : `${dayText(from)} – ${dayText(to)}`;
}

interface LinesProps {
  readonly title: string;
  readonly none: string;
  readonly children: readonly ReactNode[];
}

/** A part of a person under its title. */
export function Lines({ title, none, children }: LinesProps): ReactNode {
  return (
    <section>
      <h3 className="small-title">{title}</h3>
      {children.length === 0 ? <p className="muted">{none}</p> : <ul className="person-lines">{children}</ul>}
    </section>
  );
}

interface LineProps {
  readonly system: SystemName;
  readonly aside: string;
  readonly children: ReactNode;
}

/** One fact: from which system, what, and since when. */
export function Line({ system, aside, children }: LineProps): ReactNode {
  return (
    <li className="person-line">
      <SystemMark system={system} />
      <span>{children}</span>
      <span className="muted small">{aside}</span>
    </li>
  );
}
