import { mulberry32, normal } from '../../engine/core/random.ts';
import type { PartialDependence, PermutationImportance, RowProximity, ShapExplanation, TreeImportance } from '../../engine/explainers/explanation.ts';

export const examplePermutation: PermutationImportance = {
  kind: 'permutation',
  metric: 'accuracy',
  baseline: 0.97,
  columns: ['island', 'bill_length_mm', 'flipper_length_mm', 'sex'],
  mean: Float64Array.of(0.06, 0.21, 0.11, 0.001),
  sd: Float64Array.of(0.012, 0.02, 0.018, 0.004),
  repeats: Float64Array.of(0.05, 0.07, 0.19, 0.23, 0.1, 0.12, -0.003, 0.005),
  nRepeats: 2,
};

/** Effects that add up: a straight number column, a category, and noise. */
export function exampleShap(rows = 60, seed = 9): ShapExplanation {
  const random = mulberry32(seed);
  const noise = normal(random);
  const columns = ['flipper_length_mm', 'island', 'body_mass_g'];
  const outputs = ['Adelie', 'Gentoo'];
  const flipper = Float64Array.from({ length: rows }, () => 200 + 14 * noise());
  const island = Array.from({ length: rows }, () => ['Biscoe', 'Dream', 'Torgersen'][Math.floor(3 * random())]!);
  const mass = Float64Array.from({ length: rows }, (_, i) => (i === 4 ? Number.NaN : 4200 + 700 * noise()));
  const gentoo = Array.from({ length: rows }, (_, i) => [0.012 * (flipper[i]! - 200), island[i] === 'Biscoe' ? 0.1 : -0.06, 0.02 * noise()]);
  const values = Float64Array.from([...gentoo.flatMap((r) => r.map((v) => -v)), ...gentoo.flat()]);
  const base = Float64Array.of(0.6, 0.4);
  const predicted = Float64Array.from([-1, 1].flatMap((sign, o) => gentoo.map((r) => base[o]! + sign * r.reduce((a, b) => a + b, 0))));
  return { kind: 'shap', method: 'kernel', space: 'probability', columns, outputs, rows: Uint32Array.from({ length: rows }, (_, i) => 3 * i), values, base, predicted, cells: [flipper, island, mass] };
}

/** Flipper and island act together, mass does not. */
export const exampleInteractions = (): ShapExplanation => {
  const one = [0.1, 0.03, 0.001, 0.03, 0.06, 0.002, 0.001, 0.002, 0.02];
  return { ...exampleShap(), interactions: Float64Array.from([...one, ...one]) };
};

export const exampleImportance: TreeImportance = {
  kind: 'tree-importance',
  columns: ['island', 'flipper_length_mm', 'noise'],
  trees: 100,
  measures: [
    { name: 'gain', measure: 'meanGain', values: Float64Array.of(12, 30, 0), low: Float64Array.of(9, 24, 0), high: Float64Array.of(15, 37, 0) },
    { name: 'weight', measure: 'splits', values: Float64Array.of(80, 210, 0), low: Float64Array.of(71, 190, 0), high: Float64Array.of(90, 233, 0) },
  ],
};

/** Ten rows' lines about an S. */
export function exampleDependence(): PartialDependence {
  const grid = Float64Array.from({ length: 12 }, (_, i) => 180 + 4 * i);
  const lines = Float64Array.from({ length: 120 }, (_, at) => 1 / (1 + Math.exp(-(at % 12 - 4 - Math.floor(at / 12) / 3))));
  const mean = Float64Array.from(grid, (_, g) => Array.from({ length: 10 }, (__, i) => lines[i * 12 + g]!).reduce((a, b) => a + b, 0) / 10);
  return { kind: 'partial-dependence', method: 'brute', space: 'probability', columns: ['flipper_length_mm'], grids: [grid], outputs: ['Gentoo'], mean, lines, rows: 10, deciles: [Float64Array.from({ length: 9 }, (_, i) => 186 + 4 * i)] };
}

export const exampleMap: PartialDependence = {
  kind: 'partial-dependence', method: 'trees', space: 'log-odds', columns: ['flipper_length_mm', 'island'], grids: [Float64Array.of(180, 200, 220), ['Biscoe', 'Dream']],
  outputs: ['Gentoo'], mean: Float64Array.of(-3, -4, 0.5, -2, 3, 1), lines: new Float64Array(0), rows: 0, deciles: [Float64Array.of(185, 190, 195), new Float64Array(0)],
};

/** Two kinds of rows in two crowds, and one row that lies with the other kind. */
export function exampleProximity(): RowProximity {
  const rows = Uint32Array.from({ length: 12 }, (_, i) => 3 * i);
  const kind = (i: number): number => i % 2;
  const map = Float64Array.from({ length: 24 }, (_, at) => {
    const i = at >> 1;
    return at % 2 === 0 ? (kind(i) === (i === 5 ? 0 : 1) ? 0.4 : -0.4) + 0.02 * i : 0.1 * Math.sin(i);
  });
  return {
    outOfBag: true, trees: 50, rows, classes: ['Adelie', 'Gentoo'], actual: Float64Array.from(rows, (_, i) => (i === 11 ? Number.NaN : kind(i))), map, shown: [0.31, 0.06],
    neighbours: 2, nearest: Int32Array.from({ length: 24 }, (_, at) => ((at >> 1) + 2 * (1 + (at % 2))) % 12), proximity: new Float64Array(24).fill(0.5),
    outlier: Float64Array.from(rows, (_, i) => (i === 5 ? 14.2 : 0.3 * (i % 3))),
  };
}
