import { useCallback, useRef } from 'react';
import type { ReactNode } from 'react';
import { useHotkeys } from 'react-hotkeys-hook';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Finder } from '../../components/Finder.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { counted } from '../../format/counts.ts';
import { ScreenTitle } from '../../frame/ScreenTitle.tsx';
import { PagedGrid } from '../../grid/PagedGrid.tsx';
import { usePersonSearch } from '../../session/personSearch.ts';
import { useView } from '../../session/view.ts';
import { CrosswalkExport } from './CrosswalkExport.tsx';
import { PersonPane } from './PersonPane.tsx';
import { personColumns } from './personColumns.tsx';
import { usePersonPages } from './usePersonPages.ts';

const ROW = 30;

/** Clearance (OCP-11): whether somebody is known to either system, by any identifier or by name. */
export function PersonsScreen({ month }: { readonly month: string }): ReactNode {
  const { text, index, open, set } = usePersonSearch();
  const { asked, known, rows } = usePersonPages(text);
  const finder = useRef<HTMLInputElement>(null);
  const letterKeys = useView((view) => view.letterKeys);
  useHotkeys('/', () => finder.current?.focus(), {
    useKey: true,
    ignoreModifiers: true,
    preventDefault: true,
    enabled: letterKeys,
  });
  const onFind = useCallback((found: string) => set({ text: found, index: 0, open: null }), [set]);
  const onOpen = (row: number): void => set({ index: row, open: rows.rowAt(row)?.personId ?? null });
  return (
    <div className="screen is-desk">
      <ScreenTitle
        aside={
          asked && known ? <p className="muted">{counted(rows.total, 'person', 'people')} found</p> : null
        }
      >
        Persons
      </ScreenTitle>
      <div className="person-tools">
        <Finder
          label="Name, SSN, CIN, CWIN, CWS key or case number"
          text={text}
          onFind={onFind}
          inputRef={finder}
        />
        <p className="muted small">Every look-up is noted in the audit log, without what was typed.</p>
      </div>
      <div className={open === null ? 'person-body' : 'person-body has-pane'}>
        {!asked ? (
          <EmptyState title="Nobody is looked for yet.">
            <p>
              Type a name in either order, or any identifier. Names may be misspelt or shortened. Sealed and
              sensitive people are not found here.
            </p>
          </EmptyState>
        ) : rows.failure !== null ? (
          <Problem what="The look-up failed." failure={rows.failure} onRetry={rows.retry} />
        ) : !known ? (
          <Skeleton label="Looking up" lines={8} />
        ) : rows.total === 0 ? (
          <EmptyState title="Nobody was found.">
            <p>
              Check the spelling, or try another identifier. People come into the index when a month is
              matched.
            </p>
          </EmptyState>
        ) : (
          <PagedGrid
            key={text}
            name="persons"
            label="People found"
            columns={personColumns}
            rows={rows}
            rowHeight={ROW}
            at={{ row: index, column: 0 }}
            onMove={({ row }) => (open === null ? set({ index: row }) : onOpen(row))}
            onOpen={onOpen}
            byCell
          />
        )}
        {open === null ? null : (
          <PersonPane key={open} personId={open} month={month} onClose={() => set({ open: null })} />
        )}
      </div>
      <div className="person-foot">
        <p className="list-foot muted small">
          Enter or a double click on a row opens the person. / goes to the search.
        </p>
        <CrosswalkExport />
      </div>
    </div>
  );
}
