import type { Memory } from '../../memory.ts';
import type { Desk, Plan } from './desk.ts';
import { classScore, type Node, valueScore } from './node.ts';
import { classIn, weightIn } from './rows.ts';

/** Splits nearer than this, as a share, are equally good (as in tree/splitter.ts). */
const TIE = 1e-12;

export interface Bounds { readonly low: number; readonly high: number }
type Side = 'none' | 'left' | 'right';
export interface Best { proxy: number; feature: number; bin: number; side: Side; middle: number }

/** What has gone left: rows, weight, and the sums of classes or values. */
interface Left { rows: number; weight: number; sum: number; readonly classes: Float64Array }

/** Weight, rows and sums of the bins of one column. */
interface Bins { readonly rows: Float64Array; readonly sums: Float64Array; readonly weights: Float64Array }

/** The search for the best split of one node. */
export class Search {
  readonly best: Best = { proxy: -Infinity, feature: -1, bin: 0, side: 'none', middle: 0 };

  constructor(readonly memory: Memory, readonly plan: Plan, readonly desk: Desk, readonly units: Float64Array, readonly node: Node, readonly minWeight: number, readonly bounds: Bounds, readonly next: () => number) {}

  #consider(feature: number, bin: number, left: Left, side: Side): void {
    const { plan: { minLeaf, K, criterion }, node, best } = this;
    const right = node.size - left.rows;
    const rest = node.weight - left.weight;
    if (left.rows < minLeaf || right < minLeaf || left.rows < 1 || right < 1 || left.weight < this.minWeight || rest < this.minWeight) return;
    const middle = this.#middle(feature, left);
    if (middle === null) return;
    const proxy = K > 0
      ? classScore(criterion, left.classes, left.weight) + classScore(criterion, node.totals.map((t, k) => t - left.classes[k]!), rest)
      : valueScore(criterion, left.sum, left.weight) + valueScore(criterion, node.sum - left.sum, rest);
    if (!(proxy - best.proxy > TIE * Math.abs(proxy))) return;
    Object.assign(best, { proxy, feature, bin, middle, side });
  }

  /** Halfway between the answers of both sides; `null` where a monotone column forbids them; 0 for free columns. */
  #middle(feature: number, left: Left): number | null {
    const { plan: { monotone, K, origin }, node, bounds: { low, high } } = this;
    const sign = monotone === 0 ? 0 : (this.memory.u8[monotone + feature]! << 24) >> 24;
    if (sign === 0) return 0;
    const rest = node.weight - left.weight;
    const a = K > 0 ? left.classes[K - 1]! / left.weight : origin + left.sum / left.weight;
    const b = K > 0 ? (node.totals[K - 1]! - left.classes[K - 1]!) / rest : origin + (node.sum - left.sum) / rest;
    return a < low || b < low || a > high || b > high || (a - b) * sign > 0 ? null : (a + b) / 2;
  }

  /** Sums of the node's rows by bin, and for classes by class within the bin. */
  #bins(column: number): Bins {
    const { memory: { u8, u32, f64 }, plan: { K }, desk, node: { from, size } } = this;
    const width = Math.max(K, 1);
    const bins = { rows: new Float64Array(256), sums: new Float64Array(256), weights: new Float64Array(256 * width) };
    for (let i = from; i < from + size; i++) {
      const b = u8[column + u32[desk.rows / 4 + i]!]!;
      bins.rows[b]!++;
      const pay = u32[desk.pay / 4 + i]!;
      bins.weights[b * width + classIn(pay, K)]! += weightIn(pay, K);
      if (K === 0) bins.sums[b]! += f64[desk.wy / 8 + i]!;
    }
    return bins;
  }

  #scan(feature: number, all: Bins, bins: number, missing: number, absent: number, side: Side): void {
    const { plan: { K, unit }, units, node } = this;
    const left: Left = { rows: 0, weight: 0, sum: 0, classes: new Float64Array(K) };
    let weights = 0;
    let sums = 0;
    const take = (b: number): void => {
      left.rows += all.rows[b]!;
      if (K === 0) {
        weights += all.weights[b]!;
        sums += all.sums[b]!;
        left.weight = weights * unit;
        left.sum = sums * unit;
        return;
      }
      left.weight = 0;
      for (let k = 0; k < K; k++) {
        left.classes[k]! += all.weights[b * K + k]! * units[k]!;
        left.weight += left.classes[k]!;
      }
    };
    if (side === 'left') take(missing);
    for (let b = 0; b < bins; b++) {
      if (all.rows[b] === 0) continue;
      take(b);
      this.#consider(feature, side === 'right' && left.rows + absent === node.size ? bins - 1 : b, left, side);
    }
  }

  #about(feature: number): { readonly bins: number; readonly missing: number; readonly values: number; readonly column: number } {
    const { memory: { i32, u32 }, plan: { features, columns, n } } = this;
    const at = features / 4 + 4 * feature;
    return { bins: i32[at]!, missing: i32[at + 1]!, values: u32[at + 2]!, column: columns + feature * n };
  }

  /** Tries every threshold; false where the column's values are all alike. */
  #every(feature: number): boolean {
    const { bins, missing, column } = this.#about(feature);
    const all = this.#bins(column);
    const absent = missing < 0 ? 0 : all.rows[missing]!;
    const filled = all.rows.subarray(0, bins).filter((rows) => rows > 0).length;
    if (filled === 0 || (filled === 1 && absent === 0)) return false;
    this.#scan(feature, all, bins, missing, absent, absent > 0 ? 'right' : 'none');
    if (absent > 0) this.#scan(feature, all, bins, missing, absent, 'left');
    return true;
  }

  /** Tries one threshold, drawn evenly between the values of the lowest and the highest bin; missing values go to a side drawn too. */
  #one(feature: number): boolean {
    const { memory: { u8, u32, f64 }, plan: { K, unit }, desk, node: { from, size }, units } = this;
    const { bins: _, missing, values, column } = this.#about(feature);
    const met = Array.from({ length: size }, (__, i) => u8[column + u32[desk.rows / 4 + from + i]!]!);
    const known = met.filter((b) => b !== missing);
    const absent = size - known.length;
    const low = known.reduce((a, b) => Math.min(a, b), 256);
    const high = known.reduce((a, b) => Math.max(a, b), -1);
    if (high < 0 || (low === high && absent === 0)) return false;
    const a = f64[values / 8 + low]!;
    const drawn = a + (f64[values / 8 + high]! - a) * this.next();
    let bin = low;
    while (bin + 1 < high && f64[values / 8 + bin + 1]! <= drawn) bin++;
    const side: Side = absent === 0 ? 'none' : this.next() < 0.5 ? 'left' : 'right';
    const left: Left = { rows: 0, weight: 0, sum: 0, classes: new Float64Array(K) };
    let weight = 0;
    for (let i = 0; i < size; i++) {
      if (!(met[i]! <= bin || (side === 'left' && met[i] === missing))) continue;
      const pay = u32[desk.pay / 4 + from + i]!;
      left.rows++;
      if (K > 0) left.classes[classIn(pay, K)]! += weightIn(pay, K);
      else {
        weight += pay;
        left.sum += f64[desk.wy / 8 + from + i]!;
      }
    }
    left.sum *= unit;
    left.weight = weight * unit;
    for (let k = 0; k < K; k++) {
      left.classes[k]! *= units[k]!;
      left.weight += left.classes[k]!;
    }
    this.#consider(feature, bin, left, side);
    return true;
  }

  /** Whether no other column can do better: both sides are pure, or each is one row. */
  #perfect(): boolean {
    const { best, node, plan: { K, criterion } } = this;
    if (best.feature < 0) return false;
    if (node.size === 2) return true;
    return K > 0 && best.proxy >= (criterion === 0 ? node.weight * (1 - TIE) : -TIE * node.weight);
  }

  /** The best split over the columns tried; its feature is −1 where there is none. */
  run(): Best {
    const { plan: { p, tried, random }, memory: { i32 }, desk } = this;
    const attempt = (feature: number): boolean => (random ? this.#one(feature) : this.#every(feature));
    if (tried >= p) {
      for (let j = 0; j < p && !this.#perfect(); j++) attempt(j);
      return this.best;
    }
    const order = desk.order / 4;
    let drawn = 0;
    let varying = 0;
    for (let left = p; left > 0 && (drawn < tried || varying === 0) && !this.#perfect(); left--) {
      const at = order + Math.floor(this.next() * left);
      const feature = i32[at]!;
      i32[at] = i32[order + left - 1]!;
      i32[order + left - 1] = feature;
      drawn++;
      if (attempt(feature)) varying++;
    }
    return this.best;
  }
}
