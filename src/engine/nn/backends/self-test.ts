import type { Backend } from './backend.ts';

const ramp = (n: number, scale: number, shift: number): Float32Array => Float32Array.from({ length: n }, (_, i) => Math.sin(i * scale + shift));
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-3 * (1 + Math.abs(a) + Math.abs(b));

/**
 * Whether this backend's image gradients are right, on small shapes: a convolution is linear, so its gradients must be its
 * adjoints, ⟨dy, conv(x, w)⟩ = ⟨dFilter, w⟩ = ⟨dInput, x⟩; and max-pooling must pass on all of dy, also where every input
 * is negative. Returns the name of the first kernel that is wrong, or `null`.
 */
export async function wrongImageGradient(backend: Backend): Promise<string | null> {
  const { tf } = backend;
  for (const [strides, pad] of [[1, 'same'], [2, 'same'], [1, 'valid']] as const) {
    backend.use();
    const x = tf.tensor4d(ramp(2 * 5 * 6 * 3, 1.7, 0), [2, 5, 6, 3]);
    const w = tf.tensor4d(ramp(3 * 3 * 3 * 4, 0.9, 1), [3, 3, 3, 4]);
    const y = tf.conv2d(x, w, strides, pad);
    const dy = tf.tensor4d(ramp(y.size, 2.3, 2), y.shape);
    const attrs = { strides, pad, dataFormat: 'NHWC' };
    const dFilter = tf.engine().runKernel('Conv2DBackpropFilter', { x, dy }, { ...attrs, filterShape: w.shape });
    const dInput = tf.engine().runKernel('Conv2DBackpropInput', { dy, filter: w }, { ...attrs, inputShape: x.shape });
    const read = [x, w, y, dy, ...[dFilter, dInput].flat()];
    const [xs, ws, ys, dys, dw, dx] = await Promise.all(read.map((t) => t.data()));
    read.forEach((t) => t.dispose());
    const expected = dot(dys!, ys!);
    if (!near(expected, dot(dw!, ws!))) return 'Conv2DBackpropFilter';
    if (!near(expected, dot(dx!, xs!))) return 'Conv2DBackpropInput';
  }
  backend.use();
  const input = tf.tensor4d(ramp(2 * 4 * 4 * 3, 1.3, 0).map((v) => v - 2), [2, 4, 4, 3]);
  const output = tf.maxPool(input, 2, 2, 'valid');
  const dy = tf.onesLike(output);
  const dx = [tf.engine().runKernel('MaxPoolGrad', { dy, input, output }, { filterSize: 2, strides: 2, pad: 'valid' })].flat();
  const passed = dot(await dx[0]!.data(), await input.data());
  const expected = dot(await dy.data(), await output.data());
  [input, output, dy, ...dx].forEach((t) => t.dispose());
  return near(passed, expected) ? null : 'MaxPoolGrad';
}
