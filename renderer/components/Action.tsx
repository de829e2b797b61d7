import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import type { ButtonProps } from 'react-aria-components/Button';
import { KeyCap } from './KeyCap.tsx';

interface ActionProps extends Omit<ButtonProps, 'className' | 'children'> {
  readonly children: ReactNode;
  /** One primary action a screen; quiet ones are as text until pointed at. */
  readonly look?: 'primary' | 'plain' | 'quiet';
  /** The key that does the same. */
  readonly keyCap?: string;
}

/** A button; its words are a verb. */
export function Action({ children, look = 'plain', keyCap, ...rest }: ActionProps): ReactNode {
  return (
    <Button {...rest} className={`action is-${look}`}>
      {keyCap === undefined ? null : <KeyCap>{keyCap}</KeyCap>}
      {children}
    </Button>
  );
}
