import type { ReactNode } from 'react';
import type { QueueCounts } from '../../../src/app/contract/review.ts';
import { countText } from '../../format/counts.ts';

interface KindListProps {
  readonly kinds: QueueCounts['kinds'];
  readonly chosen: string;
  readonly onChoose: (kind: string) => void;
}

/** The queue in groups by what raised the pair, each with its number. */
export function KindList({ kinds, chosen, onChoose }: KindListProps): ReactNode {
  const all = kinds.reduce((sum, kind) => sum + kind.pairs, 0);
  return (
    <div className="kinds" role="group" aria-label="Kinds">
      {[{ kind: '', title: 'All kinds', pairs: all }, ...kinds].map((each) => (
        <button
          key={each.kind}
          type="button"
          className="kind"
          aria-pressed={each.kind === chosen}
          onClick={() => onChoose(each.kind)}
        >
          <span className="kind-title">{each.title}</span>
          <span className="muted">{countText(each.pairs)}</span>
        </button>
      ))}
    </div>
  );
}
