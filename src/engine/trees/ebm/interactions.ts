import { CornerSums } from './corner-sums.ts';
import type { ColumnBins } from './bins.ts';
import type { BagRows } from './boost.ts';
import { addUp, newHistogram } from './histogram.ts';
import type { EbmObjective } from './objective.ts';
import { pairStrength } from './pair-step.ts';
import type { EbmRules } from './rules.ts';
import { makeTerm } from './terms.ts';

type Pair = readonly [number, number];

export const allPairs = (columns: number): readonly Pair[] =>
  Array.from({ length: columns }, (_, i) => Array.from({ length: columns - 1 - i }, (__, j): Pair => [i, i + 1 + j])).flat();

/** Strength of every pair on one bag, given what the single columns say already (`rows.scores`). Columns with a direction to keep take no part. */
export async function strengths(pairs: readonly Pair[], bins: readonly ColumnBins[], rows: BagRows, objective: EbmObjective, rules: EbmRules, breathe: () => Promise<void>): Promise<Float64Array> {
  const K = objective.outputs;
  const g = new Float64Array(rows.y.length * K);
  const h = new Float64Array(rows.y.length * K);
  objective.gradients(rows.scores, rows.y, rows.weight, g, h);
  const found = new Float64Array(pairs.length);
  for (const [at, pair] of pairs.entries()) {
    await breathe();
    if (pair.some((j) => (rules.monotone[j] ?? 0) !== 0)) continue;
    const term = makeTerm(pair, bins);
    const cells = term.cellsOf(rows.bins);
    const count = new Float64Array(term.cells);
    for (const c of cells) count[c]!++;
    const hist = newHistogram(term.cells, K, count);
    addUp(hist, cells, g, h, K);
    found[at] = pairStrength(new CornerSums(bins[pair[0]]!.count, bins[pair[1]]!.count, K), hist, rules);
  }
  return found;
}

/** The `wanted` pairs with the best mean rank over the bags; pairs that tell nothing in any bag are left out. */
export function choosePairs(pairs: readonly Pair[], byBag: readonly Float64Array[], wanted: number): readonly Pair[] {
  const rank = new Float64Array(pairs.length);
  for (const strength of byBag) {
    const order = [...pairs.keys()].sort((a, b) => strength[b]! - strength[a]! || a - b);
    order.forEach((pair, place) => { rank[pair]! += place; });
  }
  return [...pairs.keys()].filter((p) => byBag.some((strength) => strength[p]! > 0)).sort((a, b) => rank[a]! - rank[b]! || a - b).slice(0, wanted).map((p) => pairs[p]!);
}
