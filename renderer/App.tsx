import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import type { Api } from '../src/app/contract/contract.ts';
import { ApiContext } from './api/ApiContext.ts';
import { createQueryClient } from './api/queryClient.ts';
import { useAnswer } from './api/useAnswer.ts';
import { useLiveEvents } from './api/useLiveEvents.ts';
import { Skeleton } from './components/Skeleton.tsx';
import { Frame } from './frame/Frame.tsx';
import { lastFullMonth } from './frame/lastFullMonth.ts';
import { StartFailure } from './screens/StartFailure.tsx';
import { Unlock } from './screens/Unlock.tsx';
import { useView } from './session/view.ts';

/** Everything behind the door: start failure, locked, or the frame on the project's month. */
function Project(): ReactNode {
  useLiveEvents();
  const state = useAnswer('project.state', {});
  const chosen = useView((view) => view.month);
  const [beginning] = useState(() => lastFullMonth(new Date()));
  if (state.isError) {
    return (
      <StartFailure
        message={state.error.message}
        code={state.error.code}
        onRetry={() => void state.refetch()}
      />
    );
  }
  if (state.data === undefined) return <Skeleton label="Opening the project" />;
  if (state.data.problem !== null) {
    return (
      <StartFailure
        message={state.data.problem.message}
        code={state.data.problem.code}
        onRetry={() => void state.refetch()}
      />
    );
  }
  if (state.data.locked) return <Unlock project={state.data} />;
  return <Frame project={state.data} month={chosen ?? state.data.month ?? beginning} />;
}

/** The window. `api` is null when the page was opened without a session. */
export function App({ api }: { readonly api: Api | null }): ReactNode {
  const [queries] = useState(createQueryClient);
  const theme = useView((view) => view.theme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  if (api === null) {
    return (
      <StartFailure
        code="NO_SESSION"
        message="This page was opened without its session. Use the address that Linkdesk printed when it was started; it works once for each start of the window."
      />
    );
  }
  return (
    <QueryClientProvider client={queries}>
      <ApiContext value={api}>
        {/* oxlint-disable-next-line react/hooks -- wouter takes the hook itself, by design */}
        <Router hook={useHashLocation}>
          <Project />
        </Router>
      </ApiContext>
    </QueryClientProvider>
  );
}
