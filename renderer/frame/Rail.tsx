import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { MonthOverview } from '../../src/app/contract/project.ts';
import { Icon } from '../components/Icon.tsx';
import { countText } from '../format/counts.ts';
import { places } from './places.ts';
import type { PlaceId } from './places.ts';

interface RailProps {
  readonly project: string;
  readonly county: string;
  readonly waiting: MonthOverview['waiting'] | undefined;
}

/** The places. Counts are work waiting, never totals. */
export function Rail({ project, county, waiting }: RailProps): ReactNode {
  const [path] = useLocation();
  const count: Partial<Record<PlaceId, { readonly n: number; readonly what: string }>> =
    waiting === undefined
      ? {}
      : {
          review: { n: waiting.nearMatches, what: 'to review' },
          mismatches: { n: waiting.mismatches, what: 'to resolve' },
          restricted: { n: waiting.restricted, what: 'to review in the restricted queue' },
        };
  return (
    <nav className="rail" aria-label="Places">
      <div className="rail-name">
        <img src="./icon.svg" alt="" width="22" height="22" />
        <div className="rail-name-text">
          <strong>Linkdesk</strong>
          <span className="muted small" title={project}>
            {county === '' ? project : county}
          </span>
        </div>
      </div>
      <ul>
        {places.map((place) => {
          const here = place.path === '/' ? path === '/' : path.startsWith(place.path);
          const waits = count[place.id];
          return (
            <li key={place.id}>
              <Link href={place.path} className="rail-link" aria-current={here ? 'page' : undefined}>
                <Icon name={place.icon} />
                <span className="rail-title">{place.title}</span>
                {waits === undefined || waits.n === 0 ? null : (
                  <span className="rail-count">
                    {countText(waits.n)}
                    <span className="visually-hidden"> {waits.what}</span>
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
