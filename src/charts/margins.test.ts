import { expect, test } from 'vitest';
import type { Figure } from './figure.ts';
import { marginsOf } from './margins.ts';

const figure = (data: Figure['data'], layout: Figure['layout'] = {}): Figure => ({ data, layout, title: '', summary: '', table: [] });

test('names, titles, a legend and a colour bar get their room', () => {
  const plain = marginsOf(figure([{ type: 'scatter', x: [1], y: [2] }]));
  expect(marginsOf(figure([{ type: 'bar', x: [1], y: ['a rather long name'] }])).l).toBeGreaterThan(plain.l + 60);
  expect(marginsOf(figure([{ type: 'scatter', x: [1], y: [2] }], { yaxis: { title: { text: 'rows' } } })).l).toBeGreaterThan(plain.l + 20);
  expect(marginsOf(figure([{ type: 'bar', x: [1], y: [0] }], { yaxis: { tickvals: [0], ticktext: ['a rather long name'] } })).l).toBeGreaterThan(plain.l + 60);
  expect(marginsOf(figure([{}, {}])).t).toBeGreaterThan(plain.t);
  expect(marginsOf(figure([{}, {}], { showlegend: false })).t).toBe(plain.t);
  expect(marginsOf(figure([{ type: 'heatmap' }])).r).toBeGreaterThan(plain.r + 60);
  expect(marginsOf(figure([{ type: 'heatmap', showscale: false }])).r).toBe(plain.r);
});

test('what a figure asks for is the least it gets, and a hidden axis takes nothing', () => {
  expect(marginsOf(figure([{}], { margin: { t: 80 } })).t).toBe(80);
  expect(marginsOf(figure([{}], { xaxis: { visible: false }, yaxis: { visible: false } }))).toMatchObject({ l: 0, b: 0 });
});
