import { useRef, useState } from 'react';
import type { Output } from '../../../src/app/contract/contract.ts';
import { useCommand } from '../../api/useCommand.ts';
import { useNotices } from '../../session/notices.ts';

type Opened = Output<'identifiers.reveal'>;

export interface Reveal {
  /** Opens a field while it is held; `end` closes it, also when the answer is still on the way. */
  begin(field: string): void;
  end(): void;
  /** Opens a field for as long as this pair is compared, or closes it again. */
  keep(field: string): void;
  valueOf(field: string): Opened | undefined;
  isKept(field: string): boolean;
  readonly failure: Error | null;
}

/** Opening masked fields of one pair. Every opening is a logged call; nothing is kept when the pair is left. */
export function useReveal(month: string, pairKey: string): Reveal {
  const ask = useCommand('identifiers.reveal');
  const [peeked, setPeeked] = useState<{ readonly field: string; readonly value: Opened } | null>(null);
  const [kept, setKept] = useState<Readonly<Record<string, Opened>>>({});
  const held = useRef<string | null>(null);
  const open = (field: string, then: (value: Opened) => void): void => {
    ask.mutate(
      { month, pairKey, field },
      {
        onSuccess: (value) => {
          useNotices.getState().revealed();
          then(value);
        },
      },
    );
  };
  return {
    begin: (field) => {
      if (held.current === field || kept[field] !== undefined) return;
      held.current = field;
      open(field, (value) => {
        if (held.current === field) setPeeked({ field, value });
      });
    },
    end: () => {
      held.current = null;
      setPeeked(null);
    },
    keep: (field) => {
      if (kept[field] === undefined)
        open(field, (value) => setKept((before) => ({ ...before, [field]: value })));
      else setKept((before) => Object.fromEntries(Object.entries(before).filter(([key]) => key !== field)));
    },
    valueOf: (field) => kept[field] ?? (peeked?.field === field ? peeked.value : undefined),
    isKept: (field) => kept[field] !== undefined,
    failure: ask.error,
  };
}
