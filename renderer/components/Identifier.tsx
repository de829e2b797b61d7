import type { ReactNode } from 'react';

/** An identifier in a monospaced face with a thin gap every three or four characters; the text itself is unchanged. */
export function Identifier({ text }: { readonly text: string }): ReactNode {
  const size = text.length % 3 === 0 ? 3 : 4;
  const groups = /[^\w*•]/.test(text) ? [text] : (text.match(new RegExp(`.{1,${size}}`, 'gu')) ?? []);
  return (
    <span className="identifier">
      {groups.map((group, index) => (
        <span key={index} className="identifier-group">
          {group}
        </span>
      ))}
    </span>
  );
}
