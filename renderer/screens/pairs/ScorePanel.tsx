import type { ReactNode } from 'react';
import type { Output } from '../../../src/app/contract/contract.ts';
import { percentText } from '../../format/counts.ts';

/** "+7.3", "−2.0": bits of evidence with their sign. */
export function weightText(weight: number): string {
  return `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`;
}

/** The score and the evidence it is the sum of; bars begin where the one before ended. */
export function ScorePanel({ score }: { readonly score: Output<'review.score'> }): ReactNode {
  const ends: number[] = [];
  let sum = 0;
  for (const bar of score.bars) {
    sum += bar.weight;
    ends.push(sum);
  }
  const low = Math.min(0, ...ends);
  const span = Math.max(0, ...ends) - low || 1;
  const at = (weight: number): number => (100 * (weight - low)) / span;
  return (
    <section className="score" aria-label="Score">
      <p className="score-line">
        <strong>{percentText(100 * score.probability)}</strong> probability, match weight{' '}
        {weightText(score.weight)} · {score.tier} · <span className="muted">{score.rule}</span>
      </p>
      <table className="table score-table">
        <tbody>
          {score.bars.map((bar, index) => {
            const end = ends[index] ?? 0;
            const begin = end - bar.weight;
            return (
              <tr key={bar.label}>
                <th scope="row">{bar.label}</th>
                <td className="muted">{bar.words}</td>
                <td className="is-end">{weightText(bar.weight)}</td>
                <td className="score-cell" aria-hidden="true">
                  <span
                    className={bar.weight < 0 ? 'score-bar is-against' : 'score-bar'}
                    style={{
                      insetInlineStart: `${at(Math.min(begin, end))}%`,
                      width: `${(100 * Math.abs(bar.weight)) / span}%`,
                    }}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
