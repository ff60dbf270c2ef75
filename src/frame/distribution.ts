import { columnCodes, columnNumbers, columnValues } from './column-values.ts';
import { findColumn } from './find-column.ts';
import { type Groups, groupsBy, oneGroup } from './groups.ts';
import { countInto, histogramEdges } from './histogram.ts';
import { quantile, sortedFinite } from './quantile.ts';
import type { Table } from './table.ts';
import type { Box, Distribution } from './views.ts';
import { type Watch, breather } from './watch.ts';

const BARS = 30;

/** One column, or one column by the classes of another (see groups.ts): histograms and boxes for numbers, bars for the rest. */
export async function distributionOf(table: Table, name: string, by: string | null, watch: Watch = {}): Promise<Distribution> {
  const breathe = breather(watch);
  const at = findColumn(table, name);
  const { type, dictionary } = table.columns[at]!;
  const groups = by === null ? oneGroup(table.rows) : groupsBy(table, by);
  await breathe();
  const common = { column: name, type, by, groups: groups.names };
  if (type === 'number' || type === 'date') {
    const values = columnNumbers(table, at);
    const sorted = sortedFinite(values);
    await breathe();
    const edges = histogramEdges(sorted);
    const parts = by === null ? [sorted] : split(values, groups).map(sortedFinite);
    await breathe();
    return { ...common, histogram: { edges, counts: parts.map((part) => countInto(part, edges).counts) }, bars: null, boxes: parts.map(boxOf) };
  }
  const { codes, words } = type === 'category' ? { codes: columnCodes(table, at), words: dictionary ?? [] } : codedTexts(table, name);
  await breathe();
  return { ...common, histogram: null, bars: bars(codes, words, groups), boxes: null };
}

function split(values: Float64Array, groups: Groups): readonly Float64Array[] {
  const sizes = new Float64Array(groups.names.length);
  for (const g of groups.of) sizes[g]!++;
  const parts = Array.from(sizes, (size) => new Float64Array(size));
  const filled = new Float64Array(sizes.length);
  values.forEach((v, i) => {
    const g = groups.of[i]!;
    parts[g]![filled[g]!++] = v;
  });
  return parts;
}

/** Tukey's box of ascending values; all NaN where there are none. */
export function boxOf(sorted: Float64Array): Box {
  const [q1, median, q3] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)];
  const reach = 1.5 * (q3 - q1);
  let first = 0;
  let last = sorted.length - 1;
  while (first < last && sorted[first]! < q1 - reach) first++;
  while (last > first && sorted[last]! > q3 + reach) last--;
  let sum = 0;
  for (const v of sorted) sum += v;
  return { low: sorted[first] ?? NaN, q1, median, q3, high: sorted[last] ?? NaN, mean: sum / sorted.length, count: sorted.length };
}

function bars(codes: Int32Array, words: readonly string[], groups: Groups): Distribution['bars'] {
  const totals = new Float64Array(words.length);
  for (const code of codes) if (code >= 0) totals[code]!++;
  const used = words.map((_, k) => k).filter((k) => totals[k]! > 0).sort((a, b) => totals[b]! - totals[a]! || a - b);
  const kept = used.length <= BARS ? used : used.slice(0, BARS - 1);
  const bar = new Int32Array(words.length).fill(kept.length);
  kept.forEach((code, k) => {
    bar[code] = k;
  });
  const values = kept.map((code) => words[code]!);
  if (used.length > kept.length) values.push('Other');
  const counts = groups.names.map(() => new Float64Array(values.length));
  codes.forEach((code, i) => {
    if (code >= 0) counts[groups.of[i]!]![bar[code]!]!++;
  });
  return { values, counts };
}

function codedTexts(table: Table, name: string): { readonly codes: Int32Array; readonly words: readonly string[] } {
  const column = columnValues(table, name);
  const known = new Map<string, number>();
  const codes = Int32Array.from(column.kind === 'text' ? column.values : [], (text) => {
    if (text === null) return -1;
    const code = known.get(text) ?? known.size;
    known.set(text, code);
    return code;
  });
  return { codes, words: [...known.keys()] };
}
