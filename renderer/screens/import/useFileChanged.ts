import { useQueryClient } from '@tanstack/react-query';

/** To be called when a file is read otherwise than before: everything that was asked of the folder is asked again. */
export function useFileChanged(): () => void {
  const queries = useQueryClient();
  return () =>
    void queries.invalidateQueries({
      predicate: ({ queryKey }) =>
        String(queryKey[0]).startsWith('intake.') && queryKey[0] !== 'intake.resume',
    });
}
