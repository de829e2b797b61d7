import type { ReactNode } from 'react';
import { SystemMark } from '../../components/SystemMark.tsx';

/** The way of a month that has no data yet. */
export function FirstSteps(): ReactNode {
  return (
    <section className="panel">
      <h2 className="section-title">How a month goes</h2>
      <ol className="first-steps">
        <li>
          <SystemMark system="cws" named />
          <p>Import the child welfare extracts: clients, cases, plans, placements and relationships.</p>
        </li>
        <li>
          <SystemMark system="calworks" named />
          <p>
            Import the cash aid extracts: persons, cases, members and Welfare-to-Work. One folder may hold
            both.
          </p>
        </li>
        <li>
          <span>Run match</span>
          <p>
            Identifiers first, then name and birth date, then a score for the rest. What is uncertain comes to
            Review; what contradicts itself comes to Mismatches.
          </p>
        </li>
      </ol>
      <p className="muted">
        Every row is imported, or rejected with its line, column and reason. The same file twice is
        recognised.
      </p>
    </section>
  );
}
