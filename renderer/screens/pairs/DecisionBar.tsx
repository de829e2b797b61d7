import { useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useHotkeys } from 'react-hotkeys-hook';
import { decisionReasons } from '../../../src/app/contract/answers.ts';
import type { PairDetail, ReasonCode } from '../../../src/app/contract/review.ts';
import type { Verdict } from '../../../src/app/contract/shapes.ts';
import { Action } from '../../components/Action.tsx';
import { Problem } from '../../components/Problem.tsx';
import { VerdictMark, stateWords } from '../../components/VerdictMark.tsx';
import { useView } from '../../session/view.ts';
import { NoteField } from './NoteField.tsx';
import { ReasonPicker } from './ReasonPicker.tsx';
import { UndoActions } from './UndoActions.tsx';
import { deskKeys } from './deskKeys.ts';
import { needsReason } from './useDecisions.ts';
import type { Decisions } from './useDecisions.ts';

const verdictKeys: readonly { readonly verdict: Verdict; readonly key: string }[] = [
  { verdict: 'same', key: 'M' },
  { verdict: 'different', key: 'X' },
  { verdict: 'hold', key: 'H' },
];

interface DecisionBarProps {
  readonly pair: PairDetail;
  readonly decisions: Decisions;
  readonly scoreSeen: boolean;
  readonly noteRef: RefObject<HTMLInputElement | null>;
  /** Gives focus back to where it was before the bar took it. */
  readonly onLeave: () => void;
}

/** Same person, Different people, Hold: one key each; a reason where the evidence asks for one. */
export function DecisionBar({ pair, decisions, scoreSeen, noteRef, onLeave }: DecisionBarProps): ReactNode {
  const [reason, setReason] = useState<ReasonCode | null>(null);
  /** The answer that waits for its reason; `reason` when only a reason is being chosen. */
  const [asking, setAsking] = useState<Verdict | 'reason' | null>(null);
  const letterKeys = useView((view) => view.letterKeys);

  const answer = (verdict: Verdict): void => {
    if (reason === null && needsReason(verdict, pair)) setAsking(verdict);
    else decisions.decide(verdict, reason, scoreSeen);
  };
  const onReason = (chosen: ReasonCode): void => {
    setReason(chosen);
    if (asking !== null && asking !== 'reason') decisions.decide(asking, chosen, scoreSeen);
    setAsking(null);
    onLeave();
  };
  useHotkeys(
    ['m', 'x', 'h'],
    (event) => {
      const found = verdictKeys.find(({ key }) => key.toLowerCase() === event.key.toLowerCase());
      if (found !== undefined) answer(found.verdict);
    },
    { ...deskKeys, enabled: letterKeys },
  );
  useHotkeys('r', () => setAsking('reason'), { ...deskKeys, enabled: letterKeys });

  return (
    <div className="decision-bar" role="group" aria-label="Decision">
      {decisions.failure === null ? null : (
        <Problem what="The decision was not saved." failure={decisions.failure} />
      )}
      {asking === null ? (
        <div className="decision-line">
          {verdictKeys.map(({ verdict, key }) => (
            <Action
              key={verdict}
              keyCap={key}
              aria-keyshortcuts={key}
              aria-pressed={pair.state === verdict}
              onPress={() => answer(verdict)}
            >
              <VerdictMark state={verdict} named />
            </Action>
          ))}
          <Action look="quiet" keyCap="R" onPress={() => setAsking('reason')}>
            {decisionReasons.find((each) => each.code === reason)?.label ?? 'Reason'}
          </Action>
          <NoteField pairKey={pair.pairKey} inputRef={noteRef} onLeave={onLeave} />
          <UndoActions decisions={decisions} />
        </div>
      ) : (
        <ReasonPicker
          title={asking === 'reason' ? 'Reason' : `${stateWords[asking]}: a reason is needed`}
          chosen={reason}
          onChoose={onReason}
          onCancel={() => {
            setAsking(null);
            onLeave();
          }}
        />
      )}
    </div>
  );
}
