import type { Output } from '../../../src/app/contract/contract.ts';
import type { PersonDetail } from '../../../src/app/contract/persons.ts';
import type { ApiFailure } from '../../api/ApiFailure.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useNotices } from '../../session/notices.ts';
import { usePersonSearch } from '../../session/personSearch.ts';

type Changed = Output<'persons.undo'>;

/** Changes of a person: each is saved at once and taken back by an undo of its own. */
export interface PersonChanges {
  merge(personId: string, otherId: string, note: string, onDone: () => void): void;
  split(personId: string, record: PersonDetail['records'][number]): void;
  unmerge(personId: string, otherId: string): void;
  undo(changeId: number): void;
  readonly busy: boolean;
  readonly failure: ApiFailure | null;
}

export function usePersonChanges(): PersonChanges {
  const merge = useCommand('persons.merge');
  const split = useCommand('persons.split');
  const unmerge = useCommand('persons.unmerge');
  const undo = useCommand('persons.undo');
  const commands = [merge, split, unmerge, undo];

  const after =
    (done: string) =>
    ({ persons }: Changed): void => {
      const [first, ...others] = persons;
      useNotices
        .getState()
        .say(`${done}: ${others.length === 0 ? `one person, ${first}` : persons.join(' and ')}.`);
      if (first !== undefined && !persons.includes(usePersonSearch.getState().open ?? '')) {
        usePersonSearch.getState().set({ open: first });
      }
    };

  return {
    merge: (personId, otherId, note, onDone) =>
      merge.mutate(
        { personId, otherId, note },
        {
          onSuccess: (changed) => {
            after('Merged')(changed);
            onDone();
          },
        },
      ),
    split: (personId, { system, sourceKey }) =>
      split.mutate({ personId, system, sourceKey }, { onSuccess: after('Taken out') }),
    unmerge: (personId, otherId) => unmerge.mutate({ personId, otherId }, { onSuccess: after('Taken back') }),
    undo: (changeId) => undo.mutate({ changeId }, { onSuccess: after('Taken back') }),
    busy: commands.some((command) => command.isPending),
    failure: commands.find((command) => command.error !== null)?.error ?? null,
  };
}
