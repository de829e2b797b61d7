import type { CheckedInput, MethodName, Output } from './contract/contract.ts';
import type { Session } from './session.ts';

/** What answers one method: checked input in, the method's output out; failures are thrown as LinkdeskError. */
export type Handler<M extends MethodName> = (
  session: Session,
  input: CheckedInput<M>,
) => Output<M> | Promise<Output<M>>;

/** A handler for each method whose name begins with one of the given words. */
export type Handlers<Prefix extends string> = {
  readonly [M in MethodName as M extends `${Prefix}.${string}` ? M : never]: Handler<M>;
};
