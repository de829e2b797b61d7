import { useEffect, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';

const WAIT_MS = 250;

interface FinderProps {
  readonly label: string;
  readonly text: string;
  readonly onFind: (text: string) => void;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
}

/** A filter by text; it takes effect a moment after typing ends, at once on Enter, and Escape empties it. */
export function Finder({ label, text, onFind, inputRef }: FinderProps): ReactNode {
  const [typed, setTyped] = useState(text);
  const [before, setBefore] = useState(text);
  if (before !== text) {
    // Changed from outside: the field follows.
    setBefore(text);
    setTyped(text);
  }
  useEffect(() => {
    if (typed === text) return;
    const waiting = setTimeout(() => onFind(typed), WAIT_MS);
    return () => clearTimeout(waiting);
  }, [typed, text, onFind]);
  return (
    <SearchField aria-label={label} value={typed} onChange={setTyped} onSubmit={onFind} className="finder">
      <Input ref={inputRef} placeholder={label} maxLength={60} className="text-input" spellCheck="false" />
    </SearchField>
  );
}
