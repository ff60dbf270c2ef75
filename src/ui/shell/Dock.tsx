import { ActionIcon, Button, Progress as Bar } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconCpu } from '@tabler/icons-react';
import { useMemo } from 'react';
import { findMeta } from '../../study/create.ts';
import type { Progress } from '../../jobs/protocol.ts';
import type { Run, SessionState } from '../../state/app.ts';
import { useApp, useRuns, useSession } from '../hooks/use-app.ts';
import { formatCount, formatDuration, formatScore } from '../kit/format.ts';
import { DeviceMenu } from './DeviceMenu.tsx';

interface Line {
  readonly key: string;
  readonly label: string;
  readonly progress: Progress | null;
  readonly eta: number | null;
  readonly state: string | null;
  readonly cancel: () => void;
  readonly stop: (() => void) | null;
}

const modelName = (type: string): string => findMeta(type)?.name ?? type;
const isActive = (run: Run): boolean => run.activity !== 'idle';

function metricsOf(progress: Progress | null): string {
  const metrics = progress?.metrics;
  if (!metrics) return '';
  return Object.entries(metrics).filter(([name]) => name !== 'epoch' && name !== 'fold').slice(0, 2).map(([name, value]) => `${name} ${formatScore(value)}`).join(' · ');
}

function DockLine({ line }: { readonly line: Line }) {
  const { progress } = line;
  const share = progress !== null && progress.total > 0 ? progress.done / progress.total : null;
  const words = line.state ?? (progress === null ? 'Starting' : `${progress.label ? `${progress.label} · ` : ''}${formatCount(progress.done)} of ${formatCount(progress.total)}`);
  return (
    <div className="tl-dock-line">
      <span className="tl-dock-label">{line.label}</span>
      <Bar className="tl-dock-bar" size={6} value={share === null ? 100 : 100 * share} animated={share === null && line.state === null} aria-label={`${line.label}: ${words}`} />
      <span className="tl-dim tl-num tl-dock-words">{words}</span>
      <span className="tl-dim tl-num tl-dock-extra">{metricsOf(progress)}</span>
      <span className="tl-dim tl-num">{line.eta === null ? '' : `about ${formatDuration(line.eta)} left`}</span>
      <span className="tl-dock-buttons">
        {line.stop ? <Button size="compact-xs" variant="default" onClick={line.stop} title="Stop now and keep the best epoch so far">Stop, keep best</Button> : null}
        <Button size="compact-xs" variant="subtle" color="gray" onClick={line.cancel}>Cancel</Button>
      </span>
    </div>
  );
}

/** What is running, where, how far; one line each, the first of them always in sight. */
export function Dock() {
  const { actions } = useApp();
  const runs = useRuns((r) => r);
  const jobs: SessionState['jobs'] = useSession((s) => s.jobs);
  const opened = useSession((s) => s.panels.dock);
  const used = useSession((s) => s.deviceUsed);
  const lines = useMemo<readonly Line[]>(() => {
    const trainings = Object.values(runs).filter(isActive).sort((a, b) => (a.activity === 'queued' ? 1 : 0) - (b.activity === 'queued' ? 1 : 0)).map((run): Line => ({
      key: run.key,
      label: `${run.activity === 'queued' ? 'Waiting: ' : 'Training '}${modelName(run.modelType)}`,
      progress: run.progress,
      eta: run.activity === 'running' ? run.etaSeconds : null,
      state: run.activity === 'queued' ? 'In the queue' : run.activity === 'stopping' ? 'Stopping, keeping the best' : null,
      cancel: () => actions.cancelRun(run.key),
      stop: run.activity === 'running' ? () => actions.stopRun(run.key) : null,
    }));
    const others = jobs.map((job): Line => ({ key: `job-${job.id}`, label: job.label, progress: job.progress, eta: null, state: null, cancel: job.cancel, stop: null }));
    return [...others, ...trainings];
  }, [runs, jobs, actions]);
  const shown = opened ? lines : lines.slice(0, 1);
  return (
    <footer className="tl-dock" aria-label="What is running">
      <div className="tl-dock-lines">
        {shown.length === 0 ? <div className="tl-dock-line tl-dim" data-idle>Nothing is running.</div> : shown.map((line) => <DockLine key={line.key} line={line} />)}
      </div>
      <div className="tl-dock-side">
        {lines.length > 1 ? (
          <Button size="compact-xs" variant="subtle" color="gray" aria-expanded={opened} rightSection={opened ? <IconChevronDown size={12} /> : <IconChevronUp size={12} />} onClick={() => actions.togglePanel('dock')}>
            {opened ? 'Show one' : `and ${formatCount(lines.length - 1)} more`}
          </Button>
        ) : null}
        <DeviceMenu used={used}>
          <ActionIcon size={20} component="span" aria-hidden><IconCpu size={14} /></ActionIcon>
        </DeviceMenu>
      </div>
    </footer>
  );
}
