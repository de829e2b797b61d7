import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useAnswer } from '../../api/useAnswer.ts';
import { useCommand } from '../../api/useCommand.ts';
import type { Output } from '../../../src/app/contract/contract.ts';
import { useImportWizard } from '../../session/importWizard.ts';

type Held = NonNullable<Output<'intake.resume'>['held']>;

interface HeldImport {
  /** A preparation that was left; null when there is none, undefined before that is known. */
  readonly held: Held | null | undefined;
  readonly onResume: (held: Held) => void;
  readonly onForget: () => void;
}

/**
 * Keeps how far the import is prepared with the engine while it is (`ready`: the folder was looked at), and gives
 * what was left before, to be taken up after the window or the project was closed.
 */
export function useHeldImport(month: string, ready: boolean): HeldImport {
  const { grant, step, file, leftOut, set } = useImportWizard();
  const resume = useAnswer('intake.resume', {}, { enabled: grant === null });
  const { mutate: hold } = useCommand('intake.hold');
  const drop = useCommand('intake.drop');
  const queries = useQueryClient();
  const kept = useRef('');
  useEffect(() => {
    // what was left before is another thing when this preparation has ended
    if (grant !== null) queries.removeQueries({ queryKey: ['intake.resume'] });
  }, [grant, queries]);
  useEffect(() => {
    if (grant === null || !ready) return;
    const place = { grant, month, step, file, leftOut: [...leftOut] };
    const words = JSON.stringify(place);
    if (kept.current === words) return;
    kept.current = words;
    hold(place);
  }, [grant, month, step, file, leftOut, ready, hold]);
  return {
    held: resume.isError ? null : resume.data?.held,
    onResume: (held) =>
      set({
        grant: held.grant,
        folder: held.folder,
        step: held.step,
        file: held.file,
        leftOut: held.leftOut,
      }),
    onForget: () => drop.mutate({}, { onSuccess: () => void resume.refetch() }),
  };
}
