import { normal } from '../../core/random.ts';

export const SCORE_FUNCTIONS = ['Cosine', 'L2'] as const;
export type ScoreFunction = (typeof SCORE_FUNCTIONS)[number];

/** A split's score from its pair of sums (see the kernel obliviousScores). */
export const scoreOf = (kind: ScoreFunction, numerator: number, denominator: number): number =>
  (kind === 'L2' ? numerator : numerator / Math.sqrt(denominator + 1e-100));

/** Noise on scores: CatBoost's `random_strength`. */
export interface Noise {
  readonly sd: number;
  readonly next: () => number;
}

export const noiseOf = (sd: number, random: () => number): Noise => ({ sd, next: sd === 0 ? () => 0 : normal(random) });

/**
 * The noise shrinks as the model grows: strength × root mean square of the derivatives × a factor that falls from 1 to 0 once trees ×
 * learning rate comes near the logarithm of the number of rows.
 */
export function noiseSd(strength: number, rootMeanSquare: number, rows: number, modelLength: number): number {
  const left = Math.exp(Math.log(rows) - modelLength);
  return (strength * rootMeanSquare * left) / (1 + left);
}
