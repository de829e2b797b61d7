import type { ReactNode } from 'react';
import type { ComparedField } from '../../../src/app/contract/shapes.ts';

type Value = ComparedField['left'];

interface ShownTextProps {
  readonly value: Value;
  /** Identifiers stand in a monospaced face. */
  readonly identifier: boolean;
}

/** The runs with where each begins. */
function placed(
  value: Value,
): readonly { readonly text: string; readonly differs: boolean; readonly at: number }[] {
  let at = 0;
  return value.runs.map((run) => {
    const begins = at;
    at += run.text.length;
    return { ...run, at: begins };
  });
}

/** One side's value: what differs is underlined and heavier; what is not recorded is hatched and says so. */
export function ShownText({ value, identifier }: ShownTextProps): ReactNode {
  if (value.text === null) return <span className="not-recorded">not recorded</span>;
  return (
    <span className={identifier ? 'shown is-identifier' : 'shown'}>
      {value.runs.length === 0
        ? value.text
        : placed(value).map((run) =>
            run.differs ? (
              <mark key={run.at} className="differs">
                {run.text}
              </mark>
            ) : (
              <span key={run.at}>{run.text}</span>
            ),
          )}
    </span>
  );
}
