import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';

interface ScreenTitleProps {
  readonly children: string;
  /** Said beside the title, smaller. */
  readonly aside?: ReactNode;
}

/** Says where the reader is; takes focus when its screen is gone to, so that reading starts there. */
export function ScreenTitle({ children, aside }: ScreenTitleProps): ReactNode {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    document.title = `${children} · Linkdesk`;
  }, [children]);
  return (
    <div className="screen-head">
      <h1 ref={title} tabIndex={-1} className="screen-title">
        {children}
      </h1>
      {aside}
    </div>
  );
}
