/** How one small tree of a term may be grown; InterpretML's names and meanings. */
export interface EbmRules {
  readonly learningRate: number;
  readonly maxLeaves: number;
  readonly minSamplesLeaf: number;
  readonly minHessian: number;
  readonly regAlpha: number;
  readonly regLambda: number;
  /** Largest step of a leaf before the learning rate; 0: no limit. */
  readonly maxDeltaStep: number;
  readonly missing: 'low' | 'high' | 'separate' | 'gain';
  readonly minCatSamples: number;
  readonly catSmooth: number;
  /** −1 falling, 0 free, 1 rising; for each column. */
  readonly monotone: readonly number[];
}

const shrunk = (G: number, alpha: number): number => Math.sign(G) * Math.max(0, Math.abs(G) - alpha);

/** What a leaf gains: G² / (H + λ), after L1 shrinkage. */
export function leafScore(G: number, H: number, rules: EbmRules): number {
  const g = rules.regAlpha === 0 ? G : shrunk(G, rules.regAlpha);
  const mass = H + rules.regLambda;
  return mass > 0 ? (g * g) / mass : 0;
}

/** Newton's step of a leaf, times the learning rate. */
export function leafStep(G: number, H: number, { regAlpha, regLambda, maxDeltaStep, learningRate }: EbmRules): number {
  const mass = H + regLambda;
  if (!(mass > 0)) return 0;
  const step = -shrunk(G, regAlpha) / mass;
  return learningRate * (maxDeltaStep > 0 ? Math.max(-maxDeltaStep, Math.min(maxDeltaStep, step)) : step);
}
