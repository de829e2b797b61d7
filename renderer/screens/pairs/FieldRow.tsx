import { memo } from 'react';
import type { ReactNode } from 'react';
import type { ComparedField } from '../../../src/app/contract/shapes.ts';
import { Icon } from '../../components/Icon.tsx';
import { ShownText } from './ShownText.tsx';
import type { Reveal } from './useReveal.ts';

const verdictWords: Readonly<Record<ComparedField['verdict'], string>> = {
  equal: 'equal',
  similar: 'similar',
  different: 'different',
  missing: 'missing',
};

interface FieldRowProps {
  readonly id: string;
  readonly index: number;
  readonly field: ComparedField;
  readonly chosen: boolean;
  readonly reveal: Reveal;
}

function drawField({ id, index, field, chosen, reveal }: FieldRowProps): ReactNode {
  const opened = reveal.valueOf(field.field);
  const said = verdictWords[field.verdict];
  const words = [field.words, field.rarity].filter((text) => text !== '' && text !== said).join(' · ');
  const identifier = field.revealable || field.left.masked || field.right.masked;
  const kept = reveal.isKept(field.field);
  return (
    <div
      role="row"
      id={id}
      data-field={index}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      className={`field-row is-${field.verdict}${chosen ? ' is-chosen' : ''}`}
    >
      <span role="rowheader" className="field-label">
        {field.label}
      </span>
      <span role="gridcell" className="field-value">
        <ShownText value={opened?.left ?? field.left} identifier={identifier} />
      </span>
      <span role="gridcell" className="field-value">
        <ShownText value={opened?.right ?? field.right} identifier={identifier} />
      </span>
      <span role="gridcell" className="field-verdict">
        {said}
        {field.revealable ? (
          <button
            type="button"
            tabIndex={-1}
            className={kept ? 'peek is-kept' : 'peek'}
            aria-label={`Hold to peek at ${field.label}`}
            aria-pressed={kept}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              reveal.begin(field.field);
            }}
            onPointerUp={reveal.end}
            onPointerCancel={reveal.end}
            onDoubleClick={() => reveal.keep(field.field)}
          >
            <Icon name="eye" />
          </button>
        ) : null}
      </span>
      {words === '' ? null : (
        <span role="gridcell" className="field-words">
          {words}
        </span>
      )}
    </div>
  );
}

/** One compared field: both sides, and what differs in words. */
export const FieldRow = memo(drawField);
