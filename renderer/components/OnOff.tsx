import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components/Switch';

interface OnOffProps {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** A setting with two states that takes effect at once. */
export function OnOff({ label, on, onChange }: OnOffProps): ReactNode {
  return (
    <Switch className="on-off" isSelected={on} onChange={onChange}>
      <span className="on-off-track" aria-hidden="true">
        <span className="on-off-knob" />
      </span>
      {label}
    </Switch>
  );
}
