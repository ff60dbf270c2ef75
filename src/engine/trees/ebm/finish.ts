import type { EbmTerm } from './state.ts';

/** A term before it is finished: its shape in every bag. */
export interface RawTerm {
  readonly columns: readonly number[];
  readonly size: readonly number[];
  readonly bags: readonly Float64Array[];
  readonly weight: Float64Array;
}

/**
 * Averages the bags, each weighing as much as the rows it learned from, and moves every term's weighted mean into the
 * intercept, so that a term says how a cell differs from the average row.
 */
export function finishTerm({ columns, size, bags, weight }: RawTerm, bagWeights: readonly number[], outputs: number): { readonly term: EbmTerm; readonly shift: Float64Array } {
  const total = bagWeights.reduce((a, b) => a + b, 0);
  const mass = weight.reduce((a, b) => a + b, 0);
  const centre = (shape: Float64Array): { readonly shape: Float64Array; readonly shift: Float64Array } => {
    const shift = new Float64Array(outputs);
    for (let c = 0; c < weight.length; c++) for (let k = 0; k < outputs; k++) shift[k]! += (weight[c]! / mass) * shape[c * outputs + k]!;
    return { shape: shape.map((v, at) => v - shift[at % outputs]!), shift };
  };
  const centred = bags.map(centre);
  const scores = new Float64Array(weight.length * outputs);
  const deviation = new Float64Array(scores.length);
  const shift = new Float64Array(outputs);
  centred.forEach((bag, b) => {
    const share = bagWeights[b]! / total;
    for (let at = 0; at < scores.length; at++) scores[at]! += share * bag.shape[at]!;
    for (let k = 0; k < outputs; k++) shift[k]! += share * bag.shift[k]!;
  });
  centred.forEach((bag, b) => {
    for (let at = 0; at < scores.length; at++) deviation[at]! += (bagWeights[b]! / total) * (bag.shape[at]! - scores[at]!) ** 2;
  });
  return { term: { columns, size, scores, deviation: deviation.map(Math.sqrt), weight }, shift };
}

/** Newton's steps of the intercept alone, so that the averaged model is right on average. */
export function adjustIntercept(intercept: Float64Array, sums: (intercept: Float64Array) => { readonly g: Float64Array; readonly h: Float64Array }, rounds: number, rate: number): Float64Array {
  const result = intercept.slice();
  for (let round = 0; round < rounds; round++) {
    const { g, h } = sums(result);
    for (let k = 0; k < result.length; k++) if (h[k]! > 0) result[k]! -= (rate * g[k]!) / h[k]!;
  }
  return result;
}
