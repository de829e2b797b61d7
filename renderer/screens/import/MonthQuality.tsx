import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
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
import { usePersonSearch } from '../../session/personSearch.ts';
import { Comparison } from './Comparison.tsx';
import { QualityReport } from './QualityReport.tsx';
import { QualityTable } from './QualityTable.tsx';

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
      <Checks quality={quality.data} />
      <Fields extracts={quality.data.extracts} />
    </>
  );
}

function Checks({ quality }: { readonly quality: Quality }): ReactNode {
  const [, go] = useLocation();
  const { active, indexed } = quality.index;
  const open = (personId: string): void => {
    usePersonSearch.getState().set({ text: personId, index: 0, open: personId });
    go('/persons');
  };
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
              <th scope="col">People</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Active CalWORKs persons in the index</th>
              <td className={indexed < active ? 'is-end is-alarming' : 'is-end'}>
                {countText(indexed)} of {countText(active)}
              </td>
              <td className="is-wrapping muted">
                {active === 0
                  ? 'No active case is in this month’s extracts.'
                  : `${percentText((100 * indexed) / active)} are known. Matching the month brings the others in.`}
              </td>
              <td className="muted">–</td>
            </tr>
            {quality.checks.map(({ check, title, count, words, persons }) => (
              <tr key={check}>
                <th scope="row">{title}</th>
                <td className={count > 0 ? 'is-end is-alarming' : 'is-end'}>{countText(count)}</td>
                <td className="is-wrapping muted">{count === 0 ? '' : words}</td>
                <td>
                  {persons.length === 0 ? null : (
                    <Picker
                      label={`People: ${title}`}
                      items={persons.map((id) => ({ id, label: id }))}
                      chosen={null}
                      placeholder="Open a person"
                      onChoose={open}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Fields({ extracts }: { readonly extracts: Quality['extracts'] }): ReactNode {
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
      <QualityTable title={chosen.title} rows={chosen.rows} fields={chosen.fields} />
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
