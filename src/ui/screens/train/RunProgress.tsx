import { ActionIcon, Progress as Bar } from '@mantine/core';
import { IconPlayerStop, IconRefresh, IconX } from '@tabler/icons-react';
import type { StudyRun } from '../runs/use-study-runs.ts';
import { useApp } from '../../hooks/use-app.ts';
import { formatDuration } from '../../kit/format.ts';
import { stopsEarly } from '../runs/labels.ts';
import { RunState } from '../runs/RunState.tsx';

/** Where it stands: a word, or a bar with what is left and the ways to end it. */
export function RunProgress({ entry: { key, label, spec, run } }: { readonly entry: StudyRun }) {
  const { actions } = useApp();
  if (run?.status === 'failed' && run.activity === 'idle') {
    return (
      <span className="tl-progress">
        <RunState run={run} />
        <ActionIcon size={22} aria-label={`Retry ${label}`} title="Try again" onClick={(e) => { e.stopPropagation(); actions.train([spec.id]); }}><IconRefresh size={14} /></ActionIcon>
      </span>
    );
  }
  if (!run || run.activity === 'idle' || run.activity === 'queued') {
    return (
      <span className="tl-progress">
        <RunState run={run} />
        {run?.activity === 'queued' ? <ActionIcon size={22} aria-label={`Take ${label} out of the queue`} title="Take out of the queue" onClick={(e) => { e.stopPropagation(); actions.cancelRun(key); }}><IconX size={14} /></ActionIcon> : null}
      </span>
    );
  }
  const { progress } = run;
  const share = progress && progress.total > 0 ? progress.done / progress.total : 0;
  const words = [progress?.label ?? (run.activity === 'stopping' ? 'Stopping' : 'Starting'), run.etaSeconds === null ? '' : `${formatDuration(run.etaSeconds)} left`].filter(Boolean).join(' · ');
  return (
    <span className="tl-progress" data-running>
      <span className="tl-progress-words">
        <Bar value={100 * share} size={4} animated={share === 0} aria-label={`Training ${label}`} />
        <span className="tl-dim tl-num">{run.activity === 'stopping' ? 'Stopping, keeps the best so far' : words}</span>
      </span>
      {stopsEarly(spec.type) && run.activity === 'running' ? <ActionIcon size={22} aria-label={`Stop ${label} and keep the best`} title="Stop and keep the best so far" onClick={(e) => { e.stopPropagation(); actions.stopRun(key); }}><IconPlayerStop size={14} /></ActionIcon> : null}
      <ActionIcon size={22} aria-label={`Cancel ${label}`} title="Cancel: nothing is kept" onClick={(e) => { e.stopPropagation(); actions.cancelRun(key); }}><IconX size={14} /></ActionIcon>
    </span>
  );
}
