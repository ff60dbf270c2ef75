import type { Backend } from '../backends/backend.ts';
import type { Tensor, Tensor2D, Tf } from '../backends/tensorflow.ts';

/** TensorFlow.js with the products that gradients need, in the form that is fast on this backend. */
export interface Kit {
  readonly tf: Tf;
  /** aᵀ · b */
  readonly transposedTimes: (a: Tensor2D, b: Tensor2D) => Tensor2D;
  /** a · bᵀ */
  readonly timesTransposed: (a: Tensor2D, b: Tensor2D) => Tensor2D;
}

export const kitOf = ({ tf }: Backend): Kit => ({ tf, transposedTimes: (a, b) => tf.matMul(a, b, true, false), timesTransposed: (a, b) => tf.matMul(a, b, false, true) });

/** What happens only while learning. */
export interface Training {
  /** Dropout mask or noise for a layer in this step. */
  readonly mask: (layer: number, size: number, rate: number) => Float32Array;
  readonly noise: (layer: number, size: number, sd: number) => Float32Array;
  /** Takes over the moving statistics of a layer, by the variable's name. */
  readonly moved: (layer: number, name: string, value: Tensor) => void;
}

/** A layer's output and the way back through it. */
export interface Pass {
  readonly y: Tensor;
  /** Gradients by the input (`null` unless asked for) and by the trained weights, in their order. */
  readonly back: (dy: Tensor, needInput: boolean) => { readonly dx: Tensor | null; readonly grads: readonly Tensor[] };
}
