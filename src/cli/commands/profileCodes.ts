import { resolve } from 'node:path';
import { mapCodesInFile, type MappedValue, readProfileFile } from '../../app/intake/profileFiles.ts';
import type { CommandContext, CommandOutcome } from '../command.ts';
import { UsageError } from '../usage.ts';

const example = 'linkdesk profile map aid-list.profile.json --field sex --set 1=M --set 2=F';

/** Maps codes of one field in a profile file; the other codes of its list stay. */
export async function mapCodes(context: CommandContext, file: string): Promise<CommandOutcome> {
  const field = context.text('field');
  const entries = context.texts('set').map((text) => entryOf(text, context));
  if (field === undefined || entries.length === 0) {
    throw new UsageError(`linkdesk profile map needs --field and --set. Example: ${example}`);
  }
  const out = resolve(context.text('out') ?? file);
  const profile = await readProfileFile(resolve(file));
  const mapped = await mapCodesInFile(profile, out, { kind: context.text('kind'), field, entries });
  return {
    json: { file: out, profile: mapped },
    summary: [
      `${mapped.title}, version ${mapped.version}: ${out}`,
      ...entries.map(({ from, to }) => `  ${field}: ${from} becomes ${to === '' ? 'not recorded' : to}`),
    ],
  };
}

function entryOf(text: string, context: CommandContext): MappedValue {
  const at = text.indexOf('=');
  if (at < 1)
    throw new UsageError(`--set is written CODE=OURS, such as 1=M; "${text}" is not. Example: ${example}`);
  const [since, until] = [context.text('since'), context.text('until')];
  return {
    from: text.slice(0, at).trim(),
    to: text.slice(at + 1).trim(),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}
