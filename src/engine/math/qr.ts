/** A least-squares problem squeezed to p rows: ‖X·b − y‖² = ‖R·b − z‖² + `residual`. R is column-major, upper triangular. */
export interface Triangle {
  readonly p: number;
  readonly R: Float64Array;
  readonly z: Float64Array;
  readonly residual: number;
}

const columnNorm = (A: Float64Array, from: number, to: number): number => {
  let top = 0;
  for (let i = from; i < to; i++) top = Math.max(top, Math.abs(A[i]!));
  if (top === 0) return 0;
  let sum = 0;
  for (let i = from; i < to; i++) sum += (A[i]! / top) ** 2;
  return top * Math.sqrt(sum);
};

/** One Householder step on column `k` of A (column-major, m × n), from row `k` on; carries it through the later columns and `b`. */
function reflect(A: Float64Array, b: Float64Array, m: number, n: number, k: number): void {
  const from = k * m + k;
  const norm = columnNorm(A, from, (k + 1) * m);
  if (norm === 0) return;
  const head = A[from]!;
  const alpha = head > 0 ? -norm : norm;
  A[from] = head - alpha;
  const beta = 1 / (alpha * (head - alpha));
  const apply = (C: Float64Array, at: number): void => {
    let dot = 0;
    for (let i = 0, e = m - k; i < e; i++) dot += A[from + i]! * C[at + i]!;
    if (dot === 0) return;
    const f = beta * dot;
    for (let i = 0, e = m - k; i < e; i++) C[at + i]! += f * A[from + i]!;
  };
  for (let c = k + 1; c < n; c++) apply(A, c * m + k);
  apply(b, k);
  A[from] = alpha;
  A.fill(0, from + 1, (k + 1) * m);
}

/**
 * Householder QR with column pivoting (Businger & Golub 1965) of a copy of A, m × n column-major with m ≥ n.
 * `A` of the answer holds R above the diagonal (leading dimension m), `b` holds Qᵀb, `order[j]` the column that came to place j.
 */
export function pivotedQr(given: Float64Array, rhs: Float64Array, m: number, n: number): { readonly A: Float64Array; readonly b: Float64Array; readonly order: Int32Array } {
  const A = given.slice();
  const b = rhs.slice();
  const order = Int32Array.from({ length: n }, (_, j) => j);
  for (let k = 0; k < n; k++) {
    let best = k;
    let bestNorm = -1;
    for (let c = k; c < n; c++) {
      const norm = columnNorm(A, c * m + k, (c + 1) * m);
      if (norm > bestNorm * (1 + 1e-12)) {
        best = c;
        bestNorm = norm;
      }
    }
    if (best !== k) {
      const column = A.slice(k * m, (k + 1) * m);
      A.copyWithin(k * m, best * m, (best + 1) * m);
      A.set(column, best * m);
      [order[k], order[best]] = [order[best]!, order[k]!];
    }
    reflect(A, b, m, n, k);
  }
  return { A, b, order };
}

/** v has `lead` in row k and V[tail …] in the block's rows, which start at row p of every column. */
interface Reflector {
  readonly V: Float64Array;
  readonly tail: number;
  readonly rows: number;
  readonly lead: number;
  readonly beta: number;
  readonly k: number;
  readonly p: number;
}

function applyToOne({ V, tail, rows, lead, beta, k, p }: Reflector, C: Float64Array, column: number): void {
  const at = column + p;
  let dot = lead * C[column + k]!;
  for (let i = 0; i < rows; i++) dot += V[tail + i]! * C[at + i]!;
  const f = beta * dot;
  C[column + k]! += f * lead;
  for (let i = 0; i < rows; i++) C[at + i]! += f * V[tail + i]!;
}

/** The same for four neighbouring columns `stride` apart: four sums at once keep the processor busy. */
function applyToFour({ V, tail, rows, lead, beta, k, p }: Reflector, C: Float64Array, column: number, stride: number): void {
  const [c0, c1, c2, c3] = [column + p, column + stride + p, column + 2 * stride + p, column + 3 * stride + p];
  const row = column + k;
  let d0 = lead * C[row]!;
  let d1 = lead * C[row + stride]!;
  let d2 = lead * C[row + 2 * stride]!;
  let d3 = lead * C[row + 3 * stride]!;
  for (let i = 0; i < rows; i++) {
    const v = V[tail + i]!;
    d0 += v * C[c0 + i]!;
    d1 += v * C[c1 + i]!;
    d2 += v * C[c2 + i]!;
    d3 += v * C[c3 + i]!;
  }
  d0 *= beta;
  d1 *= beta;
  d2 *= beta;
  d3 *= beta;
  C[row]! += d0 * lead;
  C[row + stride]! += d1 * lead;
  C[row + 2 * stride]! += d2 * lead;
  C[row + 3 * stride]! += d3 * lead;
  for (let i = 0; i < rows; i++) {
    const v = V[tail + i]!;
    C[c0 + i]! += d0 * v;
    C[c1 + i]! += d1 * v;
    C[c2 + i]! += d2 * v;
    C[c3 + i]! += d3 * v;
  }
}

/**
 * Reduces a tall problem block by block (TSQR): memory stays at one block, and the caller can breathe between blocks.
 */
export class Reducer {
  readonly p: number;
  readonly #block: number;
  readonly #A: Float64Array;
  readonly #b: Float64Array;
  #residual = 0;

  constructor(p: number, block = Math.max(64, Math.min(2048, Math.ceil(131_072 / Math.max(p, 1))))) {
    this.p = p;
    this.#block = block;
    this.#A = new Float64Array((p + block) * p);
    this.#b = new Float64Array(p + block);
  }

  /** How many rows one `add` may bring. */
  get blockRows(): number {
    return this.#block;
  }

  /** Adds `rows` rows; both callbacks are asked once for each number. */
  add(rows: number, value: (row: number, column: number) => number, rhs: (row: number) => number): void {
    const { p } = this;
    const A = this.#A;
    const b = this.#b;
    const m = p + this.#block;
    for (let j = 0; j < p; j++) {
      for (let i = 0; i < rows; i++) A[j * m + p + i] = value(i, j);
      A.fill(0, j * m + p + rows, (j + 1) * m);
    }
    for (let i = 0; i < rows; i++) b[p + i] = rhs(i);
    b.fill(0, p + rows);
    for (let k = 0; k < p; k++) this.#eliminate(k, m);
    for (let i = 0; i < rows; i++) this.#residual += b[p + i]! ** 2;
  }

  /** Rows k+1 … p−1 are zero in column k already (R is triangular), so the reflector touches row k and the block only. */
  #eliminate(k: number, m: number): void {
    const { p } = this;
    const A = this.#A;
    const tail = k * m + p;
    const norm = Math.hypot(A[k * m + k]!, columnNorm(A, tail, (k + 1) * m));
    if (norm === 0) return;
    const head = A[k * m + k]!;
    const alpha = head > 0 ? -norm : norm;
    const reflector: Reflector = { V: A, tail, rows: m - p, lead: head - alpha, beta: 1 / (alpha * (head - alpha)), k, p };
    let c = k + 1;
    for (; c + 4 <= p; c += 4) applyToFour(reflector, A, c * m, m);
    for (; c < p; c++) applyToOne(reflector, A, c * m);
    applyToOne(reflector, this.#b, 0);
    A[k * m + k] = alpha;
  }

  triangle(): Triangle {
    const { p } = this;
    const m = p + this.#block;
    const R = new Float64Array(p * p);
    for (let j = 0; j < p; j++) for (let i = 0; i <= j; i++) R[j * p + i] = this.#A[j * m + i]!;
    return { p, R, z: this.#b.slice(0, p), residual: this.#residual };
  }
}
