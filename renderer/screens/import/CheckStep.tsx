import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CheckedExtract, SourceFileView } from '../../../src/app/contract/intake.ts';
import { useAnswer } from '../../api/useAnswer.ts';
import { useCommand } from '../../api/useCommand.ts';
import { Action } from '../../components/Action.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { SystemMark } from '../../components/SystemMark.tsx';
import { counted, countText } from '../../format/counts.ts';
import { useImportWizard } from '../../session/importWizard.ts';
import { useJobs } from '../../session/jobs.ts';
import { QualityTable } from './QualityTable.tsx';
import { type FindingQuestion, SourceFindings } from './SourceFindings.tsx';
import { Verdicts } from './Verdicts.tsx';

interface CheckStepProps {
  readonly files: readonly SourceFileView[];
  readonly grant: string;
  readonly month: string;
}

/** Reads every file from end to end as an import would, and says how good it is; nothing is written. */
export function CheckStep({ files, grant, month }: CheckStepProps): ReactNode {
  const set = useImportWizard((wizard) => wizard.set);
  const running = useJobs((jobs) => jobs.current?.state === 'running');
  const check = useCommand('intake.check');
  const checked = useAnswer('intake.checked', { grant });
  const [open, setOpen] = useState<{ readonly title: string; readonly question: FindingQuestion } | null>(
    null,
  );
  const onCheck = (): void =>
    check.mutate(
      { grant, month, files: files.map(({ file }) => file) },
      { onSuccess: ({ jobId }) => set({ jobId }) },
    );
  const extracts = checked.data?.month === month ? checked.data.extracts : [];
  const openRows = (
    extract: CheckedExtract,
    field: string,
    label: string,
    which: FindingQuestion['which'],
  ): void =>
    setOpen({
      title: `${label} in ${extract.file}`,
      question: {
        grant,
        file: extract.file,
        kind: extract.kind,
        field,
        ...(which === undefined ? {} : { which }),
      },
    });
  return (
    <>
      <div className="wizard-foot">
        <Action look={extracts.length === 0 ? 'primary' : 'plain'} isDisabled={running} onPress={onCheck}>
          {extracts.length === 0 ? `Check ${counted(files.length, 'file', 'files')}` : 'Check again'}
        </Action>
        <span className="muted">Every row is read and judged; nothing is written.</span>
      </div>
      {check.isError ? <Problem what="The check was not started." failure={check.error} /> : null}
      {checked.isError ? (
        <Problem
          what="The check could not be read."
          failure={checked.error}
          onRetry={() => void checked.refetch()}
        />
      ) : checked.data === undefined || running ? (
        <Skeleton label="Checking" lines={6} />
      ) : extracts.length === 0 ? (
        <EmptyState title="The files are not checked yet." />
      ) : (
        extracts.map((extract) => (
          <section key={`${extract.file} ${extract.kind}`} className="panel">
            <h2 className="section-title">
              <SystemMark system={extract.system} /> {extract.title}
            </h2>
            <p className="quality-facts">
              <span>{counted(extract.read, 'row', 'rows')} read</span>
              <span>{countText(extract.usable)} usable</span>
              <span className={extract.rejected > 0 ? 'is-missing' : 'muted'}>
                {countText(extract.rejected)} rejected
              </span>
              {extract.persons === null ? null : <span>{counted(extract.persons, 'person', 'people')}</span>}
              {extract.comparison.warns ? null : <span className="muted">{extract.comparison.words}</span>}
              {extract.rowFindings === 0 ? null : (
                <Action look="quiet" onPress={() => openRows(extract, '', 'Rows as a whole', 'row')}>
                  {counted(extract.rowFindings, 'finding', 'findings')} of rows as a whole
                </Action>
              )}
            </p>
            {extract.refused === null ? null : (
              <Problem
                what={`${extract.file} cannot be imported.`}
                failure={{ message: extract.refused, code: 'REFUSED', ref: '' }}
              />
            )}
            <Verdicts
              extract={extract}
              grant={grant}
              onOpen={({ open: behind, what }) =>
                behind === null ? undefined : openRows(extract, behind.field, what, behind.which)
              }
            />
            {extract.notices.map((notice) => (
              <p key={notice}>{notice}</p>
            ))}
            <QualityTable
              title={extract.title}
              file={extract.file}
              rows={extract.usable}
              fields={extract.fields}
              onOpen={(field, which) => openRows(extract, field.field, field.label, which)}
            />
          </section>
        ))
      )}
      {open === null ? null : (
        <SourceFindings title={open.title} question={open.question} onClose={() => setOpen(null)} />
      )}
    </>
  );
}
