import type { ReactNode } from 'react';
import type { SourceFileView } from '../../../src/app/contract/intake.ts';
import { useAnswer } from '../../api/useAnswer.ts';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { counted } from '../../format/counts.ts';
import { useImportWizard } from '../../session/importWizard.ts';
import { DriftMender } from './DriftMender.tsx';
import { FileList, lookedAt } from './FileList.tsx';

interface ShapeStepProps {
  readonly files: readonly SourceFileView[];
  readonly grant: string;
}

/** How a file looks when it is read: its first rows, and how its columns differ from what was agreed. */
export function ShapeStep({ files, grant }: ShapeStepProps): ReactNode {
  const chosen = lookedAt(
    files,
    useImportWizard((wizard) => wizard.file),
  );
  if (chosen === undefined) return null;
  return (
    <div className="wizard-desk">
      <FileList files={files} chosen={chosen.file} />
      <div className="wizard-detail">
        {chosen.problems.length === 0 ? null : (
          <ul className="facts">
            {chosen.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        )}
        {chosen.drift === null ? null : (
          <DriftMender key={chosen.file} file={chosen} drift={chosen.drift} grant={grant} />
        )}
        <Preview key={chosen.sha256} file={chosen.file} grant={grant} />
      </div>
    </div>
  );
}

function Preview({ file, grant }: { readonly file: string; readonly grant: string }): ReactNode {
  const preview = useAnswer('intake.preview', { grant, file });
  if (preview.isError) {
    return (
      <Problem
        what={`${file} could not be shown.`}
        failure={preview.error}
        onRetry={() => void preview.refetch()}
      />
    );
  }
  if (preview.data === undefined) return <Skeleton label={`Reading ${file}`} lines={8} />;
  const { columns, rows, withheld } = preview.data;
  return (
    <>
      <p className="muted">
        The first {counted(rows.length, 'row', 'rows')}; SSNs and CINs masked.
        {withheld === 0
          ? ''
          : ` ${counted(withheld, 'row', 'rows')} of sealed or sensitive people not shown.`}
      </p>
      <div className="table-scroll preview" tabIndex={0} role="region" aria-label={`First rows of ${file}`}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col" className="is-end">
                Line
              </th>
              {columns.map(({ column, field }) => (
                <th key={column} scope="col">
                  <span className="mono">{column}</span>
                  <span className="preview-field">
                    {field === null ? 'not read' : field.replaceAll('_', ' ')}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ line, cells }) => (
              <tr key={line}>
                <td className="is-end muted">{line}</td>
                {columns.map(({ column }, at) => (
                  <td key={column} className="no-wrap">
                    {cells[at] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
