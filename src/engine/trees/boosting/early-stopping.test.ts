import { describe, expect, it } from 'vitest';
import { auc } from '../eval-metrics/areas.ts';
import { meanLoss } from '../eval-metrics/eval-metric.ts';
import { betterOf, noBest, stoppedBy } from './early-stopping.ts';

const loss = meanLoss('loss', () => 0);

describe('early stopping', () => {
  it('remembers the first of equal values, either way round, and no value that is not a number', () => {
    const first = betterOf(noBest, loss, 0.5, 0, 0);
    expect(betterOf(first, loss, 0.5, 1, 0)).toEqual({ round: 0, value: 0.5 });
    expect(betterOf(first, loss, 0.4, 1, 0)).toEqual({ round: 1, value: 0.4 });
    expect(betterOf(first, loss, 0.45, 1, 0.1)).toBe(first);
    expect(betterOf(first, loss, Number.NaN, 1, 0)).toBe(first);
    expect(betterOf(first, auc, 0.6, 1, 0)).toEqual({ round: 1, value: 0.6 });
  });
  it('ends after so many rounds without a better value, by the metric that decides', () => {
    const bests = [{ round: 4, value: 1 }, { round: 1, value: 1 }];
    expect(stoppedBy({ rounds: 3, minDelta: 0, metric: 0 }, bests, 6)).toBe(-1);
    expect(stoppedBy({ rounds: 3, minDelta: 0, metric: 0 }, bests, 7)).toBe(0);
    expect(stoppedBy({ rounds: 3, minDelta: 0, metric: 'any' }, bests, 5)).toBe(1);
    expect(stoppedBy({ rounds: null, minDelta: 0, metric: 0 }, bests, 99)).toBe(-1);
  });
});
