import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { displayMonth } from '../../../src/domain/month.ts';
import { useApi } from '../../api/ApiContext.ts';
import { useAnswer } from '../../api/useAnswer.ts';
import { Action } from '../../components/Action.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { stepTitles, useImportWizard, type WizardStep, wizardSteps } from '../../session/importWizard.ts';
import { useJobs } from '../../session/jobs.ts';
import { CheckStep } from './CheckStep.tsx';
import { ColumnsStep } from './ColumnsStep.tsx';
import { ConfirmStep } from './ConfirmStep.tsx';
import { FilesStep } from './FilesStep.tsx';
import { Held } from './Held.tsx';
import { ShapeStep } from './ShapeStep.tsx';
import { useHeldImport } from './useHeldImport.ts';

/** Five steps from a folder to the store; nothing is written before the last (review-ux.md 4.3). */
export function Wizard({ month }: { readonly month: string }): ReactNode {
  const api = useApi();
  const { grant, step, folder, jobId, leftOut, set, reset } = useImportWizard();
  const look = useAnswer('intake.look', { grant: grant ?? '', month }, { enabled: grant !== null });
  const { held, onResume, onForget } = useHeldImport(month, look.data !== undefined);
  const job = useJobs((jobs) => jobs.current);

  const imported = job !== null && job.jobId === jobId && job.kind === 'import' && job.state === 'done';
  // the engine forgot the folder when it was locked; what was kept can be taken up
  const isForgotten = look.error?.code === 'GRANT_USED';
  useEffect(() => {
    if (isForgotten) reset();
  }, [isForgotten, reset]);
  useEffect(() => {
    if (!imported) return;
    reset();
    set({ tab: 'imported' });
  }, [imported, reset, set]);

  const choose = async (): Promise<void> => {
    const picked = await api.pickFolder();
    if (picked === null) return;
    reset();
    set({ grant: picked.grant, folder: picked.name });
  };
  if (grant === null && held !== null && held !== undefined) {
    return <Held held={held} month={month} onResume={onResume} onForget={onForget} />;
  }
  if (grant === null) {
    return (
      <EmptyState title={`No folder is chosen for ${displayMonth(month)}.`}>
        <p>
          Choose the folder that holds the month’s extracts of both systems. Its files are looked at, mapped
          and checked; nothing is written before the last step.
        </p>
        <p>
          Delimited text, fixed columns and XLSX are recognised by their columns. What is not known is mapped
          once, fixed columns on a ruler; its profile reads the months after. A profile of another project,
          laid beside the files, is used at once.
        </p>
        <Action look="primary" onPress={() => void choose()}>
          Choose a folder…
        </Action>
      </EmptyState>
    );
  }
  const files = look.data?.files ?? [];
  const chosen = files.filter(({ file }) => !leftOut.includes(file));
  const ready = chosen.length > 0 && chosen.every(({ state }) => state === 'fits');
  const at = wizardSteps.indexOf(step);
  const next = wizardSteps[at + 1];
  const before = wizardSteps[at - 1];
  const mayGo = (to: WizardStep): boolean => (to === 'check' || to === 'confirm' ? ready : files.length > 0);
  return (
    <>
      <nav className="wizard-steps" aria-label="Steps of the import">
        <ol>
          {wizardSteps.map((each, index) => (
            <li key={each}>
              <button
                type="button"
                className="wizard-step"
                aria-current={each === step ? 'step' : undefined}
                disabled={!mayGo(each) && each !== step}
                onClick={() => set({ step: each })}
              >
                <span className="wizard-number">{index + 1}</span> {stepTitles[each]}
              </button>
            </li>
          ))}
        </ol>
        <span className="muted">
          Folder <strong>{folder}</strong>
        </span>
        <Action look="quiet" onPress={() => void choose()}>
          Choose another…
        </Action>
      </nav>
      {look.isError ? (
        <Problem
          what={`The folder ${folder} could not be looked at.`}
          failure={look.error}
          onRetry={() => void look.refetch()}
        />
      ) : look.data === undefined ? (
        <Skeleton label={`Looking at ${folder}`} lines={8} />
      ) : (
        <>
          {step === 'files' ? <FilesStep files={files} /> : null}
          {step === 'shape' ? <ShapeStep files={files} grant={grant} /> : null}
          {step === 'columns' ? <ColumnsStep files={files} grant={grant} month={month} /> : null}
          {step === 'check' ? <CheckStep files={chosen} grant={grant} month={month} /> : null}
          {step === 'confirm' ? <ConfirmStep files={chosen} grant={grant} month={month} /> : null}
          <div className="wizard-foot">
            {before === undefined ? null : <Action onPress={() => set({ step: before })}>Back</Action>}
            {next === undefined ? null : (
              <Action look="primary" isDisabled={!mayGo(next)} onPress={() => set({ step: next })}>
                {`Next: ${stepTitles[next].toLowerCase()}`}
              </Action>
            )}
            {ready || step === 'confirm' ? null : (
              <span className="muted">
                Files that do not fit have to be mended, mapped or left out first.
              </span>
            )}
          </div>
        </>
      )}
    </>
  );
}
