import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { useView } from '../../session/view.ts';

interface NoteFieldProps {
  readonly pairKey: string;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly onLeave: () => void;
}

/** A note for the decision; it is kept while other pairs are looked at. Escape and Enter leave it. */
export function NoteField({ pairKey, inputRef, onLeave }: NoteFieldProps): ReactNode {
  const note = useView((view) => view.drafts[pairKey]) ?? '';
  const setDraft = useView((view) => view.setDraft);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' || event.key === 'Enter') {
      event.preventDefault();
      onLeave();
    }
  };
  return (
    <input
      ref={inputRef}
      className="text-input note"
      aria-label="Note"
      placeholder="Note (N)"
      value={note}
      maxLength={2000}
      spellCheck={false}
      onChange={(event) => setDraft(pairKey, event.target.value)}
      onKeyDown={onKeyDown}
    />
  );
}
