import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SourceFileView } from '../../../src/app/contract/intake.ts';
import { useCommand } from '../../api/useCommand.ts';
import { Action } from '../../components/Action.tsx';
import { Picker } from '../../components/Picker.tsx';
import { Problem } from '../../components/Problem.tsx';
import { useFileChanged } from './useFileChanged.ts';

interface DriftMenderProps {
  readonly file: SourceFileView;
  readonly drift: NonNullable<SourceFileView['drift']>;
  readonly grant: string;
}

const mayMiss = 'may-miss:';

/** What became of each column that is missing; new columns that take no one’s place are ignored. One press mends all. */
export function DriftMender({ file, drift, grant }: DriftMenderProps): ReactNode {
  const fileChanged = useFileChanged();
  const mend = useCommand('intake.mend');
  const [places, setPlaces] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(drift.renamed.map(({ missing, found }) => [missing, found])),
  );
  const taken = new Set(Object.values(places));
  const onMend = (): void =>
    mend.mutate(
      {
        grant,
        file: file.file,
        renamed: Object.entries(places)
          .filter(([, found]) => found !== mayMiss)
          .map(([missing, found]) => ({ missing, found })),
        optional: drift.missing.filter((missing) => places[missing] === mayMiss),
        ignored: drift.extra.filter((column) => !taken.has(column)),
      },
      { onSuccess: fileChanged },
    );
  return (
    <section className="drift" aria-label="Columns that changed">
      {drift.missing.map((missing) => (
        <div key={missing} className="drift-line">
          <span className="mono">{missing}</span>
          <Picker
            label={`What became of ${missing}`}
            items={[
              ...drift.extra.map((column) => ({ id: column, label: `is now ${column}` })),
              { id: mayMiss, label: 'may be missing' },
            ]}
            chosen={places[missing] ?? null}
            placeholder="Choose what became of it"
            onChoose={(found) => setPlaces({ ...places, [missing]: found })}
          />
        </div>
      ))}
      {drift.extra
        .filter((column) => !taken.has(column))
        .map((column) => (
          <div key={column} className="drift-line">
            <span className="mono">{column}</span>
            <span className="muted">is new and will be ignored; step 3 maps it to a field</span>
          </div>
        ))}
      <Action
        look="primary"
        isPending={mend.isPending}
        isDisabled={drift.missing.some((missing) => places[missing] === undefined)}
        onPress={onMend}
      >
        Mend the profile
      </Action>
      {mend.isError ? <Problem what="The profile was not mended." failure={mend.error} /> : null}
    </section>
  );
}
