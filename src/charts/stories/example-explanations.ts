import { mulberry32, normal } from '../../engine/core/random.ts';
import type { PermutationImportance, ShapExplanation } from '../../engine/explainers/explanation.ts';

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
