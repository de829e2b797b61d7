import type { ReactNode } from 'react';
import type { CheckedExtract, SourceFileView } from '../../../src/app/contract/intake.ts';
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

/** What the check found unusual, and the files that cannot be imported. */
function Unusual({ extracts }: { readonly extracts: readonly CheckedExtract[] }): ReactNode {
  const lines = extracts.flatMap(({ file, kind, title, verdicts, refused }) => [
    ...(refused === null
      ? []
      : [{ key: `${file} ${kind}`, text: `${refused} Mend it, or leave the file out in step 1.` }]),
    ...verdicts.map(({ code, where, what }) => ({
      key: `${file} ${kind} ${code} ${where}`,
      text: `${title}: ${what}`,
    })),
  ]);
  if (lines.length === 0) return null;
  return (
    <>
      <h3 className="small-title">Unusual in the check</h3>
      <ul className="facts">
        {lines.map(({ key, text }) => (
          <li key={key} className="is-missing">
            {text}
          </li>
        ))}
      </ul>
    </>
  );
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
        <li>An encrypted backup is made first; each extract is stored wholly or not at all.</li>
        <li>Profiles that were mapped or mended are kept for next month.</li>
        <li>An import can be undone until a matching has used it.</li>
      </ul>
      <Unusual extracts={extracts} />
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
