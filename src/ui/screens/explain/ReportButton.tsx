import { Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useApp, useDocument } from '../../hooks/use-app.ts';
import { saveFile } from '../../kit/save-file.ts';
import { useCommands } from '../../shell/commands.ts';
import type { FinishedRun } from '../runs/use-study-runs.ts';

/** One HTML file with everything on this run, and the explanations made so far; it opens offline anywhere. */
export function ReportButton({ all, run, variant = 'default' }: { readonly all: readonly FinishedRun[]; readonly run: FinishedRun; readonly variant?: 'default' | 'filled' }) {
  const { actions, engine } = useApp();
  const study = useDocument((d) => d.study);
  const make = useCallback(async (): Promise<void> => {
    const file = await actions.job(`Report on ${run.label}`, (options) => engine.exportReport({ study, key: run.key, runs: all.map((r) => r.summary), explanations: actions.explanationsOf(run.key) }, { ...options, lane: 'long' }));
    if (file) saveFile(file);
  }, [actions, engine, study, all, run]);
  useCommands(useMemo(() => [{ id: 'report', group: 'Export', label: `Make the report on ${run.label}`, run: () => void make() }], [make, run.label]));
  return <Button variant={variant} leftSection={<IconFileText size={14} aria-hidden />} onClick={() => void make()}>Make the report</Button>;
}
