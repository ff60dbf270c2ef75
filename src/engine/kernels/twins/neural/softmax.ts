import type { Memory } from '../../memory.ts';
import { exp } from './math.ts';

const f = Math.fround;

/** What four lanes hold, added in their order. */
export function laneTotal(lanes: Float32Array): number {
  return f(f(lanes[0]! + lanes[1]!) + f(lanes[2]! + lanes[3]!));
}

/**
 * Softmax of rows `from` … `to` of `n` numbers each, after something is added: row r of x gets row
 * ⌊r / outer⌋ · outerStride + (r mod inner) · innerStride of `mask` (0: nothing). Where `causal` is not 0, rows are `causal` queries again
 * and again and columns are keys whose last is that of the last query: a query does not see later keys. A row that sees none is all zeros.
 */
export function softmax({ f32 }: Memory, from: number, to: number, n: number, x: number, y: number, causal: number, mask: number, outer: number, outerStride: number, inner: number, innerStride: number): void {
  const lanes = new Float32Array(4);
  for (let r = from; r < to; r++) {
    const [input, output] = [x / 4 + r * n, y / 4 + r * n];
    const seen = causal > 0 ? Math.max(0, Math.min(n, (r % causal) + 1 + n - causal)) : n;
    const added = mask / 4 + (Math.trunc(r / outer) * outerStride + (r % inner) * innerStride) * n;
    let greatest = -Infinity;
    for (let i = 0; i < seen; i++) {
      const v = mask === 0 ? f32[input + i]! : f(f32[input + i]! + f32[added + i]!);
      f32[output + i] = v;
      if (greatest < v) greatest = v;
    }
    lanes.fill(0);
    for (let i = 0; i < seen; i++) {
      const e = exp(f(f32[output + i]! - greatest));
      f32[output + i] = e;
      lanes[i & 3]! += e;
    }
    const whole = laneTotal(lanes);
    for (let i = 0; i < seen; i++) f32[output + i] = f32[output + i]! / whole;
    f32.fill(0, output + seen, output + n);
  }
}

/** The gradient of softmax by its input, from its output `y` and the gradient by that, `dy`. */
export function softmaxGrad({ f32 }: Memory, from: number, to: number, n: number, y: number, dy: number, dx: number): void {
  const lanes = new Float32Array(4);
  for (let r = from; r < to; r++) {
    const [output, gradient, target] = [y / 4 + r * n, dy / 4 + r * n, dx / 4 + r * n];
    lanes.fill(0);
    for (let i = 0; i < n; i++) lanes[i & 3]! += f(f32[output + i]! * f32[gradient + i]!);
    const dot = laneTotal(lanes);
    for (let i = 0; i < n; i++) f32[target + i] = f(f32[output + i]! * f(f32[gradient + i]! - dot));
  }
}
