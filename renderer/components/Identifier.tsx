import type { ReactNode } from 'react';

interface Group {
  readonly text: string;
  /** Where it begins in the identifier. */
  readonly at: number;
}

/** Three characters a group where that comes out even, else four; what has its own separators is one group. */
function groupsOf(text: string): readonly Group[] {
  if (/[^\w*•]/.test(text)) return [{ text, at: 0 }];
  const size = text.length % 3 === 0 ? 3 : 4;
  return [...text.matchAll(new RegExp(`.{1,${size}}`, 'gu'))].map((match) => ({
    text: match[0],
    at: match.index,
  }));
}

/** An identifier in a monospaced face with a thin gap between groups; the text itself is unchanged. */
export function Identifier({ text }: { readonly text: string }): ReactNode {
  return (
    <span className="identifier">
      {groupsOf(text).map((group) => (
        <span key={group.at} className="identifier-group">
          {group.text}
        </span>
      ))}
    </span>
  );
}
