import type { ReactNode } from 'react';
import { displayMonth } from '../../../src/domain/month.ts';
import { useAnswer } from '../../api/useAnswer.ts';
import { useCommand } from '../../api/useCommand.ts';
import { Action } from '../../components/Action.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { SystemMark } from '../../components/SystemMark.tsx';
import { countText } from '../../format/counts.ts';
import { momentText } from '../../format/dates.ts';
import { useNotices } from '../../session/notices.ts';

/** What is in the store for the month; an import that nothing has used yet can be taken out again. */
export function ImportedFiles({ month }: { readonly month: string }): ReactNode {
  const overview = useAnswer('month.overview', { month });
  const undo = useCommand('imports.undo');
  if (overview.isError) {
    return (
      <Problem
        what={`The imports of ${displayMonth(month)} could not be read.`}
        failure={overview.error}
        onRetry={() => void overview.refetch()}
      />
    );
  }
  if (overview.data === undefined) return <Skeleton label="Reading the imports" lines={6} />;
  const { imports } = overview.data;
  if (imports.length === 0) {
    return (
      <EmptyState title={`Nothing is imported for ${displayMonth(month)}.`}>
        <p>Import files brings the extracts of both systems in.</p>
      </EmptyState>
    );
  }
  const onUndo = (importId: number, fileName: string): void =>
    undo.mutate(
      { importId },
      {
        onSuccess: () => {
          useNotices.getState().say(`The import of ${fileName} was undone.`);
          void overview.refetch();
        },
      },
    );
  return (
    <section className="panel">
      {undo.isError ? <Problem what="The import was not undone." failure={undo.error} /> : null}
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Imported files">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Extract</th>
              <th scope="col">File</th>
              <th scope="col">Imported</th>
              <th scope="col" className="is-end">
                Rows
              </th>
              <th scope="col" className="is-end">
                Rejected
              </th>
              <th scope="col">
                <span className="visually-hidden">Undo</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {imports.map((each) => (
              <tr key={each.importId}>
                <th scope="row">
                  <SystemMark system={each.system} /> {each.title}
                </th>
                <td className="file-name" title={each.fileName}>
                  {each.fileName}
                </td>
                <td className="no-wrap muted">{momentText(each.importedAt)}</td>
                <td className="is-end">{countText(each.imported)}</td>
                <td className={each.rejected > 0 ? 'is-end is-alarming' : 'is-end'}>
                  {countText(each.rejected)}
                </td>
                <td>
                  <Action
                    look="quiet"
                    aria-label={`Undo import of ${each.fileName}`}
                    isDisabled={undo.isPending}
                    onPress={() => onUndo(each.importId, each.fileName)}
                  >
                    Undo import
                  </Action>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="muted small">
        An import can be undone while it is the newest of its kind and no matching has used it.
      </p>
    </section>
  );
}
