import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { ProjectState } from '../../src/app/contract/project.ts';
import { useCommand } from '../api/useCommand.ts';
import { Action } from '../components/Action.tsx';

/** Opens the encrypted store. Pasting and password managers work; the passphrase leaves this screen's memory at once. */
export function Unlock({ project }: { readonly project: ProjectState }): ReactNode {
  const [passphrase, setPassphrase] = useState('');
  const [shown, setShown] = useState(false);
  const queries = useQueryClient();
  const unlock = useCommand('project.unlock');
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    unlock.mutate(
      { passphrase },
      {
        onSuccess: (state) => queries.setQueryData(['project.state', {}], state),
        onSettled: () => setPassphrase(''),
      },
    );
  };
  return (
    <main className="gate">
      <form className="gate-card" onSubmit={onSubmit}>
        <img src="./icon.svg" alt="" width="32" height="32" />
        <h1 className="screen-title">{project.name}</h1>
        <p className="muted">The store is locked. Its passphrase opens it on this workstation.</p>
        <label className="field">
          <span>Passphrase</span>
          <input
            className="text-input"
            type={shown ? 'text' : 'password'}
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
            autoComplete="current-password"
            spellCheck={false}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the only thing to do on this screen
            autoFocus
            aria-invalid={unlock.isError}
            aria-describedby={unlock.isError ? 'unlock-error' : undefined}
          />
        </label>
        <label className="check">
          <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
          Show passphrase
        </label>
        {unlock.isError ? (
          <p id="unlock-error" className="error-text" role="alert">
            {unlock.error.message}
          </p>
        ) : null}
        <Action look="primary" type="submit" isDisabled={passphrase === ''} isPending={unlock.isPending}>
          {unlock.isPending ? 'Opening' : 'Open'}
        </Action>
      </form>
    </main>
  );
}
