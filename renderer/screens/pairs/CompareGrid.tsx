import { useId, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode, RefObject } from 'react';
import type { PairDetail } from '../../../src/app/contract/review.ts';
import { SystemMark } from '../../components/SystemMark.tsx';
import { FieldRow } from './FieldRow.tsx';
import type { Reveal } from './useReveal.ts';

interface CompareGridProps {
  readonly pair: PairDetail;
  readonly reveal: Reveal;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly onLeave: () => void;
}

/** Both records side by side, field by field. One tab stop; the arrows move by field, Space peeks. */
export function CompareGrid({ pair, reveal, gridRef, onLeave }: CompareGridProps): ReactNode {
  const id = useId();
  const [at, setAt] = useState(0);
  const fields = pair.fields.filter((each) => each.left.text !== null || each.right.text !== null);
  const unrecorded = pair.fields.filter((each) => !fields.includes(each)).map((each) => each.label);
  const field = fields[at];

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: fields.length - 1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      reveal.end();
      setAt(Math.max(0, Math.min(fields.length - 1, step)));
    } else if (event.key === 'Escape' || event.key === 'ArrowLeft') {
      event.preventDefault();
      onLeave();
    } else if (event.key === ' ') {
      event.preventDefault();
      if (field === undefined || !field.revealable || event.repeat) return;
      if (event.shiftKey) reveal.keep(field.field);
      else reveal.begin(field.field);
    }
  };
  const onKeyUp = (event: KeyboardEvent): void => {
    if (event.key === ' ') reveal.end();
  };
  const onClick = (event: MouseEvent): void => {
    const row = (event.target as Element).closest<HTMLElement>('[data-field]');
    if (row !== null) setAt(Number(row.dataset['field']));
  };

  return (
    <>
      <div
        ref={gridRef}
        role="grid"
        tabIndex={0}
        aria-label="Comparison"
        aria-rowcount={fields.length + 1}
        aria-colcount={4}
        aria-activedescendant={`${id}-${at}`}
        className="compare-grid"
        onKeyDown={onKeyDown}
        onKeyUp={onKeyUp}
        onBlur={reveal.end}
        onClick={onClick}
      >
        <div role="row" aria-rowindex={1} className="field-row field-head">
          <span role="columnheader">Field</span>
          <span role="columnheader">
            <SystemMark system="cws" named />
          </span>
          <span role="columnheader">
            <SystemMark system="calworks" named />
          </span>
          <span role="columnheader">Verdict</span>
        </div>
        {fields.map((each, index) => (
          <FieldRow
            key={each.field}
            id={`${id}-${index}`}
            index={index}
            field={each}
            chosen={index === at}
            reveal={reveal}
          />
        ))}
      </div>
      {unrecorded.length === 0 ? null : (
        <p className="unrecorded">Not recorded in either system: {unrecorded.join(', ').toLowerCase()}.</p>
      )}
    </>
  );
}
