import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { decisionReasons } from '../../../src/app/contract/answers.ts';
import type { ReasonCode } from '../../../src/app/contract/review.ts';
import { Action } from '../../components/Action.tsx';

interface ReasonPickerProps {
  /** What the reason is for: "Hold: choose a reason". */
  readonly title: string;
  readonly chosen: ReasonCode | null;
  readonly onChoose: (reason: ReasonCode) => void;
  readonly onCancel: () => void;
}

/** The fixed reasons, each on its digit. */
export function ReasonPicker({ title, chosen, onChoose, onCancel }: ReasonPickerProps): ReactNode {
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => group.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const reason = decisionReasons[Number(event.key) - 1];
    if (/^[1-9]$/.test(event.key) && reason !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      onChoose(reason.code);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      onCancel();
    }
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its buttons answer to digits as one
    <div
      ref={group}
      role="group"
      aria-label={title}
      tabIndex={-1}
      className="reasons"
      data-keys="own"
      onKeyDown={onKeyDown}
    >
      <span className="reasons-title">{title}</span>
      <div className="reasons-list">
        {decisionReasons.map((reason, index) => (
          <Action
            key={reason.code}
            keyCap={String(index + 1)}
            look={reason.code === chosen ? 'primary' : 'plain'}
            onPress={() => onChoose(reason.code)}
          >
            {reason.label}
          </Action>
        ))}
        <Action look="quiet" keyCap="Esc" onPress={onCancel}>
          Cancel
        </Action>
      </div>
    </div>
  );
}
