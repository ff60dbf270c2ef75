import { mulberry32, normal } from '../core/random.ts';

/** Largest eigenvalues first, each with its unit vector. */
interface Eigen {
  readonly values: readonly number[];
  readonly vectors: readonly Float64Array[];
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, v, i) => sum + v * b[i]!, 0);

/** Takes out of `v` what lies along `basis`, twice for the rounding of the first time, and answers the length that is left. */
function orthogonalise(v: Float64Array, basis: readonly Float64Array[]): number {
  for (let pass = 0; pass < 2; pass++) {
    for (const b of basis) {
      const along = dot(v, b);
      for (let i = 0; i < v.length; i++) v[i]! -= along * b[i]!;
    }
  }
  return Math.sqrt(dot(v, v));
}

/** All eigenvectors of a small symmetric matrix (m × m) by Jacobi's rotations. */
function jacobi(matrix: Float64Array, m: number): Eigen {
  const A = matrix.slice();
  const V = new Float64Array(m * m);
  for (let i = 0; i < m; i++) V[i * m + i] = 1;
  const turn = (M: Float64Array, a: number, b: number, c: number, s: number): void => {
    const [x, y] = [M[a]!, M[b]!];
    M[a] = c * x - s * y;
    M[b] = s * x + c * y;
  };
  const size = Math.sqrt(dot(A, A));
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < m; p++) for (let q = p + 1; q < m; q++) off += A[p * m + q]! ** 2;
    if (Math.sqrt(off) <= 1e-15 * size) break;
    for (let p = 0; p < m; p++) {
      for (let q = p + 1; q < m; q++) {
        if (A[p * m + q] === 0) continue;
        const theta = (A[q * m + q]! - A[p * m + p]!) / (2 * A[p * m + q]!);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const c = 1 / Math.hypot(t, 1);
        for (let i = 0; i < m; i++) turn(A, i * m + p, i * m + q, c, t * c);
        for (let i = 0; i < m; i++) turn(A, p * m + i, q * m + i, c, t * c);
        for (let i = 0; i < m; i++) turn(V, i * m + p, i * m + q, c, t * c);
      }
    }
  }
  const order = Array.from({ length: m }, (_, i) => i).sort((a, b) => A[b * m + b]! - A[a * m + a]!);
  return { values: order.map((i) => A[i * m + i]!), vectors: order.map((i) => Float64Array.from({ length: m }, (_, r) => V[r * m + i]!)) };
}

/** Steps of Lanczos: the few largest eigenvalues are exact to rounding long before. */
const STEPS = 80;

/** The `wanted` largest eigenvalues of a symmetric matrix (n × n) by Lanczos with full orthogonalisation. */
async function largest(A: Float64Array, n: number, wanted: number, breathe: () => Promise<void>): Promise<Eigen> {
  const next = normal(mulberry32(1));
  const basis: Float64Array[] = [];
  const scale = Math.sqrt(dot(A, A)) || 1;
  let v = new Float64Array(n);
  let length = 0;
  const images: Float64Array[] = [];
  while (basis.length < Math.min(n, STEPS)) {
    await breathe();
    // A space that is closed leaves rounding only: what is not yet in it is looked for from another start.
    if (length <= 1e-12 * scale) {
      v = Float64Array.from({ length: n }, next);
      length = orthogonalise(v, basis);
    }
    const unit = v.map((x) => x / length);
    basis.push(unit);
    const image = Float64Array.from({ length: n }, (_, i) => dot(A.subarray(i * n, (i + 1) * n), unit));
    images.push(image);
    v = image.slice();
    length = orthogonalise(v, basis);
  }
  const m = basis.length;
  const small = Float64Array.from({ length: m * m }, (_, at) => dot(basis[Math.floor(at / m)]!, images[at % m]!));
  const found = jacobi(small.map((v, at) => (v + small[(at % m) * m + Math.floor(at / m)]!) / 2), m);
  const vectors = found.vectors.slice(0, wanted).map((w) => {
    const vector = new Float64Array(n);
    basis.forEach((b, k) => { for (let i = 0; i < n; i++) vector[i]! += w[k]! * b[i]!; });
    return vector;
  });
  return { values: found.values.slice(0, wanted), vectors };
}

export interface Scaling {
  /** n × dimensions, row-major. */
  readonly points: Float64Array;
  /** Share of all squared distances that each dimension shows. */
  readonly shown: readonly number[];
}

/**
 * Classical scaling (Torgerson 1952) of `n` things with `similarity` (n × n, 1 on the diagonal): points whose squared distances come as
 * near to 1 − similarity as `dimensions` allow. A point's largest coordinate in each dimension is positive.
 */
export async function classicalScaling(similarity: Float64Array, n: number, dimensions: number, breathe: () => Promise<void>): Promise<Scaling> {
  const means = new Float64Array(n);
  for (let i = 0; i < n; i++) means[i] = similarity.subarray(i * n, (i + 1) * n).reduce((a, b) => a + b, 0) / n;
  const mean = means.reduce((a, b) => a + b, 0) / n;
  const centred = similarity.map((s, at) => (s - means[Math.floor(at / n)]! - means[at % n]! + mean) / 2);
  let trace = 0;
  for (let i = 0; i < n; i++) trace += centred[i * n + i]!;
  const { values, vectors } = await largest(centred, n, Math.min(dimensions, n), breathe);
  const points = new Float64Array(n * dimensions);
  values.forEach((value, d) => {
    const vector = vectors[d]!;
    const top = vector.reduce((best, v) => (Math.abs(v) > Math.abs(best) ? v : best), 0);
    const scale = Math.sqrt(Math.max(0, value)) * (top < 0 ? -1 : 1);
    for (let i = 0; i < n; i++) points[i * dimensions + d] = vector[i]! * scale;
  });
  return { points, shown: Array.from({ length: dimensions }, (_, d) => (trace > 0 ? Math.max(0, values[d] ?? 0) / trace : 0)) };
}
