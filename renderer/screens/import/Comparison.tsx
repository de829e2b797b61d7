import type { ReactNode } from 'react';
import type { CheckedExtract } from '../../../src/app/contract/intake.ts';
import { Icon } from '../../components/Icon.tsx';

/** An extract's rows against the month before; outside of ±10 % it asks for a look. */
export function Comparison({ comparison }: Pick<CheckedExtract, 'comparison'>): ReactNode {
  if (!comparison.warns) return <span className="muted">{comparison.words}</span>;
  return (
    <span className="stale">
      <Icon name="warning" /> {comparison.words}: unusual, check the extract and its month
    </span>
  );
}
