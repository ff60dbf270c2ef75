import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { type ErrorRecord, errorRecord } from '../../engine/core/errors.ts';
import { ErrorNote } from '../kit/ErrorNote.tsx';

interface State {
  readonly error: ErrorRecord | null;
}

/** A screen that fails says so and can be tried again; the rest of the page, and the study, go on. */
export class ScreenFault extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(thrown: unknown): State {
    return { error: errorRecord(thrown) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className="tl-screen">
        <ErrorNote error={error} action={<Button variant="default" onClick={() => this.setState({ error: null })}>Try this screen again</Button>} />
        <p className="tl-dim">Your study is saved. If this comes back, undo the last change or reload the page.</p>
      </div>
    );
  }
}
