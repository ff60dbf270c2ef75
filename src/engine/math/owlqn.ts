import { type LbfgsOptions, type Minimum, type Pair, direction, dot, largest, remember } from './lbfgs.ts';
import type { Objective } from './line-search.ts';

/** The steepest slope of f + Σ λᵢ|xᵢ|: zero where the kink at xᵢ = 0 outweighs the gradient. */
function pseudoGradient(x: Float64Array, gradient: Float64Array, lambda: Float64Array): Float64Array {
  return gradient.map((g, i) => {
    const l = lambda[i]!;
    if (x[i]! > 0) return g + l;
    if (x[i]! < 0) return g - l;
    if (g + l < 0) return g + l;
    return g - l > 0 ? g - l : 0;
  });
}

const penalty = (x: Float64Array, lambda: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += lambda[i]! * Math.abs(x[i]!);
  return sum;
};

/**
 * Minimises smooth f(x) + Σ λᵢ|xᵢ| by orthant-wise L-BFGS (Andrew & Gao, ICML 2007): exact zeros come out as zeros.
 * `objective` returns f and writes its gradient. Stops when the largest slope is at most `gradientTolerance`.
 */
export async function owlqn(objective: Objective, lambda: Float64Array, start: Float64Array, options: LbfgsOptions): Promise<Minimum> {
  const { gradientTolerance, maxIterations, memory = 10, onIteration } = options;
  let x: Float64Array = start.slice();
  let gradient: Float64Array = new Float64Array(x.length);
  let value = objective(x, gradient) + penalty(x, lambda);
  let pairs: Pair[] = [];
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const slope = pseudoGradient(x, gradient, lambda);
    if (largest(slope) <= gradientTolerance) return { x, value, iterations: iteration, converged: true };
    await onIteration?.(iteration, value);
    const d = direction(slope, pairs).map((v, i) => (v * slope[i]! >= 0 ? 0 : v));
    const orthant = x.map((v, i) => (v === 0 ? -Math.sign(slope[i]!) : Math.sign(v)));
    const step = backtrack(objective, { x, value, d, slope, orthant, lambda, first: pairs.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(slope, slope))) : 1 });
    if (!step) {
      if (pairs.length === 0) return { x, value, iterations: iteration, converged: true };
      pairs = [];
      continue;
    }
    const s = step.x.map((v, i) => v - x[i]!);
    const y = step.gradient.map((v, i) => v - gradient[i]!);
    const curvature = dot(s, y);
    if (curvature > 1e-16 * dot(y, y)) pairs = remember(pairs, { s, y, rho: 1 / curvature }, memory);
    ({ x, value, gradient } = step);
  }
  return { x, value, iterations: maxIterations, converged: largest(pseudoGradient(x, gradient, lambda)) <= gradientTolerance };
}

interface Search {
  readonly x: Float64Array;
  readonly value: number;
  readonly d: Float64Array;
  readonly slope: Float64Array;
  readonly orthant: Float64Array;
  readonly lambda: Float64Array;
  readonly first: number;
}

/** Halves the step until the value falls enough; every trial point is cut back to the orthant it started in. */
function backtrack(objective: Objective, { x, value, d, slope, orthant, lambda, first }: Search): { readonly x: Float64Array; readonly value: number; readonly gradient: Float64Array } | null {
  const gradient = new Float64Array(x.length);
  for (let t = first, tries = 0; tries < 50; tries++, t /= 2) {
    const moved = x.map((v, i) => {
      const next = v + t * d[i]!;
      return lambda[i]! > 0 && next * orthant[i]! <= 0 ? 0 : next;
    });
    let gain = 0;
    for (let i = 0; i < x.length; i++) gain += slope[i]! * (moved[i]! - x[i]!);
    const f = objective(moved, gradient) + penalty(moved, lambda);
    if (gain < 0 && f <= value + 1e-4 * gain + 4 * Number.EPSILON * Math.abs(value)) return { x: moved, value: f, gradient };
  }
  return null;
}
