import type { RunSummary } from '../study/results.ts';
import type { Study } from '../study/schema.ts';

/** A training that was asked for: the study as it was then, as it may have been edited since. */
export interface Asked {
  readonly key: string;
  readonly modelId: string;
  readonly study: Study;
}

/** What is kept beside a study: trainings under way, and the lines of its leaderboard. */
export interface Sidecar {
  readonly format: 'tablab/sidecar';
  readonly asked: readonly Asked[];
  readonly summaries: readonly { readonly modelId: string; readonly summary: RunSummary }[];
}

export const emptySidecar: Sidecar = { format: 'tablab/sidecar', asked: [], summaries: [] };

/** What was kept, or nothing where it is of another shape. */
export function readSidecar(value: unknown): Sidecar {
  if (typeof value !== 'object' || value === null) return emptySidecar;
  const { format, asked, summaries } = value as Partial<Sidecar>;
  return format === 'tablab/sidecar' && Array.isArray(asked) && Array.isArray(summaries) ? { format, asked, summaries } : emptySidecar;
}
