import type { ReactNode } from 'react';
import { useHotkeys } from 'react-hotkeys-hook';
import { Action } from '../../components/Action.tsx';
import { deskKeys } from './deskKeys.ts';
import type { Decisions } from './useDecisions.ts';

/** Undo names what it takes back; nothing is deleted by it. */
export function UndoActions({ decisions }: { readonly decisions: Decisions }): ReactNode {
  useHotkeys('ctrl+z', decisions.undo, deskKeys);
  useHotkeys('ctrl+shift+z', decisions.redo, deskKeys);
  return (
    <span className="undo">
      <Action look="quiet" aria-keyshortcuts="Control+Z" onPress={decisions.undo}>
        <span className="undo-words">{decisions.last === null ? 'Undo' : `Undo “${decisions.last}”`}</span>
      </Action>
      {decisions.redoable ? (
        <Action look="quiet" aria-keyshortcuts="Control+Shift+Z" onPress={decisions.redo}>
          Redo
        </Action>
      ) : null}
    </span>
  );
}
