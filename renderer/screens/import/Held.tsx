import type { ReactNode } from 'react';
import type { Output } from '../../../src/app/contract/contract.ts';
import { displayMonth } from '../../../src/domain/month.ts';
import { Action } from '../../components/Action.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { stepTitles } from '../../session/importWizard.ts';
import { useView } from '../../session/view.ts';

type HeldImport = NonNullable<Output<'intake.resume'>['held']>;

interface HeldProps {
  readonly held: HeldImport;
  readonly month: string;
  readonly onResume: (held: HeldImport) => void;
  readonly onForget: () => void;
}

/** An import whose preparation was left: where it stands, to be taken up or given up. */
export function Held({ held, month, onResume, onForget }: HeldProps): ReactNode {
  const setMonth = useView((view) => view.setMonth);
  return (
    <EmptyState
      title={`An import of ${displayMonth(held.month)} is prepared up to step ${stepTitles[held.step]}.`}
    >
      <p>
        Folder <strong>{held.folder}</strong>. Nothing of its files is stored yet; profiles, columns and code
        lists that were made on the way are kept.
      </p>
      <div className="wizard-foot">
        <Action
          look="primary"
          onPress={() => {
            if (held.month !== month) setMonth(held.month);
            onResume(held);
          }}
        >
          Go on with it
        </Action>
        <Action onPress={onForget}>Start anew</Action>
      </div>
    </EmptyState>
  );
}
