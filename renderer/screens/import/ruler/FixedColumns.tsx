import { useState } from 'react';
import type { ReactNode } from 'react';
import type { RulerView, SourceFileView } from '../../../../src/app/contract/intake.ts';
import { useAnswer } from '../../../api/useAnswer.ts';
import { useCommand } from '../../../api/useCommand.ts';
import { Action } from '../../../components/Action.tsx';
import { KeyCap } from '../../../components/KeyCap.tsx';
import { Problem } from '../../../components/Problem.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { counted } from '../../../format/counts.ts';
import { useNotices } from '../../../session/notices.ts';
import { CutColumns } from './CutColumns.tsx';
import { columnsOf, cutsOf, wrongName } from './cuts.ts';
import { Ruler } from './Ruler.tsx';
import { useFileChanged } from '../useFileChanged.ts';

interface FixedColumnsProps {
  readonly file: SourceFileView;
  readonly grant: string;
}

/** The columns of a file without delimiters, placed under a ruler (SLO-6). */
export function FixedColumns({ file, grant }: FixedColumnsProps): ReactNode {
  const ruler = useAnswer('intake.ruler', { grant, file: file.file });
  if (ruler.isError) {
    return (
      <Problem
        what={`The lines of ${file.file} could not be shown.`}
        failure={ruler.error}
        onRetry={() => void ruler.refetch()}
      />
    );
  }
  if (ruler.data === undefined) return <Skeleton label={`Reading ${file.file}`} lines={8} />;
  return <Desk key={file.file} file={file} ruler={ruler.data} grant={grant} />;
}

function Desk({ file, ruler, grant }: FixedColumnsProps & { readonly ruler: RulerView }): ReactNode {
  const fileChanged = useFileChanged();
  const shape = useCommand('intake.shape');
  const [state, setState] = useState(() => ({
    cuts: cutsOf(ruler.linesAbove, ruler.columns, ruler.width),
    mark: 1,
  }));
  const { cuts } = state;
  const wrong = wrongName(cuts);
  const onUse = (): void =>
    shape.mutate(
      {
        grant,
        file: file.file,
        format: { type: 'fixed', linesAbove: cuts.linesAbove, columns: columnsOf(cuts) },
      },
      {
        onSuccess: ({ state: after }) => {
          useNotices
            .getState()
            .say(
              after === 'fits'
                ? `${file.file} is cut so.`
                : `${file.file} is cut so; step 3 maps its columns.`,
            );
          fileChanged();
        },
      },
    );
  return (
    <section className="fixed-columns" aria-label="Fixed columns">
      <div className="fixed-tools">
        <label className="written-part">
          <span>Lines above the first row</span>
          <input
            className="text-input cut-from"
            type="number"
            min={0}
            max={ruler.lines.length}
            value={cuts.linesAbove}
            onChange={(event) =>
              setState({
                ...state,
                cuts: { ...cuts, linesAbove: Math.max(0, event.target.valueAsNumber || 0) },
              })
            }
          />
        </label>
        <Action
          onPress={() =>
            setState({ cuts: cutsOf(ruler.guessed.linesAbove, ruler.guessed.columns, ruler.width), mark: 1 })
          }
        >
          Place by blanks
        </Action>
        <Action
          look="quiet"
          onPress={() => setState({ cuts: cutsOf(cuts.linesAbove, [], ruler.width), mark: 1 })}
        >
          Remove all
        </Action>
      </div>
      <Ruler file={file.file} lines={ruler.lines} state={state} onChange={setState} />
      <p id="ruler-keys" className="muted small">
        On the ruler: <KeyCap>←</KeyCap> <KeyCap>→</KeyCap> move the mark, <KeyCap>Enter</KeyCap> places or
        removes a boundary, <KeyCap>Shift</KeyCap> with an arrow moves it, <KeyCap>Ctrl</KeyCap> with an arrow
        jumps to the next. By mouse: click, drag, double-click.{' '}
        {counted(cuts.columns.length, 'column', 'columns')} in {cuts.end} characters; SSNs and CINs masked.
      </p>
      <CutColumns lines={ruler.lines} cuts={cuts} onChange={(after) => setState({ ...state, cuts: after })} />
      <div className="wizard-foot">
        <Action look="primary" isPending={shape.isPending} isDisabled={wrong !== null} onPress={onUse}>
          Use these columns
        </Action>
        {wrong === null ? (
          <span className="muted">The ruler is kept with the profile of the file.</span>
        ) : (
          <span className="is-missing">{wrong}</span>
        )}
      </div>
      {shape.isError ? <Problem what="The columns were not taken over." failure={shape.error} /> : null}
    </section>
  );
}
