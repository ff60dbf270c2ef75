import { mix, mulberry32 } from '../core/random.ts';
import type { Initializer } from './names.ts';
import { layoutOf, type NetSpec, type Variable } from './spec.ts';

/** Numbers that feed one output and that one input feeds, as Keras counts them. */
function fans(v: Variable): { readonly fanIn: number; readonly fanOut: number } {
  const field = v.shape.slice(0, -2).reduce((a, b) => a * b, 1);
  return { fanIn: field * v.shape.at(-2)!, fanOut: field * v.shape.at(-1)! };
}

/** Keras' initial weights from our own generator: kernels uniform (Glorot or He), biases 0, scales and variances 1. */
export function initialWeights(spec: NetSpec, seed: number, initializer: Initializer): Float32Array {
  const layout = layoutOf(spec);
  const weights = new Float32Array(layout.total);
  for (const [i, v] of layout.variables.entries()) {
    if (v.name === 'gamma' || v.name === 'moving_variance') weights.fill(1, v.offset, v.offset + v.size);
    if (v.name !== 'kernel') continue;
    const { fanIn, fanOut } = fans(v);
    const limit = initializer === 'he_uniform' ? Math.sqrt(6 / fanIn) : Math.sqrt(6 / (fanIn + fanOut));
    const random = mulberry32(mix(seed, 1, i));
    for (let j = 0; j < v.size; j++) weights[v.offset + j] = (2 * random() - 1) * limit;
  }
  return weights;
}
