// Not the package's main file: that brings TensorFlow.js itself, which nothing here needs.
import { barchart } from '@tensorflow/tfjs-vis/dist/render/barchart.js';
import { table } from '@tensorflow/tfjs-vis/dist/render/table.js';
import { weightBars } from '../../charts/train/weight-bars.ts';
import { weightsFigure } from '../../charts/train/weights.ts';
import type { LayerReport } from '../../jobs/protocol.ts';

const FONT = 12;
const CHART = { width: 460, height: 170 } as const;
const shapeText = (shape: readonly (number | null)[]): string => shape.map((n) => (n === null ? 'rows' : String(n))).join(' × ');
const text = (value: number): string => String(Number(value.toPrecision(3))).replace('-', '−');
/** Cells of tfjs-vis' tables are read as HTML; names come from a study file. */
const plain = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function add<K extends keyof HTMLElementTagNameMap>(parent: HTMLElement, tag: K, words = '', className = ''): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.textContent = words;
  made.className = className;
  return parent.appendChild(made);
}

async function drawWeight(parent: HTMLElement, layer: string, weight: LayerReport['weights'][number]): Promise<void> {
  const size = weight.shape.reduce((a, b) => a * b, 1);
  const block = add(parent, 'div', '', 'weight');
  add(block, 'h3', `${weight.name}, ${shapeText(weight.shape)}`);
  table(add(block, 'div'), {
    headers: ['Mean', 'Standard deviation', 'Least', 'Greatest', 'Zeros'],
    values: [[...[weight.mean, weight.sd, weight.min, weight.max].map(text), `${text((100 * weight.zeros) / size)} %`]],
  }, { fontSize: FONT });
  const chart = add(block, 'div', '', 'chart');
  await barchart(chart, [...weightBars(weight.histogram)], { ...CHART, xLabel: 'Value', yLabel: 'Weights', color: '#4b57c9', fontSize: 11 });
  // Vega names its own drawing; one name for the whole is what a screen reader should hear.
  chart.setAttribute('role', 'img');
  chart.setAttribute('aria-label', `${layer}: ${weightsFigure(layer, weight).summary}`);
}

/** Fills `place` with a table of the layers and, for each array of weights, its numbers and how they are distributed. */
export async function drawNetwork(place: HTMLElement, layers: readonly LayerReport[]): Promise<void> {
  place.replaceChildren();
  const overview = add(place, 'section');
  add(overview, 'h2', 'Layers');
  table(add(overview, 'div', '', 'layers'), {
    headers: ['Layer', 'Kind', 'Gives', 'Parameters'],
    values: layers.map((l) => [plain(l.name), plain(l.kind), shapeText(l.outputShape), l.parameters.toLocaleString('en-US')]),
  }, { fontSize: FONT });
  for (const layer of layers) {
    if (layer.weights.length === 0) continue;
    const section = add(place, 'section');
    add(section, 'h2', `${layer.name} (${layer.kind})`);
    const row = add(section, 'div', '', 'weights');
    for (const weight of layer.weights) await drawWeight(row, layer.name, weight);
  }
}
