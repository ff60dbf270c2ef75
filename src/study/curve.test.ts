import { expect, it } from 'vitest';
import { bestStep, thinOut } from './curve.ts';
import { fitContext, quietRun } from './run-context.ts';

const point = (step: number, loss: number, valLoss?: number) => ({ step, metrics: { loss, ...(valLoss === undefined ? {} : { valLoss }) } });

it('the best step has the lowest validation loss, the lowest loss where nothing was held out', () => {
  expect(bestStep([])).toBe(-1);
  expect(bestStep([point(1, 3), point(2, 1), point(3, 2)])).toBe(2);
  expect(bestStep([point(1, 3, 1), point(2, 1, 2), point(3, 2, 3)])).toBe(1);
});

it('thinning keeps the last point and the best', () => {
  const history = [5, 4, 1, 3, 2, 2].map((loss, i) => point(i + 1, loss));
  thinOut(history);
  expect(history.map((p) => p.step)).toEqual([2, 3, 4, 6]);
});

it('a training of very many rounds keeps a curve that reaches its end, and its best round', () => {
  const { context, history } = fitContext(quietRun(), 1, 0, 1, 'Fitting', null, []);
  for (let round = 1; round <= 12_345; round++) context.progress(round, 20_000, { loss: 1, valLoss: Math.abs(round - 777) });
  expect(history.length).toBeLessThanOrEqual(5000);
  expect(history.at(-1)!.step).toBe(12_345);
  expect(bestStep(history)).toBe(777);
});

it('a measurement says which step it is of', () => {
  const seen: unknown[] = [];
  const { context } = fitContext(quietRun({ progress: (p) => seen.push(p.metrics) }), 1, 2, 5, 'Fold 3 of 5', null, []);
  context.progress(7, 10, { loss: 0.5 });
  context.progress(7.5, 10, { batchLoss: 0.4 });
  expect(seen).toEqual([{ loss: 0.5, step: 7, fold: 2 }, { batchLoss: 0.4, fold: 2 }]);
});
