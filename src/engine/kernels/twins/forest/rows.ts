import type { Memory } from '../../memory.ts';
import { classBits, type Desk, type Plan } from './desk.ts';

/** The class and the weight that a row's pay holds. */
export const classIn = (pay: number, K: number): number => pay & (2 ** classBits(K) - 1);
export const weightIn = (pay: number, K: number): number => pay >>> classBits(K);

/** How often each row is drawn, into words at `times`; as trees/forest/bag.ts draws. */
function drawRows({ u32, f64 }: Memory, { n, draws, cumulative }: Plan, times: number, next: () => number): void {
  const base = times / 4;
  u32.fill(0, base, base + n);
  if (cumulative === 0) {
    for (let d = 0; d < draws; d++) u32[base + Math.floor(next() * n)]!++;
    return;
  }
  const sums = cumulative / 8;
  const total = f64[sums + n - 1]!;
  for (let d = 0; d < draws; d++) {
    const target = next() * total;
    let low = 0;
    let high = n - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (f64[sums + middle]! > target) high = middle;
      else low = middle + 1;
    }
    u32[base + low]!++;
  }
}

/** Writes the rows that count, with class or weighed value beside them; returns how many. */
export function gatherRows(memory: Memory, plan: Plan, desk: Desk, next: () => number): number {
  const { u32, f64 } = memory;
  const { n, K, draws, weights, target } = plan;
  if (draws > 0) drawRows(memory, plan, desk.rows2, next);
  const times = draws > 0 ? desk.rows2 : weights;
  const shift = classBits(K);
  let m = 0;
  for (let i = 0; i < n; i++) {
    const w = times === 0 ? 1 : u32[times / 4 + i]!;
    if (w === 0) continue;
    u32[desk.rows / 4 + m] = i;
    u32[desk.pay / 4 + m] = (w << shift) | (K > 0 ? u32[target / 4 + i]! : 0);
    if (K === 0) f64[desk.wy / 8 + m] = w * f64[target / 8 + i]!;
    m++;
  }
  return m;
}

/** What a unit of weight counts, by class: the plan's unit, or what makes all classes drawn count alike. */
export function classUnits({ u32 }: Memory, { K, subsample, unit }: Plan, desk: Desk, m: number): Float64Array {
  const units = new Float64Array(K).fill(unit);
  if (!subsample) return units;
  const drawn = new Float64Array(K);
  let total = 0;
  for (let i = 0; i < m; i++) {
    const pay = u32[desk.pay / 4 + i]!;
    drawn[classIn(pay, K)]! += weightIn(pay, K);
    total += weightIn(pay, K);
  }
  const kinds = drawn.filter((count) => count > 0).length;
  return drawn.map((count) => (count > 0 ? total / (kinds * count) : 0));
}

/** Rows of a stretch that go left come first, in their order; returns how many. `also`: a bin above `bin` that goes left too, or −1. */
export function partition({ u8, u32, f64 }: Memory, { K }: Plan, desk: Desk, from: number, count: number, column: number, bin: number, also: number): number {
  const [rows, pay, wy] = [desk.rows / 4 + from, desk.pay / 4 + from, desk.wy / 8 + from];
  const kept = { rows: u32.slice(rows, rows + count), pay: u32.slice(pay, pay + count), wy: f64.slice(wy, wy + (K === 0 ? count : 0)) };
  const place = (i: number, at: number): void => {
    u32[rows + at] = kept.rows[i]!;
    u32[pay + at] = kept.pay[i]!;
    if (K === 0) f64[wy + at] = kept.wy[i]!;
  };
  const goesLeft = (i: number): boolean => {
    const b = u8[column + kept.rows[i]!]!;
    return b <= bin || b === also;
  };
  let left = 0;
  for (let i = 0; i < count; i++) if (goesLeft(i)) place(i, left++);
  let right = left;
  for (let i = 0; i < count; i++) if (!goesLeft(i)) place(i, right++);
  return left;
}
