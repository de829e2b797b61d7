import type { ReactNode } from 'react';

/** A key as it is printed on the keyboard. */
export function KeyCap({ children }: { readonly children: ReactNode }): ReactNode {
  return <kbd className="key">{children}</kbd>;
}
