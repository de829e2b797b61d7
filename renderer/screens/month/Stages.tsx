import type { ReactNode } from 'react';
import type { MonthStage } from '../../../src/app/contract/project.ts';

const steps: readonly { readonly stage: MonthStage; readonly title: string }[] = [
  { stage: 'imported', title: 'Imported' },
  { stage: 'matched', title: 'Matched' },
  { stage: 'in_review', title: 'In review' },
  { stage: 'reviewed', title: 'Reviewed' },
  { stage: 'published', title: 'Published' },
];

/** What the month has reached; every stage includes those before it. */
export function Stages({ stage }: { readonly stage: MonthStage }): ReactNode {
  const reached = steps.findIndex((step) => step.stage === stage);
  return (
    <ol className="stages" aria-label="Stage of the month">
      {steps.map((step, index) => (
        <li
          key={step.stage}
          className={index < reached ? 'is-past' : index === reached ? 'is-here' : 'is-ahead'}
          aria-current={index === reached ? 'step' : undefined}
        >
          {step.title}
          {index < reached ? <span className="visually-hidden"> (done)</span> : null}
        </li>
      ))}
    </ol>
  );
}
