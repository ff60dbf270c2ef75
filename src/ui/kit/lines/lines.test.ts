import { expect, test } from 'vitest';
import { learningCurvesFigure } from '../../../charts/train/learning-curves.ts';
import { inked } from '../../../charts/theme.ts';
import { frameOf, tickText } from './layout.ts';
import { linearScale, padded } from './scale.ts';
import { nearest, pathOf, rangeOf, seriesOf } from './series.ts';

test('ticks are multiples of 1, 2 or 5 within the ends, without binary crumbs', () => {
  const scale = linearScale(0, 1, 0, 200, 40);
  expect(scale.ticks).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(scale.ticks.map((t) => tickText(t, scale))).toEqual(['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']);
  expect([scale.at(0), scale.at(0.5), scale.at(1)]).toEqual([0, 100, 200]);
});

test('steps are counted in whole numbers', () => {
  expect(linearScale(0, 3, 0, 600, 60, true).ticks).toEqual([0, 1, 2, 3]);
  expect(linearScale(0, 3, 0, 600, 60).ticks).toContain(0.5);
});

test('a range of one value is opened around it', () => {
  expect(padded(2, 2, 0.1)).toEqual([1, 3]);
  expect(padded(0, 0, 0.1)).toEqual([-1, 1]);
  expect(padded(0, 10, 0.1)).toEqual([-1, 11]);
});

test('ranges leave out what is no number; of nothing there is none', () => {
  expect(rangeOf([[1, NaN, 3], [Infinity, -2]])).toEqual([-2, 3]);
  expect(rangeOf([[], [NaN]])).toBeNull();
});

test('a long line keeps the lowest and highest value of every stretch', () => {
  const n = 10_000;
  const x = Array.from({ length: n }, (_, i) => i);
  const y = x.map((i) => (i === 4321 ? 100 : 0));
  const path = pathOf(x, y, (v) => v, (v) => v, 400);
  expect(path.split('L').length).toBeLessThanOrEqual(400);
  expect(path).toContain('4321.0 100.0');
  expect(pathOf([1, 2, 3], [1, NaN, 3], (v) => v, (v) => v, 100)).toBe('M1.0 1.0L3.0 3.0');
  expect(pathOf([], [], (v) => v, (v) => v, 100)).toBe('');
});

test('the nearest step of ascending ones', () => {
  expect([0, 1.4, 1.6, 99].map((v) => nearest([1, 2, 5], v))).toEqual([0, 0, 1, 2]);
  expect(nearest([], 1)).toBe(-1);
});

test('learning curves become lines in the theme, and the best epoch a mark with its words', () => {
  const points = [1, 2, 3].map((step) => ({ step, metrics: { loss: 3 - step, valLoss: 2 + (step - 2) ** 2 } }));
  const figure = learningCurvesFigure([{ fold: 0, points, best: 2 }], 'loss', 0);
  const series = seriesOf(inked(figure, 'light').data);
  expect(series.map((s) => [s.name, s.marks, s.dash !== undefined, s.inLegend])).toEqual([['Training', false, true, true], ['Validation', false, false, true], ['Best epoch', true, false, false]]);
  expect(series.every((s) => s.color.startsWith('#'))).toBe(true);
  expect(series[2]?.words).toEqual(['best: 2']);
  const frame = frameOf(figure, series, 600, 280);
  expect(frame).toMatchObject({ xTitle: 'Epoch', yTitle: 'Loss' });
  // Every point lies within the frame.
  expect(frame!.x.at(0)).toBe(frame!.left);
  expect(frame!.x.at(3)).toBeLessThan(frame!.right);
  expect(frame!.y.at(3)).toBeGreaterThan(frame!.top);
  expect(frame!.y.at(0)).toBeLessThan(frame!.bottom);
  expect(frameOf(figure, series, 0, 280)).toBeNull();
});
