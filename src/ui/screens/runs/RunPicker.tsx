import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useApp } from '../../hooks/use-app.ts';
import { formatScore } from '../../kit/format.ts';
import { type Command, useCommands } from '../../shell/commands.ts';
import { type FinishedRun, useMetric } from './use-study-runs.ts';

/** Which model the screen is about; best first. */
export function RunPicker({ all, run }: { readonly all: readonly FinishedRun[]; readonly run: FinishedRun }) {
  const { actions } = useApp();
  const metric = useMetric();
  useCommands(useMemo(() => all.map((r): Command => ({ id: `run-${r.key}`, group: 'Model shown', label: `Show ${r.label}`, run: () => actions.selectRun(r.key) })), [all, actions]));
  return (
    <Select
      aria-label="Model shown"
      w={280}
      data={all.map((r, i) => ({ value: r.key, label: `${r.label} · ${formatScore(r.summary.scores[metric.type]?.mean)}${i === 0 ? ' · best' : ''}` }))}
      value={run.key}
      onChange={(key) => actions.selectRun(key)}
    />
  );
}
