import { type Triangle, pivotedQr } from './qr.ts';

const rankOf = (A: Float64Array, p: number, tolerance: number): number => {
  const first = Math.abs(A[0] ?? 0);
  let rank = 0;
  while (rank < p && Math.abs(A[rank * p + rank]!) > tolerance * first) rank++;
  return rank;
};

/**
 * Minimum-norm solution of R·b ≈ z, with R p × p upper triangular, as LAPACK's xGELSY finds it: QR with pivoting fixes
 * the rank r, and a second orthogonal factorisation of the r leading rows removes what cannot be determined.
 * The rank is judged on columns brought to one length, so a column in small units is not taken for rounding:
 * a pivot counts while it is above `tolerance` times the first (default: 4·p units of roundoff).
 */
export function minimumNorm({ p, R, z }: Triangle, tolerance = 4 * Math.max(p, 10) * Number.EPSILON): { readonly x: Float64Array; readonly rank: number } {
  const x = new Float64Array(p);
  if (p === 0) return { x, rank: 0 };
  const lengths = Float64Array.from({ length: p }, (_, j) => {
    let length = 0;
    for (let i = 0; i <= j; i++) length = Math.hypot(length, R[j * p + i]!);
    return length === 0 ? 1 : length;
  });
  const even = pivotedQr(R.map((v, at) => v / lengths[Math.floor(at / p)]!), z, p, p);
  const rank = rankOf(even.A, p, tolerance);
  if (rank === p) {
    const found = backSubstitute(even.A, even.b, p);
    even.order.forEach((j, k) => { x[j] = found[k]! / lengths[j]!; });
    return { x, rank };
  }
  const { A, b, order } = pivotedQr(R, z, p, p);
  const kept = Math.min(rank, rankOf(A, p, tolerance));
  if (kept === 0) return { x, rank: 0 };
  const found = shortest(A, b, p, kept);
  order.forEach((j, k) => { x[j] = found[k]!; });
  return { x, rank: kept };
}

/** Solves upper triangular A·x = b (column-major, p × p). */
function backSubstitute(A: Float64Array, b: Float64Array, p: number): Float64Array {
  const x = b.slice(0, p);
  for (let j = p - 1; j >= 0; j--) {
    x[j]! /= A[j * p + j]!;
    for (let i = 0; i < j; i++) x[i]! -= A[j * p + i]! * x[j]!;
  }
  return x;
}

/** The shortest x with A₁x = b₁ for the `rank` × p trapezoid A₁: A₁ᵀ = QL, so x = Q·(L⁻ᵀb). */
function shortest(A: Float64Array, b: Float64Array, p: number, rank: number): Float64Array {
  const T = new Float64Array(p * rank);
  for (let i = 0; i < rank; i++) for (let j = i; j < p; j++) T[i * p + j] = A[j * p + i]!;
  const scale = new Float64Array(rank);
  for (let k = 0; k < rank; k++) {
    let norm = 0;
    for (let i = k; i < p; i++) norm = Math.hypot(norm, T[k * p + i]!);
    const head = T[k * p + k]!;
    const alpha = head > 0 ? -norm : norm;
    scale[k] = alpha;
    if (norm === 0) continue;
    T[k * p + k] = head - alpha;
    const beta = 1 / (alpha * (head - alpha));
    for (let c = k + 1; c < rank; c++) {
      let dot = 0;
      for (let i = k; i < p; i++) dot += T[k * p + i]! * T[c * p + i]!;
      for (let i = k; i < p; i++) T[c * p + i]! += beta * dot * T[k * p + i]!;
    }
  }
  const x = new Float64Array(p);
  for (let k = 0; k < rank; k++) {
    let sum = b[k]!;
    for (let i = 0; i < k; i++) sum -= T[k * p + i]! * x[i]!;
    x[k] = sum / scale[k]!;
  }
  for (let k = rank - 1; k >= 0; k--) {
    const alpha = scale[k]!;
    const beta = 1 / (alpha * T[k * p + k]!);
    let dot = 0;
    for (let i = k; i < p; i++) dot += T[k * p + i]! * x[i]!;
    for (let i = k; i < p; i++) x[i]! += beta * dot * T[k * p + i]!;
  }
  return x;
}
