import { type Objective, wolfe } from './line-search.ts';

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly iterations: number;
  readonly converged: boolean;
}
export interface LbfgsOptions {
  /** Stops when the largest entry of the gradient is at most this. */
  readonly gradientTolerance: number;
  readonly maxIterations: number;
  /** Pairs remembered (SciPy's default is 10). */
  readonly memory?: number;
  /** Awaited once an iteration; may throw to cancel. */
  readonly onIteration?: (iteration: number, value: number) => Promise<void>;
}

export const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};
export const largest = (a: Float64Array): number => a.reduce((m, v) => Math.max(m, Math.abs(v)), 0);

/** One step and the change of gradient over it. */
export interface Pair { readonly s: Float64Array; readonly y: Float64Array; readonly rho: number }

/** −H·g by the two-loop recursion (Nocedal & Wright, algorithm 7.4). */
export function direction(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  const d = gradient.map((v) => -v);
  const alphas = new Float64Array(pairs.length);
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { s, y, rho } = pairs[k]!;
    const alpha = rho * dot(s, d);
    alphas[k] = alpha;
    for (let i = 0; i < d.length; i++) d[i]! -= alpha * y[i]!;
  }
  const last = pairs.at(-1);
  if (last) {
    const scale = 1 / (last.rho * dot(last.y, last.y));
    for (let i = 0; i < d.length; i++) d[i]! *= scale;
  }
  pairs.forEach(({ s, y, rho }, k) => {
    const f = alphas[k]! - rho * dot(y, d);
    for (let i = 0; i < d.length; i++) d[i]! += f * s[i]!;
  });
  return d;
}

/** The latest `memory` pairs, oldest first. */
export const remember = (pairs: readonly Pair[], pair: Pair, memory: number): Pair[] => [...pairs.slice(pairs.length >= memory ? 1 : 0), pair];

/**
 * Limited-memory BFGS with a strong Wolfe line search (Nocedal & Wright 2006, algorithms 7.5 and 3.5).
 * `objective(x, gradient)` returns the value and writes the gradient. Converged also where rounding allows no further descent.
 */
export async function lbfgs(objective: Objective, start: Float64Array, options: LbfgsOptions): Promise<Minimum> {
  const { gradientTolerance, maxIterations, memory = 10, onIteration } = options;
  let x: Float64Array = start.slice();
  let gradient: Float64Array = new Float64Array(x.length);
  let value = objective(x, gradient);
  let pairs: Pair[] = [];
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (largest(gradient) <= gradientTolerance) return { x, value, iterations: iteration, converged: true };
    await onIteration?.(iteration, value);
    const d = direction(gradient, pairs);
    const first = pairs.length === 0 ? Math.min(1, 1 / Math.max(Math.sqrt(dot(gradient, gradient)), 1e-300)) : 1;
    const step = wolfe(objective, x, value, gradient, d, first);
    if (step === null) {
      if (pairs.length > 0) {
        // A stale curvature can spoil the direction: once more from steepest descent before giving up.
        pairs = [];
        continue;
      }
      return { x, value, iterations: iteration, converged: true };
    }
    const s = step.x.map((v, i) => v - x[i]!);
    const y = step.gradient.map((v, i) => v - gradient[i]!);
    const curvature = dot(s, y);
    if (curvature > 1e-16 * dot(y, y)) pairs = remember(pairs, { s, y, rho: 1 / curvature }, memory);
    ({ x, value, gradient } = step);
  }
  return { x, value, iterations: maxIterations, converged: largest(gradient) <= gradientTolerance };
}
