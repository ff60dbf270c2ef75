import type { Memory } from '../../memory.ts';
import { rowSum } from './reduce.ts';

const f = Math.fround;
const sign = (x: number): number => Number(x > 0) - Number(x < 0);

// All take numbers `from` … `to` − 1 of the weights w, gradients g and the optimizer's vectors, and single-precision settings at p: the
// learning rate first, then what is left of every weight after decoupled decay (1 − rate · weight decay). The formulas are Keras 3's.

/** p: rate with both bias corrections in it, what is left, 1 − β₁, 1 − β₂, ε. */
export function adam({ f32 }: Memory, from: number, to: number, w: number, g: number, m: number, v: number, p: number): void {
  const [alpha, shrink, toM, toV, epsilon] = f32.subarray(p / 4, p / 4 + 5) as unknown as readonly [number, number, number, number, number];
  for (let i = from; i < to; i++) {
    const gi = f32[g / 4 + i]!;
    const mi = f(f(f(gi - f32[m / 4 + i]!) * toM) + f32[m / 4 + i]!);
    const vi = f(f(f(f(gi * gi) - f32[v / 4 + i]!) * toV) + f32[v / 4 + i]!);
    f32[m / 4 + i] = mi;
    f32[v / 4 + i] = vi;
    f32[w / 4 + i] = f(f32[w / 4 + i]! * shrink) - f(f(mi * alpha) / f(f(Math.sqrt(vi)) + epsilon));
  }
}

/** p: rate, what is left, momentum, 1 for Nesterov's. `m`: 0 without momentum. */
export function sgd({ f32 }: Memory, from: number, to: number, w: number, g: number, m: number, p: number): void {
  const [rate, shrink, momentum, nesterov] = f32.subarray(p / 4, p / 4 + 4) as unknown as readonly [number, number, number, number];
  for (let i = from; i < to; i++) {
    const step = f(f32[g / 4 + i]! * rate);
    const wi = f(f32[w / 4 + i]! * shrink);
    if (m === 0) f32[w / 4 + i] = wi - step;
    else {
      const mi = f(f(f32[m / 4 + i]! * momentum) - step);
      f32[m / 4 + i] = mi;
      f32[w / 4 + i] = wi + (nesterov === 0 ? mi : f(f(mi * momentum) - step));
    }
  }
}

/** p: rate, what is left, momentum, ρ, 1 − ρ, ε. `m`: 0 without momentum. */
export function rmsprop({ f32 }: Memory, from: number, to: number, w: number, g: number, s: number, m: number, p: number): void {
  const [rate, shrink, momentum, rho, rest, epsilon] = f32.subarray(p / 4, p / 4 + 6) as unknown as readonly [number, number, number, number, number, number];
  for (let i = from; i < to; i++) {
    const gi = f32[g / 4 + i]!;
    const si = f(f(f32[s / 4 + i]! * rho) + f(f(gi * gi) * rest));
    f32[s / 4 + i] = si;
    let step = f(f(gi * rate) / f(Math.sqrt(f(si + epsilon))));
    if (m !== 0) {
      step = f(f(f32[m / 4 + i]! * momentum) + step);
      f32[m / 4 + i] = step;
    }
    f32[w / 4 + i] = f(f32[w / 4 + i]! * shrink) - step;
  }
}

/** p: rate, what is left, ε. */
export function adagrad({ f32 }: Memory, from: number, to: number, w: number, g: number, s: number, p: number): void {
  const [rate, shrink, epsilon] = f32.subarray(p / 4, p / 4 + 3) as unknown as readonly [number, number, number];
  for (let i = from; i < to; i++) {
    const gi = f32[g / 4 + i]!;
    const si = f(f(gi * gi) + f32[s / 4 + i]!);
    f32[s / 4 + i] = si;
    f32[w / 4 + i] = f(f32[w / 4 + i]! * shrink) - f(f(gi * rate) / f(Math.sqrt(f(si + epsilon))));
  }
}

/** p: rate, what is left, β₁, 1 − β₁, β₂, 1 − β₂. */
export function lion({ f32 }: Memory, from: number, to: number, w: number, g: number, m: number, p: number): void {
  const [rate, shrink, beta1, rest1, beta2, rest2] = f32.subarray(p / 4, p / 4 + 6) as unknown as readonly [number, number, number, number, number, number];
  for (let i = from; i < to; i++) {
    const [gi, mi] = [f32[g / 4 + i]!, f32[m / 4 + i]!];
    f32[w / 4 + i] = f(f32[w / 4 + i]! * shrink) - f(sign(f(f(mi * beta1) + f(gi * rest1))) * rate);
    f32[m / 4 + i] = f(mi * beta2) + f(gi * rest2);
  }
}

/** Adds λ₁ sign(w) + 2 λ₂ w to the gradients; p: λ₁, λ₂. */
export function penalise({ f32 }: Memory, from: number, to: number, w: number, g: number, p: number): void {
  const [l1, l2] = [f32[p / 4]!, f32[p / 4 + 1]!];
  for (let i = from; i < to; i++) {
    const wi = f32[w / 4 + i]!;
    f32[g / 4 + i]! += f(f(sign(wi) * l1) + f(f(wi + wi) * l2));
  }
}

/** Σ λ₁ |w| + λ₂ w² to `out`; p: λ₁, λ₂. */
export function penalty({ f32 }: Memory, from: number, to: number, w: number, p: number, out: number): void {
  const [l1, l2] = [f32[p / 4]!, f32[p / 4 + 1]!];
  f32[out / 4] = rowSum(to - from, (i) => {
    const wi = f32[w / 4 + from + i]!;
    return f(f(Math.abs(wi) * l1) + f(f(wi * wi) * l2));
  });
}

/** Σ g² to `out`. */
export function squareSum({ f32 }: Memory, from: number, to: number, g: number, out: number): void {
  f32[out / 4] = rowSum(to - from, (i) => f(f32[g / 4 + from + i]! * f32[g / 4 + from + i]!));
}

/** What gradients whose n sums of squares these are must be multiplied by to be no longer than `most` (an address) says. */
export function clipFactor({ f32 }: Memory, n: number, squares: number, most: number, out: number): void {
  let sum = 0;
  for (let i = 0; i < n; i++) sum = f(sum + f32[squares / 4 + i]!);
  const norm = f(Math.sqrt(sum));
  f32[out / 4] = norm > f32[most / 4]! ? f32[most / 4]! / norm : 1;
}

/** Multiplies gradients by the number at `factor`. */
export function clipScale({ f32 }: Memory, from: number, to: number, g: number, factor: number): void {
  const by = f32[factor / 4]!;
  for (let i = from; i < to; i++) f32[g / 4 + i]! *= by;
}

/** Holds every gradient within ± the number at `most`. */
export function clipValue({ f32 }: Memory, from: number, to: number, g: number, most: number): void {
  const limit = f32[most / 4]!;
  for (let i = from; i < to; i++) {
    const gi = f32[g / 4 + i]!;
    const below = limit < gi ? limit : gi;
    f32[g / 4 + i] = below < -limit ? -limit : below;
  }
}

/** Shortens columns `from` … `to` − 1 of w (rows × columns) that are longer than the number at `most`: Keras' MaxNorm over axis 0. */
export function maxNorm({ f32 }: Memory, rows: number, columns: number, from: number, to: number, w: number, most: number): void {
  const limit = f32[most / 4]!;
  for (let j = from; j < to; j++) {
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      const wi = f32[w / 4 + i * columns + j]!;
      sum = f(sum + f(wi * wi));
    }
    const norm = f(Math.sqrt(sum));
    const factor = f((limit < norm ? limit : norm) / f(norm + f(1e-7)));
    for (let i = 0; i < rows; i++) f32[w / 4 + i * columns + j]! *= factor;
  }
}
