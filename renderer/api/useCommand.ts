import { useMutation } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import type { Input, MethodName, Output } from '../../src/app/contract/contract.ts';
import type { ApiFailure } from './ApiFailure.ts';
import { useApi } from './ApiContext.ts';
import { answerOf } from './useAnswer.ts';

/** A writing method: `mutate(input)`; its refusal is in `error` until the next try. */
export function useCommand<M extends MethodName>(
  method: M,
): UseMutationResult<Output<M>, ApiFailure, Input<M>> {
  const api = useApi();
  return useMutation<Output<M>, ApiFailure, Input<M>>({
    mutationFn: (input) => answerOf(api, method, input),
  });
}
