import type { ReactNode } from 'react';
import { useCommand } from '../../api/useCommand.ts';
import { Action } from '../../components/Action.tsx';
import { Problem } from '../../components/Problem.tsx';
import { counted } from '../../format/counts.ts';

/** Writes which ids belong to one person, for the systems that keep the index id (SLO-5). */
export function CrosswalkExport(): ReactNode {
  const write = useCommand('persons.crosswalk');
  return (
    <div className="crosswalk">
      <p className="muted small" role="status">
        {write.data === undefined
          ? 'Index id, CWS key, CWIN and CIN of every person; no SSNs, nobody sealed or sensitive.'
          : `${write.data.fileName} with ${counted(write.data.rows, 'id', 'ids')} was written to ${write.data.folder}.`}
      </p>
      <Action isDisabled={write.isPending} onPress={() => write.mutate({})}>
        Write crosswalk
      </Action>
      {write.isError ? <Problem what="The crosswalk was not written." failure={write.error} /> : null}
    </div>
  );
}
