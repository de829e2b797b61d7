import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Output } from '../../../src/app/contract/contract.ts';
import type { ListView } from '../../../src/app/contract/lists.ts';
import { displayMonth } from '../../../src/domain/month.ts';
import { useCommand } from '../../api/useCommand.ts';
import { Action } from '../../components/Action.tsx';
import { Problem } from '../../components/Problem.tsx';
import { counted, countText } from '../../format/counts.ts';
import { dayText, momentText } from '../../format/dates.ts';
import { useJobs } from '../../session/jobs.ts';
import { useNotices } from '../../session/notices.ts';
import { PublishBox } from './PublishBox.tsx';

interface ListHeadProps {
  readonly list: ListView;
  readonly month: string;
}

/** What a list is, where it stands, what was left out, and the steps it can take. */
export function ListHead({ list, month }: ListHeadProps): ReactNode {
  const [publishing, setPublishing] = useState(false);
  const [written, setWritten] = useState<Output<'lists.export'> | null>(null);
  const running = useJobs((jobs) => jobs.current?.state === 'running');
  const prepare = useCommand('lists.prepare');
  const save = useCommand('lists.export');
  const monthName = displayMonth(month).split(' ')[0] ?? '';
  const draft = list.state === 'draft';
  const onPrepare = (): void =>
    prepare.mutate(
      { listId: list.listId, month },
      {
        onSuccess: ({ jobId }) => {
          const jobs = useJobs.getState();
          if (jobs.current?.jobId === jobId) return;
          const label = `Preparing ${list.title}`;
          jobs.apply({
            jobId,
            kind: 'lists',
            month,
            state: 'running',
            label,
            done: 0,
            total: 0,
            error: null,
          });
        },
      },
    );
  const onExport = (format: 'csv' | 'xlsx'): void =>
    save.mutate(
      { listId: list.listId, month, format },
      {
        onSuccess: (file) => {
          setWritten(file);
          useNotices.getState().say(`Written: ${file.fileName}.`);
        },
      },
    );
  const failure = prepare.error ?? save.error;
  const excluded = list.excluded.filter((each) => each.count > 0);

  return (
    <header className="list-head">
      <div className="list-title-line">
        <h2 className="section-title">{list.title}</h2>
        {draft ? <strong className="draft">Draft, not for use</strong> : null}
        {list.state === 'published' && list.publishedAt !== null ? (
          <span className="badge is-plain">Published {momentText(list.publishedAt)}</span>
        ) : null}
        <span className="list-actions">
          {list.state === 'none' ? null : (
            <>
              <Action isDisabled={save.isPending} onPress={() => onExport('xlsx')}>
                Write XLSX
              </Action>
              <Action isDisabled={save.isPending} onPress={() => onExport('csv')}>
                Write CSV
              </Action>
            </>
          )}
          <Action look={list.state === 'none' ? 'primary' : 'plain'} isDisabled={running} onPress={onPrepare}>
            {list.state === 'none' ? `Prepare ${monthName} list` : 'Prepare again'}
          </Action>
          {draft ? (
            <Action look="primary" isDisabled={running} onPress={() => setPublishing(true)}>
              Publish {monthName} list
            </Action>
          ) : null}
        </span>
      </div>
      <p className="list-definition">
        {list.definition} One row: {list.unit}.
      </p>
      {list.state === 'none' ? null : (
        <dl className="list-facts">
          <div>
            <dt title={list.unit}>Rows</dt>
            <dd>{countText(list.rows)}</dd>
          </div>
          {list.branches.map((branch) => (
            <div key={branch.branch}>
              <dt>
                {branch.branch} {branch.title}
              </dt>
              <dd>{countText(branch.rows)}</dd>
            </div>
          ))}
          <div>
            <dt>As of</dt>
            <dd>{dayText(list.asOf)}</dd>
          </div>
          <div>
            <dt>Open questions</dt>
            <dd>{countText(list.openQuestions)}</dd>
          </div>
        </dl>
      )}
      {excluded.length === 0 ? null : (
        <p className="small muted">
          Left out: {excluded.map((each) => `${each.reason} (${countText(each.count)})`).join(' · ')}
        </p>
      )}
      {failure === null ? null : <Problem what="The step was not done." failure={failure} />}
      {written === null ? null : (
        <p className="written" role="status">
          {counted(written.rows, 'row', 'rows')} written to <strong>{written.fileName}</strong> in{' '}
          {written.folder}.<span className="muted"> SHA-256 {written.sha256.slice(0, 12)}…</span>
        </p>
      )}
      {publishing ? <PublishBox list={list} month={month} onClose={() => setPublishing(false)} /> : null}
    </header>
  );
}
