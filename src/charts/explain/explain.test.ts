import { describe, expect, test } from 'vitest';
import { explainStories } from '../stories/explain.ts';
import { exampleInteractions, exampleProximity, exampleShap } from '../stories/example-explanations.ts';
import { directionSentence, swarmOffsets } from './beeswarm.ts';
import { dependenceFigure } from './dependence.ts';
import { forcesFigure } from './forces.ts';
import { strongestPartner } from './interactions.ts';
import { actualText, proximityFigure } from './proximity.ts';
import { byStrength, cellText, effects, type Explained, meanEffects, ranks } from './shap-values.ts';
import { waterfallFigure } from './waterfall.ts';

const shap = exampleShap();

test('effects read the right corner of outputs × rows × columns', () => {
  expect(effects(shap, 1, 2)[3]).toBe(shap.values[(1 * shap.rows.length + 3) * 3 + 2]);
  expect(Array.from(effects(shap, 0, 0))).toEqual(Array.from(effects(shap, 1, 0), (v) => -v));
});

test('columns come from strongest to weakest', () => {
  const strength = meanEffects(shap, 1);
  const order = byStrength(strength);
  for (let i = 1; i < order.length; i++) expect(strength[order[i - 1]!]).toBeGreaterThanOrEqual(strength[order[i]!]!);
});

test('ranks share ties, span 0 … 1 and leave missing cells out', () => {
  expect(Array.from(ranks([5, 1, 5, Number.NaN, 9]))).toEqual([0.5, 0, 0.5, Number.NaN, 1]);
  expect(Array.from(ranks([4]))).toEqual([0.5]);
});

test('swarm offsets stay in their lane and part what lies together', () => {
  const offsets = swarmOffsets([0, 0, 0, 1], 0, 1);
  expect(new Set(offsets.slice(0, 3)).size).toBe(3);
  expect(Math.max(...swarmOffsets(new Float64Array(500), 0, 1).map(Math.abs))).toBeLessThanOrEqual(0.41);
});

test('sentences say the direction that is in the numbers', () => {
  expect(directionSentence(shap, 1, 0)).toBe('High flipper_length_mm pushes Gentoo up, low flipper_length_mm pushes it down.');
  expect(directionSentence(shap, 0, 0)).toBe('High flipper_length_mm pushes Adelie down, low flipper_length_mm pushes it up.');
  expect(directionSentence(shap, 1, 1)).toMatch(/^island: Biscoe pushes Gentoo up most/);
});

test('a missing cell is called missing', () => {
  expect(cellText(shap, 2, 4)).toBe('missing');
  expect(cellText({ columns: ['x'], cells: [['']] }, 0, 0)).toBe('missing');
});

test('a date is shown as one, and the name of the target as it is', () => {
  const day = Date.UTC(2012, 0, 8);
  const dated: Explained = { ...shap, space: 'value', columns: ['day', 'island', 'body_mass_g'], cells: [new Float64Array(shap.rows.length).fill(day), ...shap.cells.slice(1)], dates: new Set(['day']) };
  expect(cellText(dated, 0, 3)).toBe('2012-01-08');
  const steps = waterfallFigure(dated, 1, 3);
  expect(JSON.stringify(steps.layout['yaxis'])).toContain('day = 2012-01-08');
  expect(steps.layout['xaxis']).toMatchObject({ title: { text: 'Gentoo' } });
  const figure = dependenceFigure({ ...dated, outputs: ['loss', 'price'] }, 1, 0, null);
  expect(figure.layout['xaxis']).toMatchObject({ type: 'date' });
  expect(figure.layout['yaxis']).toMatchObject({ title: { text: 'Effect on price' } });
  expect(dependenceFigure(dated, 1, 2, 0).data[0]!['marker']).toMatchObject({ colorbar: { ticktext: ['2012-01-08', '2012-01-08'] } });
});

test.each([12, 2])('a waterfall with room for %d steps ends at what the model says', (limit) => {
  for (let row = 0; row < 10; row++) {
    const bar = waterfallFigure(shap, 1, row, limit).data[0]!;
    const starts = bar['base'] as readonly number[];
    const steps = bar['x'] as readonly number[];
    expect(starts[0]).toBe(shap.base[1]);
    expect(starts.at(-1)! + steps.at(-1)!).toBeCloseTo(shap.predicted[shap.rows.length + row]!, 10);
  }
});

test('forces meet at what the model says, and reach from there by what they add', () => {
  for (let row = 0; row < 10; row++) {
    const [up, down] = forcesFigure(shap, 1, row).data as readonly { readonly base: readonly number[]; readonly x: readonly number[] }[];
    const says = shap.predicted[shap.rows.length + row]!;
    const sum = (side: readonly number[]): number => side.reduce((a, b) => a + b, 0);
    up!.base.forEach((start, i) => expect(start + sum(up!.x.slice(0, i + 1))).toBeCloseTo(says, 10));
    down!.base.forEach((start, i) => expect(start - sum(down!.x.slice(0, i))).toBeCloseTo(says, 10));
    expect(shap.base[1]! + sum(up!.x) - sum(down!.x)).toBeCloseTo(says, 10);
  }
});

test('a column’s partner is the one it acts together with most', () => {
  const together = exampleInteractions();
  expect(strongestPartner(together, 1, 0)).toBe(1);
  expect(strongestPartner(together, 1, 2)).toBe(1);
  expect(strongestPartner(shap, 1, 0)).toBeNull();
});

test('the map of rows rings those most like the chosen one, and says which row stands apart', () => {
  const found = exampleProximity();
  const { data, summary } = proximityFigure(found, 'species', 4);
  const named = (name: string): readonly number[] => data.find((trace) => trace['name'] === name)!['customdata'] as readonly number[];
  expect([named('Adelie'), named('Gentoo'), named('unknown')]).toEqual([[0, 2, 4, 6, 8, 10], [1, 3, 5, 7, 9], [11]]);
  expect([named('Most like the chosen row'), named('Chosen row')]).toEqual([[6, 8], [4]]);
  expect(summary).toContain('1 row has an outlier score above 10: row 16 is the furthest from its like, with 14.2.');
  expect([actualText(found, 5), actualText(found, 11), actualText({ ...found, classes: null, actual: new Float64Array(12).fill(3.25) }, 5)]).toEqual(['Gentoo', '–', '3.25']);
});

describe('stories', () => {
  test.each(Object.entries(explainStories))('%s', async (name, figure) => {
    expect(new Set(figure.table.map((column) => column.values.length)).size).toBe(1);
    await expect(JSON.stringify(figure, round, 1)).toMatchFileSnapshot(`./__snapshots__/${name.replaceAll(/\W+/g, '-')}.json`);
  });
});

function round(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  return typeof value === 'number' && Number.isFinite(value) ? Number(value.toPrecision(6)) : value;
}
