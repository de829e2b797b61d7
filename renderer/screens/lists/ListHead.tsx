import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import type { Output } from '../../../src/app/contract/contract.ts';
import type { ListLookBack, ListView, Moment } from '../../../src/app/contract/lists.ts';
import { displayMonth } from '../../../src/domain/month.ts';
import { useCommand } from '../../api/useCommand.ts';
import { Action } from '../../components/Action.tsx';
import { KnownAs } from '../../components/KnownAs.tsx';
import { LookingBack } from '../../components/LookingBack.tsx';
import { Problem } from '../../components/Problem.tsx';
import { counted, countText } from '../../format/counts.ts';
import { dayText, momentText } from '../../format/dates.ts';
import { useJobs } from '../../session/jobs.ts';
import { useNotices } from '../../session/notices.ts';
import { useView } from '../../session/view.ts';
import { AsOf } from './AsOf.tsx';
import { PublishBox } from './PublishBox.tsx';

interface ListHeadProps {
  readonly list: ListView;
  readonly month: string;
  /** The list as it was known earlier, when that is looked at. */
  readonly past: ListLookBack | null;
}

/** What a list is, where it stands, what was left out, and the steps it can take. */
export function ListHead({ list, month, past }: ListHeadProps): ReactNode {
  const knownAt = useView((view) => view.lists.knownAt);
  const setLists = useView((view) => view.setLists);
  const asOf = useView((view) => view.lists.asOf);
  const onKnownAt = (time: string | null): void =>
    setLists({ knownAt: time, index: 0, ...(time === null ? { asOf: null } : {}) });
  const tells = useCallback(
    (moment: Moment) =>
      moment.kind === 'published'
        ? moment.listId === list.listId && moment.month === month
        : moment.month >= month,
    [list.listId, month],
  );
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
      { listId: list.listId, month, format, knownAt, asOf },
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
        {draft && knownAt === null ? <strong className="draft">Draft, not for use</strong> : null}
        {knownAt === null && list.state === 'published' && list.publishedAt !== null ? (
          <span className="badge is-plain">Published {momentText(list.publishedAt)}</span>
        ) : null}
        <span className="list-actions">
          <KnownAs chosen={knownAt} tells={tells} onChoose={onKnownAt} />
          {(knownAt === null ? list.state === 'none' : past === null) ? null : (
            <>
              <Action isDisabled={save.isPending} onPress={() => onExport('xlsx')}>
                Write XLSX
              </Action>
              <Action isDisabled={save.isPending} onPress={() => onExport('csv')}>
                Write CSV
              </Action>
            </>
          )}
          {knownAt !== null ? null : (
            <Action
              look={list.state === 'none' ? 'primary' : 'plain'}
              isDisabled={running}
              onPress={onPrepare}
            >
              {list.state === 'none' ? `Prepare ${monthName} list` : 'Prepare again'}
            </Action>
          )}
          {draft && knownAt === null ? (
            <Action look="primary" isDisabled={running} onPress={() => setPublishing(true)}>
              Publish {monthName} list
            </Action>
          ) : null}
        </span>
      </div>
      {knownAt === null ? null : (
        <LookingBack
          knownAt={knownAt}
          what="This list"
          onNow={() => onKnownAt(null)}
          control={
            <AsOf
              day={asOf ?? past?.asOf ?? ''}
              own={asOf === null}
              onDay={(day) => setLists({ asOf: day, index: 0 })}
            />
          }
        >
          {past === null ? '' : `${againstPublished(past, asOf)} Nothing of it is stored.`}
        </LookingBack>
      )}
      <p className="list-definition">
        {list.definition} One row: {list.unit}.
      </p>
      {list.state === 'none' && past === null ? null : (
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
          {past === null ? (
            <div>
              <dt>Open questions</dt>
              <dd>{countText(list.openQuestions)}</dd>
            </div>
          ) : null}
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

/** How the rows compare with the list that was published last by then. */
function againstPublished({ published }: ListLookBack, asOf: string | null): string {
  if (published === null) {
    return asOf === null
      ? 'No list of this month had been published by then.'
      : 'No list of this day had been published by then.';
  }
  const { version, same, different, onlyPublished, onlyNow } = published;
  if (different + onlyPublished + onlyNow === 0) {
    return `It is version ${version} as published: ${counted(same, 'row', 'rows')}, all the same.`;
  }
  return `Against version ${version} as published: ${countText(same)} the same, ${countText(different)} different, ${countText(onlyNow)} only here, ${countText(onlyPublished)} only there.`;
}
