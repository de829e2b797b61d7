import { useState } from 'react';
import type { ReactNode } from 'react';
import type { MonthQuality as Quality } from '../../../src/app/contract/intake.ts';
import { displayMonth } from '../../../src/domain/month.ts';
import { useAnswer } from '../../api/useAnswer.ts';
import { Action } from '../../components/Action.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Picker } from '../../components/Picker.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { SystemMark } from '../../components/SystemMark.tsx';
import { counted, countText, percentText } from '../../format/counts.ts';
import { Comparison } from './Comparison.tsx';
import { CountBehind, type OpenCount } from './CountBehind.tsx';
import { QualityReport } from './QualityReport.tsx';
import { QualityTable } from './QualityTable.tsx';
import { type OpenValues, ValuesBehind } from './ValuesBehind.tsx';

/** How good the month's data are: what holds across rows first, then field by field. */
export function MonthQuality({ month }: { readonly month: string }): ReactNode {
  const quality = useAnswer('quality.month', { month });
  if (quality.isError) {
    return (
      <Problem
        what={`The data quality of ${displayMonth(month)} could not be measured.`}
        failure={quality.error}
        onRetry={() => void quality.refetch()}
      />
    );
  }
  if (quality.data === undefined) return <Skeleton label="Measuring" lines={10} />;
  if (quality.data.extracts.length === 0) {
    return (
      <EmptyState title={`Nothing is imported for ${displayMonth(month)}, so there is nothing to measure.`}>
        <p>Import files brings the extracts of both systems in.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <QualityReport month={month} />
      <Checks month={month} quality={quality.data} />
      <Fields month={month} extracts={quality.data.extracts} />
    </>
  );
}

interface ChecksProps {
  readonly month: string;
  readonly quality: Quality;
}

function Checks({ month, quality }: ChecksProps): ReactNode {
  const { active, indexed } = quality.index;
  const [open, setOpen] = useState<OpenCount | null>(null);
  return (
    <section className="panel">
      <h2 className="section-title">Across records</h2>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Across records">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col" className="is-end">
                Count
              </th>
              <th scope="col">What it means</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Active CalWORKs persons in the index</th>
              <td className={indexed < active ? 'is-end is-alarming' : 'is-end'}>
                {countText(indexed)} of {countText(active)}
                {indexed === active ? null : (
                  <Action
                    look="quiet"
                    aria-label={`Show the ${countText(active - indexed)} missing: active CalWORKs persons not in the index`}
                    onPress={() =>
                      setOpen({
                        title: 'Active CalWORKs persons not in the index',
                        question: { month, check: 'not_indexed' },
                      })
                    }
                  >
                    {countText(active - indexed)} missing
                  </Action>
                )}
              </td>
              <td className="is-wrapping muted">
                {active === 0
                  ? 'No active case is in this month’s extracts.'
                  : `${percentText((100 * indexed) / active)} are known. Matching the month brings the others in.`}
              </td>
            </tr>
            {quality.checks.map(({ check, title, count, words }) => (
              <tr key={check}>
                <th scope="row">{title}</th>
                <td className={count > 0 ? 'is-end is-alarming' : 'is-end'}>
                  {count === 0 ? (
                    <span className="muted">0</span>
                  ) : (
                    <Action
                      look="quiet"
                      aria-label={`Show the ${countText(count)}: ${title}`}
                      onPress={() => setOpen({ title, question: { month, check } })}
                    >
                      {countText(count)}
                    </Action>
                  )}
                </td>
                <td className="is-wrapping muted">{count === 0 ? '' : words}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {open === null ? null : <CountBehind {...open} onClose={() => setOpen(null)} />}
    </section>
  );
}

interface FieldsProps {
  readonly month: string;
  readonly extracts: Quality['extracts'];
}

function Fields({ month, extracts }: FieldsProps): ReactNode {
  const [values, setValues] = useState<OpenValues | null>(null);
  const [repeated, setRepeated] = useState<OpenCount | null>(null);
  const [kind, setKind] = useState(extracts[0]!.kind);
  const chosen = extracts.find((extract) => extract.kind === kind) ?? extracts[0]!;
  return (
    <section className="panel">
      <div className="quality-head">
        <h2 className="section-title">
          <SystemMark system={chosen.system} /> {chosen.title}
        </h2>
        <Picker
          label="Extract"
          items={extracts.map((extract) => ({ id: extract.kind, label: extract.title }))}
          chosen={chosen.kind}
          onChoose={setKind}
        />
        <NextExtract extracts={extracts} chosen={chosen.kind} onChoose={setKind} />
      </div>
      <p className="quality-facts">
        <span>{counted(chosen.rows, 'row', 'rows')}</span>
        <span className={chosen.rejected > 0 ? 'is-missing' : 'muted'}>
          {countText(chosen.rejected)} rejected
        </span>
        <Comparison comparison={chosen.comparison} />
      </p>
      {chosen.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <QualityTable
        title={chosen.title}
        rows={chosen.rows}
        fields={chosen.fields}
        onOpen={(field, which) => {
          const title = `${field.label} in ${chosen.fileName}`;
          if (which !== 'repeated') {
            setValues({ title, question: { importId: chosen.importId, column: field.column, which } });
          } else if (
            (chosen.kind === 'cws_client' || chosen.kind === 'cw_person') &&
            (field.field === 'ssn' || field.field === 'cin')
          ) {
            setRepeated({
              title,
              question: { month, check: 'repeated', kind: chosen.kind, field: field.field },
            });
          }
        }}
      />
      {values === null ? null : <ValuesBehind {...values} onClose={() => setValues(null)} />}
      {repeated === null ? null : <CountBehind {...repeated} onClose={() => setRepeated(null)} />}
    </section>
  );
}

interface NextExtractProps {
  readonly extracts: Quality['extracts'];
  readonly chosen: string;
  readonly onChoose: (kind: string) => void;
}

function NextExtract({ extracts, chosen, onChoose }: NextExtractProps): ReactNode {
  const next = extracts[extracts.findIndex(({ kind }) => kind === chosen) + 1];
  return next === undefined ? null : (
    <Action look="quiet" onPress={() => onChoose(next.kind)}>
      Next: {next.title}
    </Action>
  );
}
