import type { ReactNode } from 'react';
import type { ComparedField } from '../../../src/app/contract/shapes.ts';

type Value = ComparedField['left'];

interface ShownTextProps {
  readonly value: Value;
  /** Identifiers stand in a monospaced face. */
  readonly identifier: boolean;
}

/** One side's value: what differs is underlined and heavier; what is not recorded is hatched and says so. */
export function ShownText({ value, identifier }: ShownTextProps): ReactNode {
  if (value.text === null) return <span className="not-recorded">not recorded</span>;
  const runs = value.runs.length === 0 ? [{ text: value.text, differs: false }] : value.runs;
  return (
    <span className={identifier ? 'shown is-identifier' : 'shown'}>
      {runs.map((run, index) =>
        run.differs ? (
          <mark key={index} className="differs">
            {run.text}
          </mark>
        ) : (
          <span key={index}>{run.text}</span>
        ),
      )}
    </span>
  );
}
