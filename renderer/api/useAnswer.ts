import { queryOptions, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Api, Input, MethodName, Output } from '../../src/app/contract/contract.ts';
import { ApiFailure } from './ApiFailure.ts';
import { useApi } from './ApiContext.ts';

/** Calls a method and throws its refusal. */
export async function answerOf<M extends MethodName>(
  api: Api,
  method: M,
  input: Input<M>,
): Promise<Output<M>> {
  const result = await api.call(method, input);
  if (!result.ok) throw new ApiFailure(result.error);
  return result.value;
}

/** What react-query needs for one question; the key is the method and what it was asked with. */
export function question<M extends MethodName>(api: Api, method: M, input: Input<M>) {
  return queryOptions<Output<M>, ApiFailure>({
    queryKey: [method, input],
    queryFn: () => answerOf(api, method, input),
  });
}

/** The answer of a reading method, kept current by the engine's events. */
export function useAnswer<M extends MethodName>(
  method: M,
  input: Input<M>,
  options: { readonly enabled?: boolean } = {},
): UseQueryResult<Output<M>, ApiFailure> {
  const api = useApi();
  return useQuery({ ...question(api, method, input), enabled: options.enabled ?? true });
}
