// See twins/neural/softmax.ts.
import { exp } from './_math.as';
import { lanes, most, put, take, total } from './_lanes.as';

export function softmax(from: i32, to: i32, n: i32, x: usize, y: usize, causal: i32, mask: usize, outer: i32, outerStride: i32, inner: i32, innerStride: i32): void {
  const least = f32x4.splat(f32.NEGATIVE_INFINITY), zero = f32x4.splat(0);
  for (let r = from; r < to; r++) {
    const row = <usize>r * <usize>n << 2, input = x + row, output = y + row;
    const seen = causal > 0 ? max(0, min(n, r % causal + 1 + n - causal)) : n;
    const added = mask + (<usize>(r / outer * outerStride + r % inner * innerStride) * <usize>n << 2);
    let top = least;
    for (let i = 0; i < seen; i += 4) {
      const at = <usize>i << 2, left = seen - i;
      let v = take(input + at, left);
      if (mask != 0) v = f32x4.add(v, take(added + at, left));
      if (left < 4) v = v128.bitselect(v, least, lanes(left));
      put(output + at, left, v);
      top = f32x4.pmax(top, v);
    }
    const greatest = f32x4.splat(most(top));
    let sum = zero;
    for (let i = 0; i < seen; i += 4) {
      const at = <usize>i << 2, left = seen - i;
      let e = exp(f32x4.sub(take(output + at, left), greatest));
      if (left < 4) e = v128.and(e, lanes(left));
      put(output + at, left, e);
      sum = f32x4.add(sum, e);
    }
    const whole = f32x4.splat(total(sum));
    for (let i = 0; i < seen; i += 4) {
      const at = <usize>i << 2, left = seen - i;
      put(output + at, left, f32x4.div(take(output + at, left), whole));
    }
    if (seen < n) memory.fill(output + (<usize>seen << 2), 0, <usize>(n - seen) << 2);
  }
}

export function softmaxGrad(from: i32, to: i32, n: i32, y: usize, dy: usize, dx: usize): void {
  for (let r = from; r < to; r++) {
    const row = <usize>r * <usize>n << 2, output = y + row, gradient = dy + row, target = dx + row;
    let sum = f32x4.splat(0);
    for (let i = 0; i < n; i += 4) {
      const at = <usize>i << 2, left = n - i;
      sum = f32x4.add(sum, f32x4.mul(take(output + at, left), take(gradient + at, left)));
    }
    const dot = f32x4.splat(total(sum));
    for (let i = 0; i < n; i += 4) {
      const at = <usize>i << 2, left = n - i;
      put(target + at, left, f32x4.mul(take(output + at, left), f32x4.sub(take(gradient + at, left), dot)));
    }
  }
}
