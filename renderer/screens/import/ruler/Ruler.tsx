import { useRef } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import { boundaryAt, columnAt, type Cuts, moved, placed, removed } from './cuts.ts';
import { afterKey, type RulerState } from './rulerKeys.ts';

interface RulerProps {
  readonly file: string;
  readonly lines: readonly string[];
  readonly state: RulerState;
  readonly onChange: (state: RulerState) => void;
}

/** Lines shown under the ruler. */
const shownLines = 24;

/**
 * The first lines of a file in columns of characters, under a ruler. A mark moves along the ruler by the arrow keys;
 * boundaries are placed, removed and moved at the mark, or by the pointer: a click on the ruler places one, dragging
 * moves it, a double click removes it.
 */
export function Ruler({ file, lines, state, onChange }: RulerProps): ReactNode {
  const { cuts, mark } = state;
  const field = useRef<HTMLDivElement>(null);
  const characterAt = ({ clientX }: PointerEvent): number => {
    const { left, width } = field.current!.getBoundingClientRect();
    return Math.min(cuts.end, Math.max(1, Math.round(((clientX - left) / width) * cuts.end) + 1));
  };
  const onScale = (event: PointerEvent): void => {
    const character = characterAt(event);
    onChange({ cuts: boundaryAt(cuts, character) < 0 ? placed(cuts, character) : cuts, mark: character });
  };
  return (
    <div className="ruler" role="region" aria-label={`First lines of ${file} under the ruler`}>
      <div ref={field} className="ruler-field" style={{ '--characters': cuts.end }}>
        <div
          className="ruler-scale"
          role="slider"
          tabIndex={0}
          aria-label="Mark on the ruler"
          aria-describedby="ruler-keys"
          aria-valuemin={1}
          aria-valuemax={cuts.end}
          aria-valuenow={mark}
          aria-valuetext={markWords(cuts, mark)}
          onPointerDown={onScale}
          onKeyDown={(event) => {
            const after = afterKey(state, event);
            if (after === undefined) return;
            event.preventDefault();
            onChange(after);
          }}
        >
          {ticks(cuts.end).map((tick) => (
            <span key={tick} className="ruler-tick" style={{ '--at': tick - 1 }}>
              <span>{tick}</span>
            </span>
          ))}
          <span className="ruler-mark" style={{ '--at': mark - 1 }} />
        </div>
        <div className="ruler-names" aria-hidden="true">
          {cuts.columns.map(({ name, start }, at) => (
            <span
              key={start}
              className="ruler-name"
              style={{ '--at': start - 1, '--wide': (cuts.columns[at + 1]?.start ?? cuts.end + 1) - start }}
              title={name}
            >
              <span>{name}</span>
            </span>
          ))}
        </div>
        <pre className="ruler-lines">
          {lines.slice(0, shownLines).map((line, at) => (
            // lines have no name but their place
            // oxlint-disable-next-line react/no-array-index-key
            <span key={at} className={at < cuts.linesAbove ? 'ruler-line is-above' : 'ruler-line'}>
              {line === '' ? ' ' : line}
            </span>
          ))}
        </pre>
        {cuts.columns.slice(1).map(({ start }, index) => (
          <div
            // a boundary is known by its place: its character changes while it is dragged
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            className={start === mark ? 'ruler-boundary is-marked' : 'ruler-boundary'}
            style={{ '--at': start - 1 }}
            title="Drag to move, double-click to remove"
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              onChange({ cuts, mark: start });
            }}
            onPointerMove={(event) => {
              if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
              const after = moved(cuts, index + 1, characterAt(event));
              onChange({ cuts: after, mark: after.columns[index + 1]!.start });
            }}
            onDoubleClick={() => onChange({ cuts: removed(cuts, index + 1), mark })}
          />
        ))}
      </div>
    </div>
  );
}

const ticks = (end: number): readonly number[] =>
  Array.from({ length: Math.floor(end / 10) + 1 }, (_, at) => Math.max(1, at * 10));

function markWords(cuts: Cuts, mark: number): string {
  const name = cuts.columns[columnAt(cuts, mark)]!.name;
  if (mark === 1) return `Character 1, where ${name} begins`;
  return boundaryAt(cuts, mark) < 0
    ? `Character ${mark}, inside ${name}`
    : `Character ${mark}, boundary: ${name} begins here`;
}
