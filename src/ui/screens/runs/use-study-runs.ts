import { useMemo } from 'react';
import type { Task } from '../../../engine/core/dataset.ts';
import type { Run } from '../../../state/app.ts';
import type { ModelSpec } from '../../../study/schema.ts';
import { useApp, useRuns, useSession, useStudy } from '../../hooks/use-app.ts';
import { isBaseline, modelLabels } from './labels.ts';
import { leadingMetric, type MetricWords } from './metrics.ts';
import { type Contender, ranked } from './ranking.ts';

/** One model of the study and what became of it. */
export interface StudyRun {
  readonly spec: ModelSpec;
  readonly key: string;
  readonly label: string;
  readonly baseline: boolean;
  readonly run: Run | undefined;
}

export interface FinishedRun extends Contender {
  readonly key: string;
  readonly spec: ModelSpec;
}

/** The study's task; a study without a set task and with a target is a classification or regression by the target's type. */
export function useTask(): Task {
  return useStudy((study) => {
    if (study.task !== null) return study.task;
    if (study.target === null) return 'unsupervised';
    const column = study.data?.columns.find((c) => c.name === study.target);
    if (column?.type !== 'category' && column?.type !== 'text') return 'regression';
    return column.dictionary !== undefined && column.dictionary.length <= 2 ? 'binary' : 'multiclass';
  });
}

export function useMetric(): MetricWords {
  const task = useTask();
  const chosen = useStudy((study) => study.metric);
  return useMemo(() => leadingMetric(chosen, task), [chosen, task]);
}

/** All models of the study with their runs, in the study's order. */
export function useStudyRuns(): readonly StudyRun[] {
  const app = useApp();
  const study = useStudy((s) => s);
  const runs = useRuns((r) => r);
  const specs = useMemo(() => {
    const labels = modelLabels(study.models);
    return study.models.map((spec) => ({ spec, key: app.runKey(study, spec.id), label: labels[spec.id] ?? spec.type, baseline: isBaseline(spec.type) }));
  }, [app, study]);
  return useMemo(() => specs.map((s) => ({ ...s, run: runs[s.key] })), [specs, runs]);
}

/** Models that are alike in everything share one training: it is shown once, under the first of them. */
export const distinctRuns = <T extends { readonly key: string }>(all: readonly T[]): readonly T[] => all.filter((one, i) => all.findIndex((other) => other.key === one.key) === i);

/** Runs with a result, best first. */
export function useFinished(): readonly FinishedRun[] {
  const all = useStudyRuns();
  const metric = useMetric();
  return useMemo(() => {
    const done = distinctRuns(all).flatMap(({ run, ...rest }) => (run?.summary ? [{ ...rest, summary: run.summary }] : []));
    return ranked(done, metric);
  }, [all, metric]);
}

/** The run that Evaluate, Explain and Deploy are about: the chosen one, else the best. `null` while nothing is trained. */
export function useSelectedRun(): { readonly all: readonly FinishedRun[]; readonly run: FinishedRun | null } {
  const all = useFinished();
  const selected = useSession((s) => s.selectedRun);
  return { all, run: all.find((r) => r.key === selected) ?? all[0] ?? null };
}
