/** Nodes and weights of a quadrature rule on [0, 1]. */
export interface Rule {
  readonly t: Float64Array;
  readonly w: Float64Array;
}

const rules = new Map<number, Rule>();

/** Value and derivative of the Legendre polynomial of degree n at x, |x| < 1. */
function legendre(n: number, x: number): readonly [number, number] {
  let [before, at] = [1, x];
  for (let k = 2; k <= n; k++) [before, at] = [at, ((2 * k - 1) * x * at - (k - 1) * before) / k];
  return [at, (n * (x * at - before)) / (x * x - 1)];
}

/** Gauss–Legendre with n ≥ 1 nodes, moved to [0, 1]: exact for polynomials up to degree 2n − 1. Roots by Newton's method. */
export function gaussLegendre(n: number): Rule {
  const known = rules.get(n);
  if (known) return known;
  const t = new Float64Array(n);
  const w = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    for (let turn = 0; turn < 20; turn++) {
      const [value, slope] = legendre(n, x);
      x -= value / slope;
    }
    const slope = legendre(n, x)[1];
    t[n - 1 - i] = (1 + x) / 2;
    w[n - 1 - i] = 1 / ((1 - x * x) * slope * slope);
  }
  const rule = { t, w };
  rules.set(n, rule);
  return rule;
}
