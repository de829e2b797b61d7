import { createContext, useContext } from 'react';
import type { Api } from '../../src/app/contract/contract.ts';

export const ApiContext = createContext<Api | null>(null);

/** The door, for whatever is drawn below the context. */
export function useApi(): Api {
  const api = useContext(ApiContext);
  if (api === null) throw new Error('useApi is used outside of ApiContext');
  return api;
}
