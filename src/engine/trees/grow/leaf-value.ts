import type { GrowRules } from './rules.ts';

/** G pulled to zero by L1. */
export const soften = (G: number, alpha: number): number => (G > alpha ? G - alpha : G < -alpha ? G + alpha : 0);

/** What a node is held between by monotone constraints of the nodes above it. */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}
export const FREE: Bounds = { lower: -Infinity, upper: Infinity };

/** Whether gains follow from sums alone, without values. */
export const gainsBySums = ({ maxDeltaStep, pathSmooth, monotone }: GrowRules): boolean => maxDeltaStep === 0 && pathSmooth === 0 && (monotone?.every((m) => m === 0) ?? true);

/** Whether the search for splits can be the quick one: gains are G² / (H + λ), and every threshold is looked at. */
export const isPlain = (rules: GrowRules): boolean => rules.alpha === 0 && !rules.extraTrees && gainsBySums(rules);

/** −G / (H + λ) with L1, limited, drawn to the parent's value (path smoothing; not at the root, whose parent is `null`), and held within bounds. */
export function leafValue(rules: GrowRules, G: number, H: number, lambda: number, rows: number, parent: number | null, { lower, upper }: Bounds): number {
  const { alpha, maxDeltaStep, pathSmooth } = rules;
  // Children have enough by the check of their split, though their exact sums may be a rounding below.
  if (parent === null && rules.flavour === 'xgboost' && H < rules.minChildWeight) return 0;
  const weight = H + lambda;
  let value = weight > 0 ? -soften(G, alpha) / weight : 0;
  if (maxDeltaStep > 0) value = Math.max(-maxDeltaStep, Math.min(maxDeltaStep, value));
  if (pathSmooth > 0 && parent !== null) {
    const share = rows / pathSmooth;
    value = (value * share) / (share + 1) + parent / (share + 1);
  }
  return Math.max(lower, Math.min(upper, value));
}

/** What a node with this value gains over one with the value 0: twice the fall of the loss's second-order approximation. XGBoost leaves L1 out here. */
export const gainOfValue = ({ alpha, flavour }: GrowRules, G: number, H: number, lambda: number, value: number): number =>
  -(2 * (flavour === 'xgboost' ? G : soften(G, alpha)) * value + (H + lambda) * value * value);

/** The same with the value that gains most: G² / (H + λ). */
export function gainOfSums({ alpha }: GrowRules, G: number, H: number, lambda: number): number {
  const g = soften(G, alpha);
  return H + lambda > 0 ? (g * g) / (H + lambda) : 0;
}

/**
 * What a node that stays whole gains: what the gain of its division is measured against. LightGBM smooths its value once more
 * and knows no bounds here.
 */
export function gainOfWhole(rules: GrowRules, G: number, H: number, rows: number, value: number): number {
  const { flavour, lambda, maxDeltaStep, pathSmooth } = rules;
  if (gainsBySums(rules) || (flavour === 'lightgbm' && maxDeltaStep === 0 && pathSmooth === 0)) return gainOfSums(rules, G, H, lambda);
  return gainOfValue(rules, G, H, lambda, flavour === 'lightgbm' ? leafValue(rules, G, H, lambda, rows, value, FREE) : value);
}
