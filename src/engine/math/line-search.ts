/** Returns the value at `x` and writes the gradient there into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

interface Point { readonly t: number; readonly x: Float64Array; readonly value: number; readonly gradient: Float64Array; readonly slope: number }

const SUFFICIENT = 1e-4;
const CURVATURE = 0.9;

/** Minimiser of the cubic through two values and slopes, kept within the inner 80 % of the interval. */
function cubic(a: Point, b: Point): number {
  const d1 = a.slope + b.slope - (3 * (a.value - b.value)) / (a.t - b.t);
  const square = d1 * d1 - a.slope * b.slope;
  const d2 = Math.sign(b.t - a.t) * Math.sqrt(Math.max(square, 0));
  const t = b.t - ((b.t - a.t) * (b.slope + d2 - d1)) / (b.slope - a.slope + 2 * d2);
  const low = Math.min(a.t, b.t);
  const width = Math.abs(b.t - a.t);
  return Number.isFinite(t) ? Math.min(Math.max(t, low + 0.1 * width), low + 0.9 * width) : low + width / 2;
}

/**
 * A step along `d` that meets the strong Wolfe conditions (c₁ = 1e-4, c₂ = 0.9), by bracketing and zooming
 * (Nocedal & Wright 2006, algorithms 3.5 and 3.6); `null` where `d` does not descend or rounding leaves no step.
 * Values within rounding of the start count as not risen, so the search can finish at the very bottom.
 */
export function wolfe(objective: Objective, x: Float64Array, value: number, gradient: Float64Array, d: Float64Array, first: number): Point | null {
  const slopeOf = (g: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < g.length; i++) sum += g[i]! * d[i]!;
    return sum;
  };
  const start: Point = { t: 0, x, value, gradient, slope: slopeOf(gradient) };
  if (!(start.slope < 0)) return null;
  const rounding = 4 * Number.EPSILON * Math.abs(value);
  const at = (t: number): Point => {
    const moved = x.map((v, i) => v + t * d[i]!);
    const g = new Float64Array(x.length);
    const f = objective(moved, g);
    return { t, x: moved, value: Number.isFinite(f) ? f : Infinity, gradient: g, slope: slopeOf(g) };
  };
  const tooHigh = (p: Point): boolean => p.value > value + SUFFICIENT * p.t * start.slope + rounding;
  const flat = (p: Point): boolean => Math.abs(p.slope) <= -CURVATURE * start.slope;

  const zoom = (from: Point, to: Point): Point | null => {
    let low = from;
    let high = to;
    for (let i = 0; i < 40; i++) {
      const next = at(high.value === Infinity ? (low.t + high.t) / 2 : cubic(low, high));
      if (tooHigh(next) || next.value > low.value + rounding) high = next;
      else {
        if (flat(next)) return next;
        if (next.slope * (high.t - low.t) >= 0) high = low;
        low = next;
      }
      if (Math.abs(high.t - low.t) <= 1e-14 * Math.max(high.t, low.t)) break;
    }
    return low.t > 0 && low.value < value ? low : null;
  };

  let previous = start;
  let t = first;
  for (let i = 0; i < 30; i++) {
    const next = at(t);
    if (tooHigh(next) || (i > 0 && next.value > previous.value + rounding)) return zoom(previous, next);
    if (flat(next)) return next;
    if (next.slope >= 0) return zoom(next, previous);
    previous = next;
    t *= 2;
  }
  return previous.t > 0 ? previous : null;
}
