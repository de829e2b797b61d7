import type { ReactNode } from 'react';

export type IconName =
  | 'month'
  | 'import'
  | 'review'
  | 'mismatches'
  | 'persons'
  | 'lists'
  | 'outcomes'
  | 'lock'
  | 'back'
  | 'forward'
  | 'close'
  | 'eye'
  | 'warning';

/** Drawn on a 16 px grid with a 1.5 px stroke of the text's colour. */
const shapes: Readonly<Record<IconName, ReactNode>> = {
  month: <path d="M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.2v3M10.5 2.2v3M5.3 10h2.2" />,
  import: <path d="M8 2.2v7.6M4.8 6.8 8 10l3.2-3.2M2.5 10.5v3h11v-3" />,
  review: <path d="M6 3.2a4 4 0 1 0 0 7.6M10 12.8a4 4 0 1 0 0-7.6M6.4 7.8l1.5 1.5 2.6-3" />,
  mismatches: <path d="M5 2.8 1.8 6 5 9.2M1.8 6h8.4M11 6.8l3.2 3.2-3.2 3.2M14.2 10H5.8" />,
  persons: <path d="M8 7.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2ZM2.8 13.6a5.2 5.2 0 0 1 10.4 0" />,
  lists: <path d="M2.5 4h1M2.5 8h1M2.5 12h1M6 4h7.5M6 8h7.5M6 12h7.5" />,
  outcomes: <path d="M2.5 2.5v11h11M5.5 11V8.2M8.5 11V5M11.5 11V6.8" />,
  lock: <path d="M3.5 7.2h9v6.3h-9zM5.4 7V5.2a2.6 2.6 0 0 1 5.2 0V7" />,
  back: <path d="M10 3 5 8l5 5" />,
  forward: <path d="m6 3 5 5-5 5" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  eye: (
    <path d="M1.6 8S4 3.8 8 3.8 14.4 8 14.4 8 12 12.2 8 12.2 1.6 8 1.6 8ZM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z" />
  ),
  warning: <path d="M8 2.2 14.4 13H1.6ZM8 6.4v3M8 11.2v.3" />,
};

/** An icon beside its word; on its own it needs a label at the control that holds it. */
export function Icon({ name }: { readonly name: IconName }): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      {shapes[name]}
    </svg>
  );
}
