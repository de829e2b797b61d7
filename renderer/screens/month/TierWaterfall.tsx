import type { ReactNode } from 'react';
import type { MonthOverview } from '../../../src/app/contract/project.ts';
import { countText, percentText } from '../../format/counts.ts';

/** Links by the step of the cascade that made them, each bar beginning where the one before it ended. */
export function TierWaterfall({ overview }: { readonly overview: MonthOverview }): ReactNode {
  const total = overview.linksByTier.reduce((sum, tier) => sum + tier.links, 0);
  const share = (links: number): number => (total === 0 ? 0 : (100 * links) / total);
  const begins = overview.linksByTier.map((_, index) =>
    overview.linksByTier.slice(0, index).reduce((sum, tier) => sum + share(tier.links), 0),
  );
  return (
    <section className="panel">
      <h2 className="section-title">Links by tier</h2>
      {total === 0 ? (
        <p className="muted">Not matched yet. The cascade runs when both systems are imported.</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Tier</th>
              <th scope="col" className="is-end">
                Links
              </th>
              <th scope="col" className="is-end">
                Share
              </th>
              <th scope="col" className="waterfall-head">
                <span className="visually-hidden">Bar</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {overview.linksByTier.map((tier, index) => (
              <tr key={tier.tier}>
                <th scope="row">{tier.title}</th>
                <td className="is-end">{countText(tier.links)}</td>
                <td className="is-end muted">{percentText(share(tier.links))}</td>
                <td className="waterfall-cell" aria-hidden="true">
                  <span
                    className="waterfall-bar"
                    style={{ marginInlineStart: `${begins[index] ?? 0}%`, width: `${share(tier.links)}%` }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">All links</th>
              <td className="is-end">{countText(total)}</td>
              <td className="is-end muted">{percentText(100)}</td>
            </tr>
          </tfoot>
        </table>
      )}
    </section>
  );
}
