import { Component } from 'react';
import type { ReactNode } from 'react';
import { Problem } from './Problem.tsx';

interface ScreenGuardProps {
  readonly children: ReactNode;
}

/** Catches a screen that could not be drawn, so that the frame and the way to the other places stay. */
export class ScreenGuard extends Component<ScreenGuardProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="screen">
        <Problem
          what="This screen could not be drawn."
          failure={{
            code: 'SCREEN_FAILED',
            message:
              'Everything decided until now is saved. The other places still work; try this one again.',
            ref: '',
          }}
          onRetry={() => this.setState({ failed: false })}
        />
      </div>
    );
  }
}
