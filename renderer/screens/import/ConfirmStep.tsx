import type { ReactNode } from 'react';
import type { SourceFileView } from '../../../src/app/contract/intake.ts';
import { displayMonth } from '../../../src/domain/month.ts';
import { useAnswer } from '../../api/useAnswer.ts';
import { useCommand } from '../../api/useCommand.ts';
import { Action } from '../../components/Action.tsx';
import { Problem } from '../../components/Problem.tsx';
import { counted, countText } from '../../format/counts.ts';
import { useImportWizard } from '../../session/importWizard.ts';
import { useJobs } from '../../session/jobs.ts';

interface ConfirmStepProps {
  readonly files: readonly SourceFileView[];
  readonly grant: string;
  readonly month: string;
}

/** What will be stored, and the one button that stores it. */
export function ConfirmStep({ files, grant, month }: ConfirmStepProps): ReactNode {
  const { set, leftOut } = useImportWizard();
  const running = useJobs((jobs) => jobs.current?.state === 'running');
  const checked = useAnswer('intake.checked', { grant });
  const start = useCommand('imports.start');
  const extracts = checked.data?.month === month ? checked.data.extracts : [];
  const refused = extracts.filter((extract) => extract.refused !== null);
  const sum = (of: 'usable' | 'rejected'): number => extracts.reduce((all, extract) => all + extract[of], 0);
  const known = files.filter(({ already }) => already !== null);
  const onStart = (): void =>
    start.mutate(
      { month, grant, files: files.map(({ file }) => file) },
      { onSuccess: ({ jobId }) => set({ jobId }) },
    );
  return (
    <section className="panel">
      <h2 className="section-title">
        {counted(files.length, 'file', 'files')} for {displayMonth(month)}
      </h2>
      <ul className="facts">
        {extracts.length === 0 ? (
          <li>The files were not checked; whatever is wrong is found while importing.</li>
        ) : (
          <li>
            {countText(sum('usable'))} rows will be stored, {countText(sum('rejected'))} will be listed as
            rejected with their reasons, in the project’s rejects folder.
          </li>
        )}
        {leftOut.length === 0 ? null : <li>{counted(leftOut.length, 'file is', 'files are')} left out.</li>}
        {known.length === 0 ? null : (
          <li>
            {counted(known.length, 'file was', 'files were')} imported before; the same file of people is not
            stored twice.
          </li>
        )}
        {extracts.flatMap(({ title, verdicts }) =>
          verdicts.map(({ code, where, what }) => (
            <li key={`${title} ${code} ${where}`} className="is-missing">
              {title}: {what}
            </li>
          )),
        )}
        {refused.map(({ file, refused: why }) => (
          <li key={file} className="is-missing">
            {why}
          </li>
        ))}
        <li>An encrypted backup is made first; each extract is stored wholly or not at all.</li>
        <li>Profiles that were mapped or mended are kept for next month.</li>
        <li>An import can be undone until a matching has used it.</li>
      </ul>
      <div className="wizard-foot">
        <Action
          look="primary"
          isDisabled={running || refused.length > 0}
          isPending={start.isPending}
          onPress={onStart}
        >
          {`Import ${counted(files.length, 'file', 'files')}`}
        </Action>
      </div>
      {start.isError ? <Problem what="The import was not started." failure={start.error} /> : null}
    </section>
  );
}
