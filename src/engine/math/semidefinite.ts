/**
 * Solves A x = b for a symmetric positive (semi-)definite A (n × n row-major) by LDLᵀ; a column whose pivot vanishes
 * depends on those before it and gets 0. A and b are left alone.
 */
export function solveSemidefinite(A: Float64Array, b: Float64Array, n: number): Float64Array {
  const L = A.slice();
  const d = new Float64Array(n);
  const scale = Math.max(...Array.from({ length: n }, (_, i) => Math.abs(A[i * n + i]!)), 0);
  const tiny = scale * n * 1e-14;
  for (let j = 0; j < n; j++) {
    let pivot = L[j * n + j]!;
    for (let k = 0; k < j; k++) pivot -= L[j * n + k]! ** 2 * d[k]!;
    d[j] = pivot > tiny ? pivot : 0;
    for (let i = j + 1; i < n; i++) {
      let v = L[i * n + j]!;
      for (let k = 0; k < j; k++) v -= L[i * n + k]! * L[j * n + k]! * d[k]!;
      L[i * n + j] = d[j] === 0 ? 0 : v / d[j]!;
    }
  }
  const x = b.slice();
  for (let i = 0; i < n; i++) for (let k = 0; k < i; k++) x[i]! -= L[i * n + k]! * x[k]!;
  for (let i = 0; i < n; i++) x[i] = d[i] === 0 ? 0 : x[i]! / d[i]!;
  for (let i = n - 1; i >= 0; i--) for (let k = i + 1; k < n; k++) x[i]! -= L[k * n + i]! * x[k]!;
  return x;
}
