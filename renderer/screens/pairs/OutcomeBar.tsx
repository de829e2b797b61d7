import type { ReactNode, RefObject } from 'react';
import { useHotkeys } from 'react-hotkeys-hook';
import { Button } from 'react-aria-components/Button';
import { mismatchOutcomes } from '../../../src/app/contract/answers.ts';
import type { MismatchOutcome, PairDetail } from '../../../src/app/contract/review.ts';
import { KeyCap } from '../../components/KeyCap.tsx';
import { Problem } from '../../components/Problem.tsx';
import { VerdictMark } from '../../components/VerdictMark.tsx';
import { useView } from '../../session/view.ts';
import { NoteField } from './NoteField.tsx';
import { UndoActions } from './UndoActions.tsx';
import { deskKeys } from './deskKeys.ts';
import type { Decisions } from './useDecisions.ts';

/** What each end of a mismatch does (review-ux.md 4.6). */
const effects: Readonly<Record<MismatchOutcome, string>> = {
  data_error: 'Keeps the link; the note names the field.',
  shared_key: 'Breaks the link; the identifier links nobody.',
  mixed_record: 'Breaks the link; off lists until it is split.',
  duplicate: 'Keeps the link; reported to that system.',
  cannot_tell: 'Holds the pair; the note says what to ask.',
};

interface OutcomeBarProps {
  readonly pair: PairDetail;
  readonly decisions: Decisions;
  readonly noteRef: RefObject<HTMLInputElement | null>;
  readonly onLeave: () => void;
}

/** The five ends of a mismatch, each with its effect spelled out. */
export function OutcomeBar({ pair, decisions, noteRef, onLeave }: OutcomeBarProps): ReactNode {
  const letterKeys = useView((view) => view.letterKeys);
  const standing = pair.history.find((decision) => !decision.undone)?.outcome ?? null;
  useHotkeys(
    mismatchOutcomes.map((_, index) => String(index + 1)),
    (event) => {
      const outcome = mismatchOutcomes[Number(event.key) - 1];
      if (outcome !== undefined) decisions.resolve(outcome.code);
    },
    { ...deskKeys, enabled: letterKeys },
  );
  return (
    <div className="decision-bar" role="group" aria-label="Outcome">
      {decisions.failure === null ? null : (
        <Problem what="The outcome was not saved." failure={decisions.failure} />
      )}
      <div className="outcomes">
        {mismatchOutcomes.map((outcome, index) => (
          <Button
            key={outcome.code}
            className="outcome"
            aria-pressed={standing === outcome.code}
            onPress={() => decisions.resolve(outcome.code)}
          >
            <span className="outcome-title">
              <KeyCap>{index + 1}</KeyCap>
              <VerdictMark state={outcome.verdict} />
              {outcome.label}
            </span>
            <span className="outcome-effect">{effects[outcome.code]}</span>
          </Button>
        ))}
        <div className="decision-line">
          <NoteField pairKey={pair.pairKey} inputRef={noteRef} onLeave={onLeave} />
          <UndoActions decisions={decisions} />
        </div>
      </div>
    </div>
  );
}
