import { useState } from 'react';
import type { MismatchOutcome, PairDetail, ReasonCode, Saved } from '../../../src/app/contract/review.ts';
import type { Verdict } from '../../../src/app/contract/shapes.ts';
import type { ApiFailure } from '../../api/ApiFailure.ts';
import { useCommand } from '../../api/useCommand.ts';
import { stateWords } from '../../components/VerdictMark.tsx';
import { useNotices } from '../../session/notices.ts';
import { useView } from '../../session/view.ts';
import type { QueueName } from '../../session/view.ts';
import { nextUndecided } from './nextUndecided.ts';
import { savedWords } from './savedWords.ts';
import type { Queue } from './useQueue.ts';

/** Whether a masked identifier agrees, so that "different" needs a reason (review-ux.md 4.5). */
export function strongIdentifierAgrees(pair: PairDetail): boolean {
  return pair.fields.some((field) => field.revealable && field.verdict === 'equal');
}

/** A reason has to be given for Hold, and for Different against a strong identifier. */
export function needsReason(verdict: Verdict, pair: PairDetail): boolean {
  return verdict === 'hold' || (verdict === 'different' && strongIdentifierAgrees(pair));
}

export interface Decisions {
  decide(verdict: Verdict, reason: ReasonCode | null, scoreSeen: boolean): void;
  resolve(outcome: MismatchOutcome): void;
  undo(): void;
  redo(): void;
  /** "García: same person"; null when this session has nothing to take back that it knows of. */
  readonly last: string | null;
  /** Whether an undo of this session can be redone. */
  readonly redoable: boolean;
  readonly busy: boolean;
  readonly failure: ApiFailure | null;
}

/** Saving answers for the pair that is compared: one transaction each, saved at once, taken back by undo. */
export function useDecisions(queue: QueueName, month: string, state: Queue): Decisions {
  const decide = useCommand('review.decide');
  const resolve = useCommand('mismatches.resolve');
  const undo = useCommand('review.undo');
  const redo = useCommand('review.redo');
  const [last, setLast] = useState<string | null>(null);
  const [redoable, setRedoable] = useState(false);
  const autoAdvance = useView((view) => view.autoAdvance);
  const drafts = useView((view) => view.drafts);
  const setDraft = useView((view) => view.setDraft);
  const say = useNotices((notices) => notices.say);
  const noteSaved = useNotices((notices) => notices.saved);
  const { view, setView, rows } = state;
  const commands = [decide, resolve, undo, redo];
  const busy = commands.some((command) => command.isPending);

  const afterDecision = (saved: Saved): void => {
    state.takeIn(saved);
    noteSaved(saved.savedAt);
    setDraft(saved.pairKey, '');
    setRedoable(false);
    const row = rows.rowAt(view.index);
    const name = row?.pairKey === saved.pairKey ? row.leftName : 'last pair';
    setLast(`${name}: ${stateWords[saved.state].toLowerCase()}`);
    const words = savedWords(saved.state, saved.counts);
    const next = nextUndecided(view.index, rows.total, (index) => rows.rowAt(index)?.state);
    if (!autoAdvance) {
      say(words);
    } else if (next === undefined) {
      say(`${words} End of the queue.`);
    } else {
      say(words);
      setView({ index: next, pairKey: rows.rowAt(next)?.pairKey ?? null });
    }
  };

  const afterStep = (saved: Saved | null, what: 'undo' | 'redo'): void => {
    setRedoable(what === 'undo' && saved !== null);
    if (saved === null) {
      say(`Nothing to ${what}.`);
      return;
    }
    state.takeIn(saved);
    noteSaved(saved.savedAt);
    setLast(null);
    const index = state.indexOf(saved.pairKey);
    setView(index < 0 ? { pairKey: saved.pairKey } : { pairKey: saved.pairKey, index });
    say(
      what === 'undo'
        ? `Undone. The pair is back: ${stateWords[saved.state].toLowerCase()}.`
        : savedWords(saved.state, saved.counts),
    );
  };

  return {
    decide: (verdict, reason, scoreSeen) => {
      if (busy || view.pairKey === null) return;
      const note = drafts[view.pairKey] ?? '';
      decide.mutate(
        { month, pairKey: view.pairKey, verdict, reason, note, scoreSeen },
        { onSuccess: afterDecision },
      );
    },
    resolve: (outcome) => {
      if (busy || view.pairKey === null) return;
      const note = drafts[view.pairKey] ?? '';
      resolve.mutate({ month, pairKey: view.pairKey, outcome, note }, { onSuccess: afterDecision });
    },
    undo: () => {
      if (!busy) undo.mutate({ month, queue }, { onSuccess: (saved) => afterStep(saved, 'undo') });
    },
    redo: () => {
      if (!busy) redo.mutate({ month, queue }, { onSuccess: (saved) => afterStep(saved, 'redo') });
    },
    last,
    redoable,
    busy,
    failure: commands.find((command) => command.error !== null)?.error ?? null,
  };
}
