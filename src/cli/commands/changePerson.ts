import { type ChangeRequest, changePersons } from '../../app/changePersons.ts';
import type { Command, CommandContext } from '../command.ts';
import { UsageError } from '../usage.ts';
import { projectOptions, withProject, workOf } from '../withProject.ts';

export const changePerson: Command = {
  name: 'change-person',
  summary: 'merges persons of the index, takes a record out of one, or takes such a change back',
  positionals: [],
  options: {
    ...projectOptions,
    merge: { type: 'text', value: 'P-ID', help: 'makes this person and --with one; the older id stays' },
    unmerge: { type: 'text', value: 'P-ID', help: 'takes the merge of --with into this person back' },
    with: { type: 'text', value: 'P-ID', help: 'the other person' },
    split: { type: 'text', value: 'P-ID', help: 'takes the record --cws or --cwin out of this person' },
    cws: { type: 'text', value: 'KEY', help: '10-character key of a CWS client record' },
    cwin: { type: 'text', value: 'CWIN', help: 'id of a CalWORKs person record' },
    undo: { type: 'number', help: 'takes the change of this number back' },
    note: { type: 'text', value: 'TEXT', help: 'why; kept with the change', default: '' },
  },
  example: 'linkdesk change-person --merge P-000123 --with P-000981 --note "same child" --project our-county',
  notes: [
    'Nothing is deleted: every change is an event, stands in the audit log and can be taken back. What the matching',
    'links later keeps to it. Sealed and sensitive people cannot be changed here.',
  ],
  async run(context) {
    const request = requested(context);
    const { persons } = await withProject(context, (project) =>
      Promise.resolve(changePersons(project, request, workOf(context).now())),
    );
    return {
      json: { ...request, persons },
      summary: [
        persons.length === 1
          ? `One person: ${persons[0]!}`
          : `${persons.length} persons: ${persons.join(', ')}`,
      ],
    };
  },
};

function requested(context: CommandContext): ChangeRequest {
  const [merge, unmerge, split] = [context.text('merge'), context.text('unmerge'), context.text('split')];
  const undo = context.number('undo');
  if ([merge, unmerge, split, undo].filter((each) => each !== undefined).length !== 1) {
    throw new UsageError('change-person takes exactly one of --merge, --unmerge, --split and --undo.');
  }
  const note = context.text('note') ?? '';
  if (undo !== undefined) return { change: 'undo', changeId: undo };
  if (split !== undefined) {
    const [key, cwin] = [context.text('cws'), context.text('cwin')];
    if ((key === undefined) === (cwin === undefined)) {
      throw new UsageError('--split takes out one record: give --cws or --cwin.');
    }
    return key === undefined
      ? { change: 'split', personId: split, system: 'calworks', sourceKey: cwin!, note }
      : { change: 'split', personId: split, system: 'cws', sourceKey: key, note };
  }
  const otherId = context.text('with');
  if (otherId === undefined)
    throw new UsageError('--merge and --unmerge need the other person: --with P-ID.');
  return merge === undefined
    ? { change: 'unmerge', personId: unmerge!, otherId, note }
    : { change: 'merge', personId: merge, otherId, note };
}
