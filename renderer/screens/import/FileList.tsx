import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { SourceFileView } from '../../../src/app/contract/intake.ts';
import { useImportWizard } from '../../session/importWizard.ts';
import { stateWords } from './stateWords.ts';

interface FileListProps {
  readonly files: readonly SourceFileView[];
  readonly chosen: string;
}

/** The files of the folder, to look at one by one. */
export function FileList({ files, chosen }: FileListProps): ReactNode {
  const set = useImportWizard((wizard) => wizard.set);
  const list = useRef<HTMLElement>(null);
  // where the list lies flat, the chosen file may lie beyond its edge
  useEffect(() => {
    list.current
      ?.querySelector(`[data-file="${CSS.escape(chosen)}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [chosen]);
  return (
    <nav ref={list} className="catalog" aria-label="Files">
      <ul>
        {files.map((each) => (
          <li key={each.file} data-file={each.file}>
            <button
              type="button"
              className="catalog-item"
              aria-current={each.file === chosen ? 'true' : undefined}
              onClick={() => set({ file: each.file })}
            >
              <span className="catalog-title file-name">{each.file}</span>
              <span className="muted small">{stateWords[each.state]}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The file that is looked at: the one chosen, else the first that needs something, else the first. */
export function lookedAt(files: readonly SourceFileView[], file: string | null): SourceFileView | undefined {
  const readable = files.filter(({ state }) => state !== 'unreadable');
  return (
    readable.find((each) => each.file === file) ??
    readable.find(({ state }) => state !== 'fits') ??
    readable[0]
  );
}
