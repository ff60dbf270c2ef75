import { byFalling } from './queries.ts';

/** Which pairs of places of a ranked list are compared, as XGBoost chooses them. */
export interface PairRule {
  readonly method: 'topk' | 'mean';
  /** Places from the top (topk), or pairs a row (mean). */
  readonly count: number;
}

/** std::minstd_rand with libstdc++'s uniform integers 0 … n − 1, so that sampled pairs are XGBoost's own. */
function minstd(seed: number): (n: number) => number {
  const modulus = 2_147_483_647;
  let x = seed % modulus || 1;
  return (n) => {
    const scale = Math.floor((modulus - 2) / n);
    let value: number;
    do {
      x = (x * 48_271) % modulus;
      value = x - 1;
    } while (value >= n * scale);
    return Math.floor(value / scale);
  };
}

/** Calls `visit` with every pair of places for one query; `ranked` are the labels in the order of the scores. */
export function eachPair(rule: PairRule, ranked: Float64Array, query: number, queries: number, round: number, visit: (a: number, b: number) => void): void {
  const n = ranked.length;
  if (rule.method === 'topk') {
    for (let i = 0; i < Math.min(n, rule.count); i++) for (let j = i + 1; j < n; j++) visit(i, j);
    return;
  }
  const below = minstd(((round + 1) * queries + query) >>> 0);
  const order = byFalling(ranked);
  for (let from = 0; from < n;) {
    let to = from + 1;
    while (to < n && ranked[order[to]!] === ranked[order[from]!]) to++;
    const others = n - (to - from);
    for (let time = 0; time < (others > 0 ? rule.count : 0); time++) {
      for (let i = from; i < to; i++) {
        const drawn = below(others);
        visit(order[i]!, order[drawn >= from ? drawn - from + to : drawn]!);
      }
    }
    from = to;
  }
}
