import { describe, expect, it } from 'vitest';
import type { Correlation, Distribution, ScatterSample } from '../../frame/views.ts';
import { classColor, themed } from '../theme.ts';
import { associationFigure } from './association.ts';
import { correlationFigure, measureOf } from './correlation.ts';
import { boxesFigure, distributionFigure } from './distribution.ts';
import { groupsOf, pairFigure, pairsFigure } from './pairs.ts';

const box = { low: 1, q1: 2, median: 3, q3: 4, high: 5, mean: 3, count: 10 };
const byClass: Distribution = {
  column: 'mass', type: 'number', by: 'species', groups: ['a', 'b'], bars: null,
  histogram: { edges: Float64Array.of(0, 2, 4), counts: [Float64Array.of(3, 7), Float64Array.of(5, 5)] }, boxes: [box, { ...box, median: 9 }],
};
const nan = Number.NaN;
const correlation: Correlation = {
  columns: ['x', 'y', 'kind'], kinds: ['number', 'number', 'category'],
  values: Float64Array.of(1, -0.9, 0.3, -0.9, 1, 0.5, 0.3, 0.5, 1), spearman: Float64Array.of(1, -0.8, nan, -0.8, 1, nan, nan, nan, nan), counts: new Float64Array(9).fill(20),
};
const sample: ScatterSample = {
  rows: Uint32Array.of(4, 8, 15), columns: [{ name: 'x', values: Float64Array.of(1, 2, 3) }, { name: 'y', values: Float64Array.of(3, nan, 1) }, { name: 'kind', values: ['b', null, 'a'] }, { name: 'city', values: ['p', 'p', 'q'] }],
};

describe('explore figures', () => {
  it('titles say what is to be seen', () => {
    expect(distributionFigure(byClass).title).toBe('mass by species: the median runs from 3 (a) to 9 (b)');
    expect(distributionFigure({ ...byClass, by: null, groups: [''], boxes: [box], histogram: { edges: byClass.histogram!.edges, counts: [Float64Array.of(1, 1)] } }).title).toBe('Half of mass lies between 2 and 4; the middle is 3');
    expect(correlationFigure(correlation).title).toBe('Most alike: x and y (r = −0.9)');
    expect(associationFigure({ target: 'kind', kind: 'category', columns: ['x', 'y', 'flat'], kinds: ['number', 'number', 'number'], values: Float64Array.of(0.3, 0.5, nan), counts: new Float64Array(3).fill(20) }).title).toBe('y says most about kind (η = 0.5)');
  });
  it('stacks groups in their class colours and keeps the numbers', () => {
    const figure = distributionFigure(byClass);
    expect(figure.data.map((t) => (t['marker'] as { color: string }).color)).toEqual([classColor(0), classColor(1)]);
    expect(figure.table.map((c) => c.name)).toEqual(['from', 'to', 'species a', 'species b']);
    expect(new Set(figure.table.map((c) => c.values.length))).toEqual(new Set([2]));
    expect(boxesFigure(byClass).data).toHaveLength(2);
  });
  it('shows categories most frequent first and says so', () => {
    const figure = distributionFigure({ column: 'city', type: 'category', by: null, groups: [''], histogram: null, boxes: null, bars: { values: ['Rome', 'Oslo'], counts: [Float64Array.of(6, 2)] } });
    expect(figure.title).toBe('Rome is the most frequent city: 6 of 8 rows');
    expect(figure.data[0]!['y']).toEqual(['Oslo', 'Rome']);
  });
  it('leaves the diagonal of the heatmap out and names the pair of a cell', () => {
    const [trace] = correlationFigure(correlation).data;
    expect((trace!['z'] as (number | null)[][])[0]).toEqual([null, -0.9, 0.3]);
    expect((trace!['customdata'] as string[][][])[0]![2]).toEqual(['x', 'kind']);
    expect(measureOf('category', 'category').symbol).toBe('V');
  });
  it('draws pairs below the diagonal, by group, with the row of every point', () => {
    const figure = pairsFigure(sample, ['x', 'y'], 'kind');
    expect(figure.data.map((t) => t['name'])).toEqual(['a', 'b']);
    expect(figure.data[0]).toMatchObject({ x: [3], y: [1], customdata: [15] });
    expect(groupsOf(sample.columns[2]!.values, 3).of).toEqual(Int32Array.of(1, -1, 0));
    expect(pairsFigure(sample, ['x'], null).data).toEqual([]);
  });
  it('chooses the chart by what is compared', () => {
    expect(pairFigure(sample, 'x', 'kind', null).data[0]!['type']).toBe('box');
    expect(pairFigure(sample, 'city', 'kind', null).data[0]).toMatchObject({ type: 'heatmap', z: [[0, 1], [1, 0]] });
  });
  it('is drawn in both themes without touching data that looks like a token', () => {
    const figure = { ...distributionFigure(byClass), data: [{ type: 'bar', x: ['@accent'], marker: { color: '@accent' } }] };
    const light = themed(figure, 'light').data[0]!;
    const dark = themed(figure, 'dark').data[0]!;
    expect(light['x']).toEqual(['@accent']);
    expect((light['marker'] as { color: string }).color).not.toBe((dark['marker'] as { color: string }).color);
    expect(figure.data[0]!['marker']).toEqual({ color: '@accent' });
  });
});
