import type { Progress } from '../jobs/protocol.ts';
import type { HistoryPoint } from '../study/results.ts';
import type { Run } from './app.ts';

const MAX_POINTS = 2000;

/** Every second point, the last one kept, where there are too many: the curve keeps its shape and its end. */
const thin = (points: readonly HistoryPoint[]): readonly HistoryPoint[] =>
  points.length <= MAX_POINTS ? points : points.filter((_, i) => i % 2 === 0 || i === points.length - 1);

/** Measurements that say where training is, not how it goes. */
const PLACES = new Set(['epoch', 'step', 'fold']);

/** The curves with the points of these progress messages added, each to its fold. */
export function grow(live: Run['live'], messages: readonly Progress[]): Run['live'] {
  const added = new Map<number, HistoryPoint[]>();
  const known = new Map(live.map((l) => [l.fold, l.points]));
  for (const { metrics } of messages) {
    // Messages without a loss say how far an epoch is, and are no point of a curve.
    if (metrics?.['loss'] === undefined) continue;
    const fold = metrics['fold'] ?? 0;
    const points = added.get(fold) ?? [];
    const before = points.at(-1) ?? known.get(fold)?.at(-1);
    const values = Object.entries(metrics).filter(([name]) => !PLACES.has(name));
    points.push({ step: metrics['epoch'] ?? metrics['step'] ?? (before?.step ?? 0) + 1, metrics: Object.fromEntries(values) });
    added.set(fold, points);
  }
  if (added.size === 0) return live;
  for (const [fold, points] of added) known.set(fold, thin([...(known.get(fold) ?? []), ...points]));
  return [...known].sort(([a], [b]) => a - b).map(([fold, points]) => ({ fold, points }));
}

/** Seconds left if the work goes on as it has since `first`; `null` before a pace can be seen. */
export function eta(first: { readonly done: number; readonly at: number }, latest: Progress, now: number): number | null {
  const made = latest.done - first.done;
  const elapsed = (now - first.at) / 1000;
  if (made <= 0 || elapsed < 0.5 || latest.total <= 0) return null;
  return Math.max(0, (elapsed / made) * (latest.total - latest.done));
}
