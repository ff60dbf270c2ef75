import { mix, mulberry32, normal } from '../../core/random.ts';
import type { Shape } from '../layers/shared/kind.ts';
import { networkLayout, type NetworkVariable } from './layout.ts';
import type { Network } from './network.ts';

/** Numbers that feed one output and that one input feeds, as Keras counts them. */
function fans(shape: Shape): { readonly fanIn: number; readonly fanOut: number } {
  if (shape.length < 2) return { fanIn: shape[0] ?? 1, fanOut: shape[0] ?? 1 };
  const field = shape.slice(0, -2).reduce((a, b) => a * b, 1);
  return { fanIn: field * shape.at(-2)!, fanOut: field * shape.at(-1)! };
}

type Draw = () => number;

/** Normal numbers within two deviations, which are then of deviation 0.8796…; Keras divides by that. */
function truncated(draw: Draw): number {
  let z = draw();
  while (Math.abs(z) > 2) z = draw();
  return z / 0.87962566103423978;
}

/** Columns (or rows, where there are fewer) at right angles and of length 1: Gram–Schmidt, twice for accuracy. */
function orthogonal(out: Float32Array, shape: Shape, draw: Draw): void {
  const columns = shape.at(-1)!;
  const rows = out.length / columns;
  const count = Math.min(rows, columns);
  const length = Math.max(rows, columns);
  const vectors = Array.from({ length: count }, () => Float64Array.from({ length }, draw));
  for (const [i, v] of vectors.entries()) {
    for (let pass = 0; pass < 2; pass++) for (let j = 0; j < i; j++) {
      const u = vectors[j]!;
      let dot = 0;
      for (let k = 0; k < length; k++) dot += u[k]! * v[k]!;
      for (let k = 0; k < length; k++) v[k]! -= dot * u[k]!;
    }
    const norm = Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
    for (let k = 0; k < length; k++) v[k]! /= norm;
  }
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[r * columns + c] = rows >= columns ? vectors[c]![r]! : vectors[r]![c]!;
}

function fill(out: Float32Array, v: NetworkVariable, random: Draw): void {
  const draw = normal(random);
  const { fanIn, fanOut } = fans(v.shape);
  const uniform = (limit: number): void => {
    for (let i = 0; i < out.length; i++) out[i] = (2 * random() - 1) * limit;
  };
  const normals = (sd: number): void => {
    for (let i = 0; i < out.length; i++) out[i] = truncated(draw) * sd;
  };
  switch (v.fill) {
    case 'glorot_uniform': uniform(Math.sqrt(6 / (fanIn + fanOut))); break;
    case 'he_uniform': uniform(Math.sqrt(6 / fanIn)); break;
    case 'lecun_uniform': uniform(Math.sqrt(3 / fanIn)); break;
    case 'glorot_normal': normals(Math.sqrt(2 / (fanIn + fanOut))); break;
    case 'he_normal': normals(Math.sqrt(2 / fanIn)); break;
    case 'lecun_normal': normals(Math.sqrt(1 / fanIn)); break;
    case 'random_uniform': uniform(0.05); break;
    case 'random_normal':
      for (let i = 0; i < out.length; i++) out[i] = 0.05 * draw();
      break;
    case 'token_uniform': uniform(1 / Math.sqrt(v.shape.at(-1)!)); break;
    case 'orthogonal': orthogonal(out, v.shape, draw); break;
    case 'open_forget_gate': out.fill(1, out.length / 4, out.length / 2); break;
    case 'ones': out.fill(1); break;
    case 'quarter': out.fill(0.25); break;
    case 'zeros': break;
    default: v.fill satisfies never;
  }
}

/** First weights, as each layer's initialisers say, from our own generator: the same for the same seed, layer by layer. */
export function networkWeights(network: Network, seed: number): Float32Array {
  const layout = networkLayout(network);
  const weights = new Float32Array(layout.total);
  for (const [i, v] of layout.variables.entries()) fill(weights.subarray(v.offset, v.offset + v.size), v, mulberry32(mix(seed, 1, i)));
  return weights;
}
