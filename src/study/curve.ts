import type { HistoryPoint } from './results.ts';

const lossOf = ({ metrics }: HistoryPoint): number => metrics['valLoss'] ?? metrics['loss'] ?? Number.POSITIVE_INFINITY;

/** Step of the lowest validation loss (the lowest loss where nothing was held out); −1 without a curve. */
export function bestStep(history: readonly HistoryPoint[]): number {
  let best = -1;
  let lowest = Number.POSITIVE_INFINITY;
  for (const point of history) {
    const loss = lossOf(point);
    if (loss < lowest) { lowest = loss; best = point.step; }
  }
  return best;
}

/** Drops every second point of a long curve, in place; its last point and the best one so far stay. */
export function thinOut(history: HistoryPoint[]): void {
  const best = bestStep(history);
  history.splice(0, history.length, ...history.filter(({ step }, i) => i % 2 === 1 || i === history.length - 1 || step === best));
}
