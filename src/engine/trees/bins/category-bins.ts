import type { BinOptions, CategoryBins } from './binned.ts';

/** LightGBM leaves the rarest categories, together this share of the rows, to the bin of others once bins run short. */
const RARE = 0.01;

/** Rows a category: counts[c]. Codes at or above the number of names are nobody's and are not counted. */
function kept(counts: Float64Array, room: number, { flavour, minDataInBin = 3 }: BinOptions): number[] {
  const codes = Array.from(counts, (_, code) => code);
  if (flavour === 'xgboost' && counts.length <= room) return codes;
  const seen = codes.filter((code) => counts[code]! > 0).sort((a, b) => counts[b]! - counts[a]! || a - b);
  if (flavour === 'xgboost') return seen.slice(0, room - 1);
  const enough = Math.round(counts.reduce((sum, n) => sum + n, 0) * (1 - RARE));
  const chosen: number[] = [];
  let covered = 0;
  for (const code of seen) {
    if (chosen.length >= room - 1 || (covered >= enough && chosen.length >= Math.min(seen.length, room - 1))) break;
    if (counts[code]! < minDataInBin && chosen.length > 1) break;
    chosen.push(code);
    covered += counts[code]!;
  }
  return chosen;
}

/** Bins of a category column: by code (XGBoost), or by how frequent a category is (LightGBM, and wherever there are too many). */
export function categoryBins(name: string, categories: readonly string[], counts: Float64Array, hasMissing: boolean, options: BinOptions): CategoryBins {
  const room = 256 - Number(hasMissing);
  const own = kept(counts, room, options);
  const seen = counts.reduce((n, c) => n + Number(c > 0), 0);
  const others = own.reduce((n, code) => n + Number(counts[code]! > 0), 0) < seen;
  const codes = Int32Array.from(others ? [...own, -1] : own);
  return { kind: 'category', name, categories, bins: codes.length, missing: hasMissing ? codes.length : -1, codes, other: others ? own.length : -1 };
}
