import { minimumNorm } from './least-squares.ts';
import { Reducer, type Triangle } from './qr.ts';

/** Least squares on the columns in `passive` only. */
function restricted({ p, R, z }: Triangle, passive: readonly number[]): Float64Array {
  const reducer = new Reducer(passive.length, p);
  reducer.add(p, (i, j) => R[passive[j]! * p + i]!, (i) => z[i]!);
  return minimumNorm(reducer.triangle()).x;
}

/** x ≥ 0 with ‖R·x − z‖ least: Lawson & Hanson's active-set method (1974). */
export function nonNegative(problem: Triangle): Float64Array {
  const { p, R, z } = problem;
  const x = new Float64Array(p);
  const passive = new Set<number>();
  const scale = R.reduce((m, v) => Math.max(m, Math.abs(v)), 0) * z.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
  for (let round = 0; round < 3 * p; round++) {
    const residual = z.slice();
    for (let j = 0; j < p; j++) if (x[j] !== 0) for (let i = 0; i <= j; i++) residual[i]! -= R[j * p + i]! * x[j]!;
    let enter = -1;
    let steepest = 10 * p * Number.EPSILON * scale;
    for (let j = 0; j < p; j++) {
      if (passive.has(j)) continue;
      let gradient = 0;
      for (let i = 0; i <= j; i++) gradient += R[j * p + i]! * residual[i]!;
      if (gradient > steepest) {
        steepest = gradient;
        enter = j;
      }
    }
    if (enter < 0) return x;
    passive.add(enter);
    while (passive.size > 0) {
      const columns = [...passive].sort((a, b) => a - b);
      const wish = restricted(problem, columns);
      if (wish.every((v) => v > 0)) {
        x.fill(0);
        columns.forEach((j, k) => { x[j] = wish[k]!; });
        break;
      }
      let step = 1;
      let blocking = columns[0]!;
      columns.forEach((j, k) => {
        const room = wish[k]! <= 0 ? x[j]! / (x[j]! - wish[k]!) : 1;
        if (room < step) {
          step = room;
          blocking = j;
        }
      });
      columns.forEach((j, k) => { x[j] = Math.max(0, x[j]! + step * (wish[k]! - x[j]!)); });
      x[blocking] = 0;
      passive.delete(blocking);
    }
  }
  return x;
}
