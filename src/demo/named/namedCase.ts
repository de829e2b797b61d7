import type { NamedTeller } from './namedTeller.ts';

/** One of the 40 cases of domain.md 6.3: what it is about, and how it is told. */
export interface NamedCaseTold {
  /** `named-08-aunt-needy-relative` */
  readonly name: string;
  readonly about: string;
  /** Tells the case in as many households as it opens. */
  readonly tell: (open: () => NamedTeller) => void;
}
