import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import type { ButtonProps } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { Icon } from './Icon.tsx';
import type { IconName } from './Icon.tsx';

interface IconActionProps extends Omit<ButtonProps, 'className' | 'children'> {
  readonly icon: IconName;
  /** Name of the action, spoken and shown on focus or hover. */
  readonly label: string;
}

/** A button with a picture for its face and its name on hover and focus. */
export function IconAction({ icon, label, ...rest }: IconActionProps): ReactNode {
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      <Button {...rest} aria-label={label} className="icon-action">
        <Icon name={icon} />
      </Button>
      <Tooltip className="tooltip" offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
