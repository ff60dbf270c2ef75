import type { Memory } from '../../memory.ts';
import { ln } from '../ln.ts';
import type { Desk, Plan } from './desk.ts';
import { classIn, weightIn } from './rows.ts';

/** A node while its split is sought: a stretch of the desk's rows, and its sums. */
export interface Node {
  readonly from: number;
  readonly size: number;
  readonly weight: number;
  /** For values: Σ weight × value. */
  readonly sum: number;
  /** For classes: the weight of each. */
  readonly totals: Float64Array;
  readonly impurity: number;
  readonly value: Float64Array;
}

/** How pure the sums of one side are, larger is purer: Σ v² / w for Gini, Σ v ln v − w ln w for entropy. */
export function classScore(criterion: number, v: Float64Array, w: number): number {
  let s = 0;
  if (criterion === 0) {
    for (const x of v) s += x * x;
    return s / w;
  }
  for (const x of v) if (x > 0) s += x * ln(x);
  return s - w * ln(w);
}

/** s² / w for squared error; s ln (s / w) for Poisson, where a side without any count is out of the question. */
export const valueScore = (criterion: number, s: number, w: number): number => (criterion === 2 ? (s * s) / w : s > Number.EPSILON ? s * ln(s / w) : -Infinity);

function measureClasses({ u32 }: Memory, { K, criterion }: Plan, desk: Desk, units: Float64Array, from: number, size: number): Node {
  const counts = new Float64Array(K);
  for (let i = from; i < from + size; i++) {
    const pay = u32[desk.pay / 4 + i]!;
    counts[classIn(pay, K)]! += weightIn(pay, K);
  }
  const totals = counts.map((count, k) => count * units[k]!);
  let weight = 0;
  for (const v of totals) weight += v;
  const value = totals.map((v) => v / weight);
  let s = 0;
  let kinds = 0;
  for (const share of value) {
    if (share > 0) kinds++;
    s += criterion === 0 ? share * share : share > 0 ? share * ln(share) : 0;
  }
  return { from, size, weight, sum: 0, totals, value, impurity: kinds < 2 ? 0 : criterion === 0 ? 1 - s : -s / Math.LN2 };
}

function measureValues({ u32, f64 }: Memory, { criterion, target, unit, origin }: Plan, desk: Desk, from: number, size: number): Node {
  let [units, sum, squares] = [0, 0, 0];
  const first = f64[target / 8 + u32[desk.rows / 4 + from]!]!;
  let pure = true;
  for (let i = from; i < from + size; i++) {
    const w = u32[desk.pay / 4 + i]!;
    const y = f64[target / 8 + u32[desk.rows / 4 + i]!]!;
    units += w;
    sum += w * y;
    squares += criterion === 2 ? w * y * y : y > 0 ? w * y * ln(y) : 0;
    if (y !== first) pure = false;
  }
  const weight = units * unit;
  sum *= unit;
  squares *= unit;
  const mean = sum / weight;
  const mixed = criterion === 2 ? squares / weight - mean * mean : sum > Number.EPSILON ? (squares - sum * ln(mean)) / weight : Infinity;
  return { from, size, weight, sum, totals: new Float64Array(0), value: Float64Array.of(origin + mean), impurity: pure ? 0 : Math.max(0, mixed) };
}

/** Sums, value and impurity of a stretch of rows. `units`: what a unit of weight counts, by class. */
export const measure = (memory: Memory, plan: Plan, desk: Desk, units: Float64Array, from: number, size: number): Node =>
  plan.K > 0 ? measureClasses(memory, plan, desk, units, from, size) : measureValues(memory, plan, desk, from, size);

/** The purity of a node before it is split, in the measure of its splits. */
export const scoreOf = ({ K, criterion }: Plan, { totals, weight, sum }: Node): number => (K > 0 ? classScore(criterion, totals, weight) : valueScore(criterion, sum, weight));
