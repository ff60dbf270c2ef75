import { exp } from '../../../kernels/twins/exp.ts';
import { checkLabels } from '../labels.ts';
import type { Objective, Target } from '../objective.ts';
import { byQuery } from './by-query.ts';
import type { Queries } from './queries.ts';

const A = 214_013;
const C = 2_531_011;

/** The state of LightGBM's linear congruential generator after `steps` numbers. */
function skip(seed: number, steps: number): number {
  let [a, c] = [1, 0];
  for (let [n, stepA, stepC] = [steps, A, C]; n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) [a, c] = [Math.imul(a, stepA), (Math.imul(c, stepA) + stepC) | 0];
    [stepA, stepC] = [Math.imul(stepA, stepA), (Math.imul(stepC, stepA) + stepC) | 0];
  }
  return (Math.imul(a, seed) + c) | 0;
}

/** LightGBM's `rank_xendcg`: cross entropy against labels lifted by chance (S. Bruch, arXiv:1911.09798). */
export function xendcg(name: string, metric: string, { y, weight }: Target, queries: Queries, seed: number): Objective {
  checkLabels(y, name, (v) => Number.isInteger(v) && v >= 0 && v <= 30, 'whole numbers from 0 to 30');

  return byQuery(name, metric, queries, (rows, score, { gradient, hessian }, q, round) => {
    const n = rows.length;
    if (n <= 1) return;
    let top = -Infinity;
    for (const row of rows) top = Math.max(top, score[row]!);
    const rho = Float64Array.from(rows, (row) => exp(score[row]! - top));
    const whole = rho.reduce((a, b) => a + b, 0);
    // Every query has numbers of its own, n a round: a resumed training draws what the uninterrupted one would have drawn.
    let state = skip(seed + q, round * n);
    const terms = Float64Array.from(rows, (row) => {
      state = (Math.imul(A, state) + C) | 0;
      return 2 ** y[row]! - ((state >>> 16) & 0x7fff) / 32_768;
    });
    const labels = Math.max(1e-15, terms.reduce((a, b) => a + b, 0));
    let first = 0;
    for (let i = 0; i < n; i++) {
      rho[i]! /= whole;
      const term = rho[i]! - terms[i]! / labels;
      gradient[rows[i]!] = term;
      terms[i] = term / (1 - rho[i]!);
      first += terms[i]!;
    }
    let second = 0;
    for (let i = 0; i < n; i++) {
      const term = rho[i]! * (first - terms[i]!);
      gradient[rows[i]!]! += term;
      terms[i] = term / (1 - rho[i]!);
      second += terms[i]!;
    }
    for (let i = 0; i < n; i++) {
      const w = weight === null ? 1 : weight[rows[i]!]!;
      gradient[rows[i]!] = (gradient[rows[i]!]! + rho[i]! * (second - terms[i]!)) * w;
      hessian[rows[i]!] = rho[i]! * (1 - rho[i]!) * w;
    }
  });
}
