import type { ReactNode } from 'react';
import { useAnswer } from '../../api/useAnswer.ts';
import { useCommand } from '../../api/useCommand.ts';
import { Action } from '../../components/Action.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { SystemMark } from '../../components/SystemMark.tsx';
import { counted } from '../../format/counts.ts';

const formats = { delimited: 'delimited', fixed: 'fixed columns', workbook: 'workbook' } as const;

/** The profiles that the project keeps: how its own reports are read, each to be passed on as a file. */
export function SavedProfiles(): ReactNode {
  const profiles = useAnswer('profiles.all', {});
  const save = useCommand('profiles.export');
  if (profiles.isError) {
    return (
      <Problem
        what="The profiles could not be read."
        failure={profiles.error}
        onRetry={() => void profiles.refetch()}
      />
    );
  }
  if (profiles.data === undefined) return <Skeleton label="Reading the profiles" lines={4} />;
  if (profiles.data.profiles.length === 0) {
    return (
      <EmptyState title="The project keeps no profiles yet.">
        <p>
          A file whose columns Linkdesk does not know is mapped in the import wizard; its profile is kept when
          the import is done.
        </p>
      </EmptyState>
    );
  }
  return (
    <section className="panel">
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Profiles">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Profile</th>
              <th scope="col" className="is-end">
                Version
              </th>
              <th scope="col">Extracts</th>
              <th scope="col">Written as</th>
              <th scope="col">Code lists</th>
              <th scope="col">
                <span className="visually-hidden">Pass on</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {profiles.data.profiles.map((each) => (
              <tr key={each.id}>
                <th scope="row">
                  <SystemMark system={each.system} /> {each.title}
                </th>
                <td className="is-end">{each.version}</td>
                <td>{each.kinds.join(', ')}</td>
                <td className="muted">{formats[each.format]}</td>
                <td className="muted">
                  {each.codeLists === 0 ? 'none' : counted(each.codeLists, 'list', 'lists')}
                </td>
                <td>
                  <Action
                    look="quiet"
                    aria-label={`Save as a file: ${each.title}`}
                    isDisabled={save.isPending}
                    onPress={() => save.mutate({ id: each.id })}
                  >
                    Save as a file
                  </Action>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {save.data === undefined ? null : (
        <p role="status">
          {save.data.fileName} was written to {save.data.folder}.
        </p>
      )}
      {save.isError ? <Problem what="The profile was not written." failure={save.error} /> : null}
      <p className="muted small">
        A profile holds no person’s data. Laid beside the extracts of another project, it reads them there.
      </p>
    </section>
  );
}
