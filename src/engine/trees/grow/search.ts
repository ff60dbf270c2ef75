import { histogram } from '../../kernels/twins/histogram.ts';
import { findSplits } from '../../kernels/twins/split.ts';
import type { BinnedDataset } from '../bins/binned.ts';
import { scanCategories } from './categories.ts';
import type { Columns } from './columns.ts';
import { judgeOf } from './judge.ts';
import { type Layout, NODE, ROW_BLOCK, SCRATCH } from './layout.ts';
import { gainOfWhole, gainsBySums, isPlain } from './leaf-value.ts';
import type { GrowingNode, Split } from './node.ts';
import type { Scales } from './quantise.ts';
import { penalised } from './penalty.ts';
import type { GrowRules } from './rules.ts';

/** A node with a smaller share of the rows has rows so far apart that they are read ahead of their use (see the kernel). */
const APART = 0.1;
/** XGBoost divides only what gains more than this. */
const XGBOOST_LEAST = 1e-6;
/** Gains within rounding of nothing are nothing. */
const NOISE = 2 ** -40;

/** Two nodes, or one, whose splits are wanted: `built` from rows, and `rest`, whose slot holds their parent's histogram. */
export interface Wanted {
  readonly built: GrowingNode;
  readonly rest: GrowingNode | null;
}

/** What stays the same while one tree grows. */
export interface Growing {
  readonly binned: BinnedDataset;
  readonly layout: Layout;
  readonly rules: GrowRules;
  readonly scales: Scales;
  readonly columns: Columns;
  readonly random: () => number;
}

/** Of nearly all columns histograms are filled more quickly than of listed ones. */
const FEW = 0.9;
const isFew = ({ all }: Columns, { features }: BinnedDataset): boolean => all.length > 0 && all.length <= FEW * features.length;

/** Tells the kernels which columns the tree may be split on. Others have no histograms: they are given no bins. */
export function describeColumns(binned: BinnedDataset, layout: Layout, rules: GrowRules, columns: Columns): void {
  const { i32 } = binned.backend.memory;
  const few = isFew(columns, binned);
  const open = new Set(columns.all);
  binned.features.forEach((feature, j) => {
    const left = few && !open.has(j);
    i32.set([left ? 0 : feature.bins, left ? -1 : feature.missing, rules.monotone?.[j] ?? 0, feature.kind === 'number' ? -2 : feature.other], layout.features / 4 + 4 * j);
  });
  i32.set(columns.all, layout.columns / 4);
}

/** Fills histograms of the nodes that are built: each by as many calls as threads can share. */
function fill({ binned, layout, columns }: Growing, wanted: readonly Wanted[]): readonly { readonly parts: number; readonly count: number }[] {
  const { backend, rowBins, stride, rows } = binned;
  const listed = isFew(columns, binned) ? columns.all.length : 0;
  let part = layout.parts;
  const calls: (readonly number[])[] = [];
  const extra = wanted.map(({ built }) => {
    const shares = Math.min(backend.threads, Math.ceil(built.rows / ROW_BLOCK));
    const parts = part;
    const apart = Number(built.rows < APART * rows);
    for (let s = 0; s < shares; s++) {
      const from = Math.floor((backend.threads * s) / shares);
      const to = Math.floor((backend.threads * (s + 1)) / shares);
      const out = s === 0 ? layout.slots + built.slot * layout.slotBytes : part;
      if (s > 0) part += layout.slotBytes;
      calls.push([built.segments, from, to, layout.rows, layout.pairs, rowBins, stride, layout.columns, listed, out, apart]);
    }
    return { parts, count: shares - 1 };
  });
  backend.run(histogram, calls);
  return extra;
}

/** Quantised sums of what goes left: the bins up to one, and missing values where they do. */
function leftSums(pairs: Int32Array, bin: number, missing: number, missingLeft: boolean): readonly [G: number, H: number] {
  let [G, H] = missingLeft && missing >= 0 ? [pairs[2 * missing + 1]!, pairs[2 * missing]!] : [0, 0];
  for (let b = 0; b <= bin; b++) {
    H += pairs[2 * b]!;
    G += pairs[2 * b + 1]!;
  }
  return [G, H];
}

/** The best split of a node that the kernel searched (`plain`: gains of number columns are of sums, in quantised units). */
function best(growing: Growing, node: GrowingNode, place: number, columns: Int32Array, plain: boolean): Split | null {
  const { binned, layout, rules, scales } = growing;
  const { features } = binned;
  const { f64, i32 } = binned.backend.memory;
  const { flavour, minGain, lambda } = rules;
  const unit = scales.hessian / scales.gradient ** 2;
  const lambdaQ = lambda * scales.hessian;
  const before = (node.G * node.G) / (node.H + lambdaQ);
  const results = layout.results + place * features.length * 16;
  const pairsOf = (j: number): Int32Array => {
    const at = (layout.slots + node.slot * layout.slotBytes + j * 2048) / 4;
    return i32.subarray(at, at + 512);
  };
  let found: { gain: number; feature: number } | null = null;
  const closed: number[] = [];
  // XGBoost compares gains in single precision: of columns that divide the rows alike the first wins, however its gain was summed.
  const rounded = flavour === 'xgboost' ? Math.fround : (gain: number): number => gain;
  for (const j of columns) {
    const said = f64[results / 8 + 2 * j]!;
    const gain = !plain || features[j]!.kind === 'category' ? said : said < 0 ? -Infinity : (said - before) * unit;
    if (gain <= minGain) closed.push(j);
    const counted = penalised(rules, gain, j, node.depth);
    if (rounded(counted) > rounded(found?.gain ?? -Infinity)) found = { gain: counted, feature: j };
  }
  if (flavour === 'lightgbm' && closed.length > 0) node.closed = new Set([...node.closed, ...closed]);
  if (found === null) return null;
  const enough = flavour === 'xgboost' ? found.gain > XGBOOST_LEAST && found.gain >= minGain : found.gain > minGain + before * unit * NOISE;
  if (!enough) return null;
  const { gain, feature: j } = found;
  const feature = features[j]!;
  if (feature.kind === 'category') {
    const split = scanCategories({ histogram: pairsOf(j), feature, judge: judgeOf(node, rules, scales), rules, scales, G: node.G, H: node.H, rows: node.rows });
    return split === null ? null : { ...split, feature: j, bin: -1 };
  }
  const [bin, missingLeft] = [i32[results / 4 + 4 * j + 2]!, i32[results / 4 + 4 * j + 3] === 1];
  const [leftG, leftH] = leftSums(pairsOf(j), bin, feature.missing, missingLeft);
  return { gain, feature: j, bin, missingLeft, leftBins: null, leftG, leftH, lambda };
}

/** Tells the kernel what a search by all rules, and of categories, needs of a node beyond sums. Extra trees look at one threshold a column, drawn here. */
function describeRuled({ binned, layout, rules, scales, random }: Growing, node: GrowingNode, place: number, columns: Int32Array): void {
  const { i32, f64 } = binned.backend.memory;
  const before = gainOfWhole(rules, node.G / scales.gradient, node.H / scales.hessian, node.rows, node.value);
  f64.set([before, node.value, node.bounds.lower, node.bounds.upper], (layout.searched + place * NODE) / 8 + 6);
  const results = layout.results / 4 + place * binned.features.length * 4;
  for (const j of columns) {
    const feature = binned.features[j]!;
    if (feature.kind === 'number') i32[results + 4 * j + 2] = rules.extraTrees ? Math.floor(random() * Math.max(1, feature.bins - 1)) : -1;
  }
}

function describeRules({ binned, layout, rules, scales }: Growing, plain: boolean): void {
  const { i32, f64 } = binned.backend.memory;
  const { lambda, alpha, maxDeltaStep, pathSmooth, minChildWeight, minDataInLeaf, category } = rules;
  const at = layout.rules / 8;
  f64.set([lambda * scales.hessian, Math.max(1, minChildWeight * scales.hessian), minDataInLeaf], at);
  i32.set([Number(rules.flavour === 'lightgbm'), plain ? 0 : gainsBySums(rules) ? 1 : 2], at * 2 + 6);
  f64.set([lambda, alpha, maxDeltaStep, pathSmooth, minChildWeight, 1 / scales.gradient, 1 / scales.hessian], at + 4);
  f64.set([category.maxCatToOnehot, category.maxCatThreshold, category.catSmooth, category.catL2, category.minDataPerGroup], at + 11);
}

/** Finds the best split of every wanted node, and leaves their histograms in their slots. */
export function search(growing: Growing, wanted: readonly Wanted[]): void {
  const { binned, layout, rules, columns } = growing;
  const { backend, features } = binned;
  const { u8, u32, f64 } = backend.memory;
  const plain = isPlain(rules);
  const extra = fill(growing, wanted);
  const p = features.length;
  describeRules(growing, plain);

  const nodes: { readonly node: GrowingNode; readonly columns: Int32Array }[] = [];
  const describe = (node: GrowingNode): number => {
    const place = nodes.length;
    const at = layout.searched + place * NODE;
    const mask = layout.masks + place * p;
    const open = columns.of(node);
    nodes.push({ node, columns: open });
    u8.fill(0, mask, mask + p);
    for (const j of open) u8[mask + j] = 1;
    u32.set([layout.slots + node.slot * layout.slotBytes, node.G, node.H, mask, layout.results + place * p * 16], at / 4);
    f64.set([node.rows, node.rows / node.H], at / 8 + 4);
    return at;
  };
  wanted.forEach(({ built, rest }, k) => {
    const { parts, count } = extra[k]!;
    u32.set([describe(built), rest === null ? 0 : describe(rest), parts, count], layout.pairsOfNodes / 4 + k * 4);
  });
  if (!plain || features.some((f) => f.kind === 'category')) nodes.forEach(({ node, columns }, place) => describeRuled(growing, node, place, columns));
  const shares = Math.min(p, Math.max(1, Math.ceil((2 * backend.threads) / wanted.length)));
  const ranges = backend.threads === 1 ? [[0, p] as const] : Array.from({ length: shares }, (_, s) => [Math.floor((p * s) / shares), Math.floor((p * (s + 1)) / shares)] as const);
  backend.run(findSplits, wanted.flatMap((_, k) => ranges.map(([from, to], s) => [layout.pairsOfNodes + k * 16, from, to, layout.features, layout.rules, layout.slotBytes, layout.scratch + (k * ranges.length + s) * SCRATCH])));
  nodes.forEach(({ node, columns }, place) => {
    node.split = best(growing, node, place, columns, plain);
  });
}
