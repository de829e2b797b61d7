import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Moment } from '../../src/app/contract/lists.ts';
import { useAnswer } from '../api/useAnswer.ts';
import { momentText } from '../format/dates.ts';
import { Picker } from './Picker.tsx';

const NOW = 'now';

interface KnownAsProps {
  /** ISO time that is looked back at; null = everything known now. */
  readonly chosen: string | null;
  /** Moments that say nothing here are left out. */
  readonly tells?: (moment: Moment) => boolean;
  readonly onChoose: (knownAt: string | null) => void;
}

const everyMoment = (): boolean => true;

/** Chooses what is to be known: everything, or what was known when a month was imported, matched or published. */
export function KnownAs({ chosen, tells = everyMoment, onChoose }: KnownAsProps): ReactNode {
  const answer = useAnswer('lists.moments', {});
  const items = useMemo(() => {
    const byTime = new Map<string, string>();
    for (const moment of (answer.data?.moments ?? []).filter(tells)) {
      if (!byTime.has(moment.at)) byTime.set(moment.at, moment.words);
    }
    return [...byTime].map(([at, words]) => ({ id: at, label: momentText(at), aside: words }));
  }, [answer.data, tells]);
  return (
    <span className="known-as">
      <span className="muted small" aria-hidden="true">
        As known
      </span>
      <Picker
        label="As known"
        items={[{ id: NOW, label: 'now' }, ...items]}
        chosen={chosen ?? NOW}
        onChoose={(id) => onChoose(id === NOW ? null : id)}
      />
    </span>
  );
}
