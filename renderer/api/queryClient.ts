import { QueryClient } from '@tanstack/react-query';

/**
 * Answers stay until an event says that they are old: nobody else writes to the store, so neither time nor focus
 * makes an answer stale. The store is beside us, so a failed call is shown, not repeated.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 30 * 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
