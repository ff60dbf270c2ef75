import { Button, Progress as Bar, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { QueryState } from '../../state/app.ts';
import { formatCount } from './format.ts';
import { ErrorNote } from './ErrorNote.tsx';

interface Props<T> {
  readonly state: QueryState<T>;
  readonly children: (data: T) => ReactNode;
  /** What stands in until the first answer; a plain block otherwise. */
  readonly skeleton?: ReactNode;
  readonly onCancel?: () => void;
  readonly onRetry?: () => void;
}

/** Skeleton, then data; the old data stays (dimmed) while new is made; progress with a count; errors as sentences. */
export function QueryView<T>({ state, children, skeleton, onCancel, onRetry }: Props<T>) {
  const running = state.activity === 'running';
  const progress = running ? state.progress : null;
  return (
    <div className="tl-query" aria-busy={running}>
      {progress !== null && progress.total > 0 ? (
        <div className="tl-query-progress">
          <Bar value={(100 * progress.done) / progress.total} size={4} aria-label={progress.label ?? 'Working'} />
          <span className="tl-dim tl-num">{`${progress.label ?? 'Working'}: ${formatCount(progress.done)} of ${formatCount(progress.total)}`}</span>
          {onCancel ? <Button size="compact-xs" variant="subtle" color="gray" onClick={onCancel}>Cancel</Button> : null}
        </div>
      ) : null}
      {state.error !== null && !running ? <ErrorNote error={state.error} action={onRetry ? <Button size="compact-xs" variant="default" onClick={onRetry}>Try again</Button> : null} /> : null}
      {state.data === null
        ? state.error === null || running ? (skeleton ?? <Skeleton height={160} />) : null
        : <div className="tl-query-data" data-stale={running || undefined}>{children(state.data)}</div>}
    </div>
  );
}
