import { describe, expect, it } from 'vitest';
import type { BoostingSteps } from '../../jobs/protocol.ts';
import { stepFigure, stepScoreFigure, stepsFrame } from './boosting-steps.ts';

/** Three stops of five rows: nothing, half of it, all of it. */
const steps: BoostingSteps = {
  trees: 2, outputs: ['price'], output: 0, unit: 'value', rows: Uint32Array.of(3, 4, 8, 9, 12), learned: false,
  actual: Float64Array.of(1, 2, 3, 4, 10), stops: Int32Array.of(0, 1, 2), treeAt: Int32Array.of(-1, 0, 1),
  predicted: Float32Array.of(4, 4, 4, 4, 4, 2.5, 3, 3.5, 4, 7, 1, 2, 3, 4, 10),
  score: { name: 'RMSE', rows: 5, values: Float64Array.of(3, 1.5, 0) },
  columns: [
    { name: 'size', date: false, values: Float64Array.of(1, 2, 3, Number.NaN, 5) },
    { name: 'town', date: false, values: ['Rome', 'Oslo', '', 'Rome', 'Rome'] },
    { name: 'built', date: true, values: Float64Array.of(0, 86_400_000, 0, 0, 0) },
  ],
};
const frame = stepsFrame(steps);
const trace = (figure: ReturnType<typeof stepFigure>, name: string) => figure.data.find((t) => t['name'] === name)!;

describe('boosting step by step', () => {
  it('has room for all stops, so that axes stand still', () => {
    expect(frame.low).toBeCloseTo(1 - 0.45, 10);
    expect(frame.high).toBeCloseTo(10.45, 10);
    expect(frame.left).toBeCloseTo(6.3, 10);
    expect(stepsFrame({ ...steps, unit: 'probability', actual: Float64Array.of(0, 1, 1, 0, 1), predicted: new Float32Array(15).fill(0.5) })).toMatchObject({ low: -0.05, high: 1.05, left: 0.525 });
  });
  it('draws what is there, what is said and what is left; rows without the column are counted', () => {
    const figure = stepFigure(steps, steps.columns[0]!, 1, frame);
    expect(trace(figure, 'Actual')).toMatchObject({ x: [1, 2, 3, 5], y: [1, 2, 3, 10] });
    expect(trace(figure, 'Predicted')).toMatchObject({ y: [2.5, 3, 3.5, 7] });
    expect(trace(figure, 'Residual')).toMatchObject({ y: [-1.5, -1, -0.5, 3], yaxis: 'y2' });
    expect(figure.title).toBe('Along size: 1 tree of 2');
    expect(figure.summary).toBe('With 1 tree of 2, the residuals are 1.58 in size (root of their mean square over 5 rows). Not drawn: 1 row without size.');
    expect(figure.table.map((c) => c.values.length)).toEqual([4, 4, 4, 4]);
  });
  it('means go along the column', () => {
    const said = trace(stepFigure(steps, steps.columns[0]!, 2, frame), 'Predicted, mean');
    expect(said).toMatchObject({ x: [1, 2, 3, 5], y: [1, 2, 3, 10] });
  });
  it('categories stand side by side, the commonest first, missing ones named', () => {
    const figure = stepFigure(steps, steps.columns[1]!, 0, frame);
    expect(figure.layout['xaxis']).toMatchObject({ ticktext: ['Rome', 'missing', 'Oslo'] });
    expect((trace(figure, 'Actual')['x'] as number[]).map((x) => Math.abs(Math.round(x)))).toEqual([0, 2, 1, 0, 0]);
    expect(trace(figure, 'Actual, mean')).toMatchObject({ x: [0, 1, 2], y: [5, 3, 2] });
    expect(figure.title).toBe('Along town: no tree yet');
  });
  it('dates are dates', () => {
    const figure = stepFigure(steps, steps.columns[2]!, 0, frame);
    expect(figure.layout['xaxis']).toMatchObject({ type: 'date' });
    expect((trace(figure, 'Actual')['x'] as string[])[1]).toBe('1970-01-02T00:00:00.000Z');
  });
  it('marks where one stands on the score, and says where it is lowest', () => {
    const figure = stepScoreFigure(steps, 1);
    expect(figure.data[1]).toMatchObject({ x: [1], y: [1.5] });
    expect(figure.summary).toBe('RMSE 1.5 with 1 tree of 2; lowest, 0, with 2.');
  });
});
