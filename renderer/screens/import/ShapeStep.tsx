import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SourceFileView } from '../../../src/app/contract/intake.ts';
import { useAnswer } from '../../api/useAnswer.ts';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { counted } from '../../format/counts.ts';
import { useImportWizard } from '../../session/importWizard.ts';
import { DriftMender } from './DriftMender.tsx';
import { FileList, lookedAt } from './FileList.tsx';
import { FileRows } from './FileRows.tsx';
import { FixedColumns } from './ruler/FixedColumns.tsx';
import { wayOf, WrittenAs } from './WrittenAs.tsx';

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
          <DriftMender key={`drift of ${chosen.file}`} file={chosen} drift={chosen.drift} grant={grant} />
        )}
        <Shape key={chosen.file} file={chosen} grant={grant} />
      </div>
    </div>
  );
}

function Shape({ file, grant }: { readonly file: SourceFileView; readonly grant: string }): ReactNode {
  const [way, setWay] = useState(wayOf(file));
  return (
    <>
      <WrittenAs file={file} grant={grant} way={way} onWay={setWay} />
      {way === 'fixed' ? (
        <FixedColumns file={file} grant={grant} />
      ) : (
        <Preview file={file.file} grant={grant} />
      )}
    </>
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
  const { rows } = preview.data;
  return (
    <>
      <p className="muted">The first {counted(rows.length, 'row', 'rows')}; SSNs and CINs masked.</p>
      <FileRows label={`First rows of ${file}`} rows={preview.data} />
    </>
  );
}
