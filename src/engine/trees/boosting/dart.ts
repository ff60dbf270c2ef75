import { mix, mulberry32 } from '../../core/random.ts';

/** Trees left out of a round (their numbers), and what the weights of these and of the new ones are multiplied by afterwards. */
export interface Dropped {
  readonly trees: readonly number[];
  readonly old: number;
  readonly fresh: number;
}

/** Dropout for trees (Rashmi & Gilad-Bachrach, 2015): which trees a round leaves out. `weights` are those of all trees so far. */
export type Dart = (round: number, weights: readonly number[]) => Dropped;

const STREAM = 32;
const none: Dropped = { trees: [], old: 1, fresh: 1 };

export interface XgboostDart {
  readonly rateDrop: number;
  readonly skipDrop: number;
  readonly oneDrop: boolean;
  readonly sampleType: 'uniform' | 'weighted';
  readonly normalizeType: 'tree' | 'forest';
  readonly learningRate: number;
  /** Trees a round, all outputs together. */
  readonly perRound: number;
}

function xgboostTrees(o: XgboostDart, weights: readonly number[], random: () => number): readonly number[] {
  if (weights.length === 0 || (o.skipDrop > 0 && random() < o.skipDrop)) return [];
  const sum = weights.reduce((a, b) => a + b, 0);
  const weighted = o.sampleType === 'weighted';
  const trees = weights.flatMap((w, t) => (random() < (weighted ? (o.rateDrop * weights.length * w) / sum : o.rateDrop) ? [t] : []));
  if (trees.length > 0 || !o.oneDrop) return trees;
  let left = random() * (weighted ? sum : weights.length);
  const one = weights.findIndex((w) => (left -= weighted ? w : 1) < 0);
  return [one < 0 ? weights.length - 1 : one];
}

/** XGBoost's booster `dart`: single trees are dropped. */
export const xgboostDart = (o: XgboostDart, seed: number): Dart => (round, weights) => {
  const trees = xgboostTrees(o, weights, mulberry32(mix(seed, STREAM, round)));
  if (trees.length === 0) return none;
  const rate = o.learningRate / o.perRound;
  if (o.normalizeType === 'forest') return { trees, old: 1 / (1 + rate), fresh: 1 / (1 + rate) };
  return { trees, old: trees.length / (trees.length + rate), fresh: 1 / (trees.length + rate) };
};

export interface LightgbmDart {
  readonly dropRate: number;
  /** 0 or less: no limit. */
  readonly maxDrop: number;
  readonly skipDrop: number;
  readonly uniformDrop: boolean;
  readonly xgboostDartMode: boolean;
  readonly learningRate: number;
  readonly perRound: number;
}

function lightgbmRounds(o: LightgbmDart, weights: readonly number[], random: () => number): readonly number[] {
  const rounds = Math.floor(weights.length / o.perRound);
  if (rounds === 0 || random() < o.skipDrop) return [];
  const own = Array.from({ length: rounds }, (_, r) => weights[r * o.perRound]! * o.learningRate);
  const sum = own.reduce((a, b) => a + b, 0);
  const mean = o.uniformDrop ? 1 : sum / rounds;
  let rate = o.dropRate;
  if (o.maxDrop > 0) rate = Math.min(rate, o.uniformDrop ? o.maxDrop / rounds : o.maxDrop / (mean * sum));
  const dropped: number[] = [];
  for (let r = 0; r < rounds; r++) {
    if (random() < rate * (o.uniformDrop ? 1 : own[r]! / mean)) dropped.push(r);
    if (o.maxDrop > 0 && dropped.length >= o.maxDrop) break;
  }
  return dropped;
}

/** LightGBM's boosting `dart`: whole rounds are dropped. */
export const lightgbmDart = (o: LightgbmDart, seed: number): Dart => (round, weights) => {
  const rounds = lightgbmRounds(o, weights, mulberry32(mix(seed, STREAM, round)));
  const k = rounds.length;
  const part = o.xgboostDartMode ? o.learningRate : 1;
  if (k === 0) return none;
  return { trees: rounds.flatMap((r) => Array.from({ length: o.perRound }, (_, t) => r * o.perRound + t)), old: k / (k + part), fresh: 1 / (k + part) };
};
