import type { Memory } from '../../kernels/memory.ts';
import type { Candidate } from './candidates.ts';
import { type LeafOrder, isotonicLeaves } from './monotone.ts';
import { type ScoreFunction, scoreOf } from './score.ts';

/** Under monotone constraints a split is judged by the leaf values it would be given. One output, plain boosting. */
export function monotoneScores(memory: Memory, candidate: Candidate, leaves: number, l2: number, kind: ScoreFunction, orders: readonly LeafOrder[]): Float64Array {
  const { buckets, oneHot } = candidate;
  const cells = memory.f64.subarray(candidate.histogram >> 3, (candidate.histogram >> 3) + leaves * buckets * 2);
  const totals = new Float64Array(leaves * 2);
  cells.forEach((v, at) => { totals[Math.floor(at / (buckets * 2)) * 2 + (at & 1)]! += v; });
  const low = new Float64Array(leaves * 2);
  return Float64Array.from({ length: oneHot ? buckets : buckets - 1 }, (_, split) => {
    const sums = new Float64Array(2 * leaves);
    const weights = new Float64Array(2 * leaves);
    for (let leaf = 0; leaf < leaves; leaf++) {
      const cell = (leaf * buckets + split) * 2;
      const [l, w] = [2 * leaf, 2 * leaf + 1];
      low[l] = cells[cell]! + (oneHot ? 0 : low[l]!);
      low[w] = cells[cell + 1]! + (oneHot ? 0 : low[w]!);
      const own = oneHot ? leaf + leaves : leaf;
      const other = oneHot ? leaf : leaf + leaves;
      [sums[own], weights[own]] = [low[l]!, low[w]!];
      [sums[other], weights[other]] = [totals[l]! - low[l]!, totals[w]! - low[w]!];
    }
    const values = isotonicLeaves(sums.map((s, at) => (weights[at]! > 0 ? s / (weights[at]! + l2) : 0)), weights.map((w) => w + l2), orders);
    let [numerator, denominator] = [0, 0];
    for (let leaf = 0; leaf < 2 * leaves; leaf++) {
      numerator += values[leaf]! * sums[leaf]!;
      denominator += values[leaf]! ** 2 * weights[leaf]!;
    }
    return scoreOf(kind, numerator, denominator);
  });
}
