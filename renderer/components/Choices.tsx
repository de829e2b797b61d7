import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { countText } from '../format/counts.ts';

export interface Choice<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly count?: number;
}

interface ChoicesProps<Id extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Id>[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}

/** One of a few, all in sight, with what each would show. */
export function Choices<Id extends string>({
  label,
  choices,
  chosen,
  onChoose,
}: ChoicesProps<Id>): ReactNode {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className="choices"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const first = choices.find((choice) => keys.has(choice.id));
        if (first !== undefined) onChoose(first.id);
      }}
    >
      {choices.map((choice) => (
        <ToggleButton key={choice.id} id={choice.id} className="choice">
          {choice.label}
          {choice.count === undefined ? null : (
            <span className="choice-count">{countText(choice.count)}</span>
          )}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
