import type { Backend } from './backends/backend.ts';
import { kitOf } from './ops/kit.ts';
import { forward } from './ops/network.ts';
import { layoutOf, type NetSpec } from './spec.ts';

/** As `forwardRows`, on a backend of TensorFlow.js. */
export async function forwardOn(backend: Backend, spec: NetSpec, weights: Float32Array, x: Float32Array, rows: number): Promise<Float32Array> {
  const { tf } = backend;
  const layout = layoutOf(spec);
  backend.use();
  const z = tf.tidy(() => {
    const tensors = layout.variables.map((v) => tf.tensor(weights.slice(v.offset, v.offset + v.size), [...v.shape]));
    return forward(kitOf(backend), spec, layout, tensors, tf.tensor(x, [rows, ...spec.inputShape]), null).z;
  });
  const values = (await z.data<'float32'>()).slice();
  z.dispose();
  return values;
}
