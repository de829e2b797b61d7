import { useState } from 'react';
import type { ReactNode } from 'react';
import type { MonthOverview } from '../../../src/app/contract/project.ts';
import { Action } from '../../components/Action.tsx';
import { SystemMark } from '../../components/SystemMark.tsx';
import { countText } from '../../format/counts.ts';
import { dayText } from '../../format/dates.ts';
import { FindingsBox } from './FindingsBox.tsx';

type Import = MonthOverview['imports'][number];

/** Every file of the month: read, imported, rejected, and what changed against the month before. */
export function Sources({ overview }: { readonly overview: MonthOverview }): ReactNode {
  const [open, setOpen] = useState<Import | null>(null);
  return (
    <section className="panel">
      <h2 className="section-title">Sources</h2>
      <div className="table-scroll" role="region" aria-label="Imported files">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Extract</th>
              <th scope="col">File</th>
              <th scope="col">As of</th>
              <th scope="col" className="is-end">
                Read
              </th>
              <th scope="col" className="is-end">
                Imported
              </th>
              <th scope="col" className="is-end">
                Rejected
              </th>
              <th scope="col" className="is-end">
                New
              </th>
              <th scope="col" className="is-end">
                Changed
              </th>
              <th scope="col" className="is-end">
                Unchanged
              </th>
              <th scope="col" className="is-end">
                Findings
              </th>
            </tr>
          </thead>
          <tbody>
            {overview.imports.map((each) => (
              <tr key={each.importId}>
                <th scope="row">
                  <SystemMark system={each.system} /> {each.title}
                </th>
                <td className="file-name" title={each.fileName}>
                  {each.fileName}
                </td>
                <td className="no-wrap">{dayText(each.asOf)}</td>
                <td className="is-end">{countText(each.read)}</td>
                <td className="is-end">{countText(each.imported)}</td>
                <td className={each.rejected > 0 ? 'is-end is-alarming' : 'is-end'}>
                  {countText(each.rejected)}
                </td>
                <td className="is-end">{countText(each.fresh)}</td>
                <td className="is-end">{countText(each.changed)}</td>
                <td className="is-end muted">{countText(each.unchanged)}</td>
                <td className="is-end">
                  {each.findings === 0 ? (
                    <span className="muted">none</span>
                  ) : (
                    <Action
                      look="quiet"
                      aria-label={`Show ${each.findings} findings of ${each.fileName}`}
                      onPress={() => setOpen(each)}
                    >
                      {countText(each.findings)}
                    </Action>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {open === null ? null : (
        <FindingsBox importId={open.importId} fileName={open.fileName} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}
