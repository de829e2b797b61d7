import type { ReactNode } from 'react';
import { momentText } from '../format/dates.ts';
import { Action } from './Action.tsx';

interface LookingBackProps {
  readonly knownAt: string;
  /** What is looked at: "This list", "This person". */
  readonly what: string;
  readonly children?: ReactNode;
  /** What else can be chosen of it. */
  readonly control?: ReactNode;
  readonly onNow: () => void;
}

/** Says, for as long as it is so, that what is shown is not what is known now. */
export function LookingBack({ knownAt, what, children, control, onNow }: LookingBackProps): ReactNode {
  return (
    <div className="looking-back">
      <p role="status">
        <strong>
          {what} as known on {momentText(knownAt)}.
        </strong>{' '}
        {children}
      </p>
      {control}
      <Action onPress={onNow}>Back to now</Action>
    </div>
  );
}
