import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select, SelectValue } from 'react-aria-components/Select';

export interface PickerItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** Said at the end of the line: a count, a key. */
  readonly aside?: string;
}

interface PickerProps<Id extends string> {
  readonly label: string;
  readonly items: readonly PickerItem<Id>[];
  readonly chosen: Id | null;
  readonly placeholder?: string;
  readonly onChoose: (id: Id) => void;
}

/** One of several, folded away until opened. */
export function Picker<Id extends string>({
  label,
  items,
  chosen,
  placeholder = 'None',
  onChoose,
}: PickerProps<Id>): ReactNode {
  return (
    <Select
      aria-label={label}
      className="picker"
      placeholder={placeholder}
      selectedKey={chosen}
      onSelectionChange={(key) => {
        const item = items.find((each) => each.id === key);
        if (item !== undefined) onChoose(item.id);
      }}
    >
      <Button className="picker-button">
        <SelectValue className="picker-value" />
        <span aria-hidden="true" className="picker-arrow">
          ▾
        </span>
      </Button>
      <Popover className="popover" offset={4}>
        <ListBox className="menu-list" items={items}>
          {(item) => (
            <ListBoxItem id={item.id} textValue={item.label} className="menu-item">
              <span>{item.label}</span>
              {item.aside === undefined ? null : <span className="menu-aside">{item.aside}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
