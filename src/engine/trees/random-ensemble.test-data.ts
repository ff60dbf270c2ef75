import fc from 'fast-check';
import type { Matrix } from '../../frame/matrix.ts';
import { mulberry32 } from '../core/random.ts';
import type { TreeEnsemble } from './ensemble.ts';

export interface RandomShape {
  readonly seed: number;
  readonly trees: number;
  readonly depth: number;
  readonly columns: number;
  /** Every third column holds this many categories; 0: numbers only. */
  readonly categories: number;
  readonly outputs: number;
  readonly wide: boolean;
}

/** Shapes of at most so many columns, for property tests. */
export const randomShapes = (columns: number): fc.Arbitrary<RandomShape> => fc.record({
  seed: fc.nat(), trees: fc.integer({ min: 1, max: 4 }), depth: fc.integer({ min: 0, max: 9 }), columns: fc.integer({ min: 1, max: columns }),
  categories: fc.constantFrom(0, 5, 40), outputs: fc.integer({ min: 1, max: 3 }), wide: fc.boolean(),
});

/** Any ensemble one could meet: ragged trees, columns asked about again, categories, missing cells, branches no row came to. */
export function randomEnsemble({ seed, trees, depth, columns, categories, outputs, wide }: RandomShape): TreeEnsemble {
  const random = mulberry32(seed);
  const width = wide ? outputs : 1;
  const isCategory = (j: number): boolean => categories > 0 && j % 3 === 2;
  const roots = [0];
  const [feature, threshold, left, right, missingLeft, set, sets, value, cover]: number[][] = [[], [], [], [], [], [], [], [], []];
  const grow = (level: number, rows: number): number => {
    const node = feature!.length;
    const leaf = level === depth || random() < 0.15;
    const j = leaf ? -1 : Math.floor(random() * columns);
    feature!.push(j);
    threshold!.push(leaf ? 0 : Math.round(random() * 8) / 8);
    left!.push(-1);
    right!.push(-1);
    missingLeft!.push(random() < 0.5 ? 1 : 0);
    cover!.push(rows);
    for (let k = 0; k < width; k++) value!.push(leaf ? random() * 2 - 1 : 0);
    set!.push(-1);
    if (leaf) return node;
    if (isCategory(j)) {
      set![node] = sets!.length;
      const words = Math.ceil(categories / 32);
      sets!.push(words, ...Array.from({ length: words }, () => Math.floor(random() * 2 ** 32)));
    }
    const share = random() < 0.1 ? 0 : random();
    left![node] = grow(level + 1, rows * share);
    right![node] = grow(level + 1, rows * (1 - share));
    return node;
  };
  for (let t = 0; t < trees; t++) {
    grow(0, 100);
    roots.push(feature!.length);
  }
  return {
    columns: Array.from({ length: columns }, (_, j) => `x${j}`),
    categories: Array.from({ length: columns }, (_, j) => (isCategory(j) ? Array.from({ length: categories }, (_, c) => `c${c}`) : null)),
    roots: Int32Array.from(roots), feature: Int32Array.from(feature!), threshold: Float64Array.from(threshold!),
    left: Int32Array.from(left!), right: Int32Array.from(right!), missingLeft: Uint8Array.from(missingLeft!),
    set: Int32Array.from(set!), sets: Uint32Array.from(sets!), width, value: Float64Array.from(value!), outputs,
    output: Int32Array.from({ length: trees }, (_, t) => t % outputs),
    base: Float64Array.from({ length: outputs }, () => random()),
    combine: wide ? 'mean' : 'sum', link: 'identity', float32: seed % 2 === 0,
    gain: Float64Array.from(feature!, (j) => (j < 0 ? 0 : random())), cover: Float64Array.from(cover!), count: Float64Array.from(cover!),
  };
}

/** Rows for an ensemble: cells on and between thresholds, some missing, categories that were not there in training. */
export function randomRows(e: TreeEnsemble, rows: number, seed: number): Matrix {
  const random = mulberry32(seed);
  const cell = (j: number): number => {
    if (random() < 0.1) return Number.NaN;
    const names = e.categories[j];
    return names ? Math.floor(random() * (names!.length + 1)) : Math.round(random() * 16) / 16;
  };
  return { rows, columns: e.columns, values: Float64Array.from({ length: rows * e.columns.length }, (_, i) => cell(i % e.columns.length)), categories: e.categories };
}
