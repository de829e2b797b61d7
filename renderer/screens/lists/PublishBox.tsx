import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ListView } from '../../../src/app/contract/lists.ts';
import { displayMonth } from '../../../src/domain/month.ts';
import { useCommand } from '../../api/useCommand.ts';
import { Action } from '../../components/Action.tsx';
import { Box } from '../../components/Box.tsx';
import { Problem } from '../../components/Problem.tsx';
import { counted, countText } from '../../format/counts.ts';
import { useNotices } from '../../session/notices.ts';

interface PublishBoxProps {
  readonly list: ListView;
  readonly month: string;
  readonly onClose: () => void;
}

/** Publishing freezes a list, so it is asked for once more; open questions have to be accepted by name. */
export function PublishBox({ list, month, onClose }: PublishBoxProps): ReactNode {
  const [accepted, setAccepted] = useState(false);
  const queries = useQueryClient();
  const publish = useCommand('lists.publish');
  const open = list.openQuestions;
  const onPublish = (): void =>
    publish.mutate(
      { listId: list.listId, month, acceptOpenQuestions: accepted },
      {
        onSuccess: (published) => {
          useNotices.getState().say(`${published.title} of ${displayMonth(month)} is published.`);
          if (published.publishedAt !== null) useNotices.getState().saved(published.publishedAt);
          void queries.invalidateQueries({ queryKey: ['lists.all'] });
          void queries.invalidateQueries({ queryKey: ['month.overview'] });
          onClose();
        },
      },
    );
  return (
    <Box title={`Publish ${list.title}, ${displayMonth(month)}`} onClose={onClose}>
      <p>
        {counted(list.rows, 'row', 'rows')}: {countText(list.changes.new)} new,{' '}
        {countText(list.changes.continuing)} continuing, {countText(list.changes.ended)} ended. A published
        list does not change any more; a correction becomes a new version with its differences.
      </p>
      {open === 0 ? null : (
        <label className="check">
          <input type="checkbox" checked={accepted} onChange={(event) => setAccepted(event.target.checked)} />
          <span>
            {counted(open, 'question is', 'questions are')} still open and could add or remove rows. Publish
            with this named in the notes.
          </span>
        </label>
      )}
      {publish.isError ? <Problem what="The list was not published." failure={publish.error} /> : null}
      <div className="box-actions">
        <Action onPress={onClose}>Keep as draft</Action>
        <Action look="primary" isDisabled={(open > 0 && !accepted) || publish.isPending} onPress={onPublish}>
          Publish {displayMonth(month).split(' ')[0]} list
        </Action>
      </div>
    </Box>
  );
}
