import type { ReactNode } from 'react';
import type { CheckedExtract, ExtractVerdict } from '../../../src/app/contract/intake.ts';
import { useCommand } from '../../api/useCommand.ts';
import { Action } from '../../components/Action.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Problem } from '../../components/Problem.tsx';
import { useImportWizard } from '../../session/importWizard.ts';
import { useFileChanged } from './useFileChanged.ts';

interface VerdictsProps {
  readonly extract: CheckedExtract;
  readonly grant: string;
  readonly onOpen: (verdict: ExtractVerdict) => void;
}

/** What is mended in the step of columns. */
const mendedByColumns: ReadonlySet<string> = new Set(['NAMES_SWAPPED', 'DATES_SWAPPED', 'FIELD_EMPTIED']);

/** What is unusual about an extract as a whole: what, where, how to mend it, and the rows behind it. */
export function Verdicts({ extract, grant, onOpen }: VerdictsProps): ReactNode {
  const fileChanged = useFileChanged();
  const set = useImportWizard((wizard) => wizard.set);
  const restore = useCommand('intake.restoreZeros');
  const onRestore = (): void => restore.mutate({ grant, file: extract.file }, { onSuccess: fileChanged });
  if (extract.verdicts.length === 0) return null;
  return (
    <ul className="verdicts" aria-label={`What is unusual about ${extract.title}`}>
      {extract.verdicts.map((verdict) => (
        <li key={`${verdict.code} ${verdict.where}`} className="unusual">
          <Icon name="warning" />
          <div>
            <p className="unusual-what">{verdict.what}</p>
            <p className="muted">
              {verdict.where === '' ? null : <span className="mono">{verdict.where}: </span>}
              {verdict.how}
            </p>
          </div>
          <div className="unusual-actions">
            {verdict.open === null ? null : (
              <Action
                look="quiet"
                aria-label={`Show rows behind: ${verdict.what}`}
                onPress={() => onOpen(verdict)}
              >
                Show rows
              </Action>
            )}
            {verdict.code === 'SSN_ZEROS_LOST' ? (
              <Action isPending={restore.isPending} onPress={onRestore}>
                Restore leading zeros
              </Action>
            ) : null}
            {verdict.code === 'CODES_UNKNOWN' ? (
              <Action onPress={() => set({ step: 'columns', file: extract.file, part: 'codes' })}>
                Open the code lists
              </Action>
            ) : null}
            {mendedByColumns.has(verdict.code) ? (
              <Action onPress={() => set({ step: 'columns', file: extract.file, part: 'columns' })}>
                Open the mapping
              </Action>
            ) : null}
          </div>
        </li>
      ))}
      {restore.isError ? <Problem what="The zeros were not restored." failure={restore.error} /> : null}
    </ul>
  );
}
