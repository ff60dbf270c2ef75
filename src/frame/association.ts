import type { FeatureColumn } from './features.ts';

/** Measures of how much two columns tell of each other, over rows where both are present. NaN where one of them is constant. */

export interface Measured {
  readonly value: number;
  /** Rows with both. */
  readonly count: number;
}

/** How much two columns tell of each other, by the measure that suits their kinds: Pearson's r, Cramér's V or the correlation ratio η. */
export function associate(a: FeatureColumn, b: FeatureColumn): Measured {
  if (a.kind === 'number') return b.kind === 'number' ? pearson(a.values, b.values) : correlationRatio(b.codes, b.categories.length, a.values);
  return b.kind === 'number' ? correlationRatio(a.codes, a.categories.length, b.values) : cramersV(a.codes, a.categories.length, b.codes, b.categories.length);
}

/** Pearson's r of two columns, NaN for missing; two passes, so that far-off means cost no digits. */
export function pearson(x: Float64Array, y: Float64Array): Measured {
  let n = 0;
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < x.length; i++) {
    const s = x[i]! + y[i]!;
    if (s - s !== 0) continue;
    n++;
    sumX += x[i]!;
    sumY += y[i]!;
  }
  const meanX = sumX / n;
  const meanY = sumY / n;
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const s = x[i]! + y[i]!;
    if (s - s !== 0) continue;
    const dx = x[i]! - meanX;
    const dy = y[i]! - meanY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  const value = xx > 0 && yy > 0 ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx) / Math.sqrt(yy))) : NaN;
  return { value, count: n };
}

/** Ranks from 1, equal values sharing their mean rank; NaN stays NaN. */
export function ranks(values: Float64Array): Float64Array {
  const order = new Uint32Array(values.length);
  let n = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) order[n++] = i;
  const kept = order.subarray(0, n).sort((a, b) => values[a]! - values[b]! || 0);
  const out = new Float64Array(values.length).fill(NaN);
  for (let i = 0; i < n; ) {
    let j = i + 1;
    while (j < n && values[kept[j]!] === values[kept[i]!]) j++;
    for (let k = i; k < j; k++) out[kept[k]!] = (i + j + 1) / 2;
    i = j;
  }
  return out;
}

/** Pearson's r of the ranks among the rows that have both (as pandas and scipy do). */
export function spearman(x: Float64Array, y: Float64Array): number {
  const both = (own: Float64Array, other: Float64Array): Float64Array => own.map((v, i) => (Number.isNaN(other[i]!) ? NaN : v));
  return pearson(ranks(both(x, y)), ranks(both(y, x))).value;
}

/** Correlation ratio η: the root of the share of the number's variance that lies between the categories. */
export function correlationRatio(codes: Int32Array, categories: number, values: Float64Array): Measured {
  const counts = new Float64Array(categories);
  const sums = new Float64Array(categories);
  let n = 0;
  let sum = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    const v = values[i]!;
    if (code < 0 || v - v !== 0) continue;
    counts[code]!++;
    sums[code]! += v;
    n++;
    sum += v;
  }
  const mean = sum / n;
  let total = 0;
  for (let i = 0; i < codes.length; i++) {
    const v = values[i]!;
    if (codes[i]! >= 0 && v - v === 0) total += (v - mean) ** 2;
  }
  let between = 0;
  let used = 0;
  counts.forEach((count, k) => {
    if (count === 0) return;
    used++;
    between += count * (sums[k]! / count - mean) ** 2;
  });
  return { value: used > 1 && total > 0 ? Math.sqrt(Math.min(1, between / total)) : NaN, count: n };
}

/** Cramér's V with Bergsma's correction ("A bias-correction for Cramér's V and Tschuprow's T", 2013). */
export function cramersV(a: Int32Array, categoriesA: number, b: Int32Array, categoriesB: number): Measured {
  const rows = new Float64Array(categoriesA);
  const columns = new Float64Array(categoriesB);
  const cells = new Map<number, number>();
  let n = 0;
  for (let i = 0; i < a.length; i++) {
    const r = a[i]!;
    const c = b[i]!;
    if (r < 0 || c < 0) continue;
    rows[r]!++;
    columns[c]!++;
    const key = r * categoriesB + c;
    cells.set(key, (cells.get(key) ?? 0) + 1);
    n++;
  }
  const used = (counts: Float64Array): number => counts.reduce((k, count) => k + (count > 0 ? 1 : 0), 0);
  const r = used(rows);
  const k = used(columns);
  if (r < 2 || k < 2) return { value: NaN, count: n };
  // χ²/n from the filled cells alone: Σ o²/(row·column) − 1.
  let phi2 = -1;
  for (const [key, count] of cells) phi2 += (count * count) / (rows[Math.floor(key / categoriesB)]! * columns[key % categoriesB]!);
  const corrected = Math.max(0, phi2 - ((k - 1) * (r - 1)) / (n - 1));
  const smaller = Math.min(k - (k - 1) ** 2 / (n - 1), r - (r - 1) ** 2 / (n - 1)) - 1;
  return { value: smaller > 0 ? Math.min(1, Math.sqrt(corrected / smaller)) : NaN, count: n };
}
