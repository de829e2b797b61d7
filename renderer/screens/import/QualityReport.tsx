import type { ReactNode } from 'react';
import { useCommand } from '../../api/useCommand.ts';
import { Action } from '../../components/Action.tsx';
import { Problem } from '../../components/Problem.tsx';

/** Writes the month's data quality as a file of counts, for the owning programs (SLO-4). */
export function QualityReport({ month }: { readonly month: string }): ReactNode {
  const write = useCommand('quality.export');
  return (
    <>
      <div className="wizard-foot">
        <Action isDisabled={write.isPending} onPress={() => write.mutate({ month, format: 'xlsx' })}>
          Write XLSX
        </Action>
        <Action isDisabled={write.isPending} onPress={() => write.mutate({ month, format: 'csv' })}>
          Write CSV
        </Action>
        <span className="muted" role="status">
          {write.data === undefined
            ? 'The report holds counts and the day of every source, nobody’s data.'
            : `${write.data.fileName} was written to ${write.data.folder}.`}
        </span>
      </div>
      {write.isError ? <Problem what="The report was not written." failure={write.error} /> : null}
    </>
  );
}
