import { bestDcg } from '../../../objectives/ranking/queries.ts';

export const YETI_MODES = ['Classic', 'DCG', 'NDCG', 'MRR', 'ERR', 'MAP'] as const;

/** What CatBoost's YetiRank is told; its names. */
export interface YetiOptions {
  readonly mode: (typeof YETI_MODES)[number];
  readonly permutations: number;
  readonly decay: number;
  /** Places that count; `null`: all. */
  readonly top: number | null;
  readonly dcgType: 'Base' | 'Exp';
  readonly dcgDenominator: 'LogPosition' | 'Position';
  readonly noise: 'Gumbel' | 'Gauss' | 'No';
  readonly noisePower: number;
  /** How many rows below it a row is compared with; −1: all. */
  readonly numNeighbors: number;
}

/** Takes a pair of places in the query and what it weighs. */
export type AddPair = (first: number, second: number, weight: number) => void;

/** Weights of pairs of an order: `order` has places in the query, best score first; `relevance` by place. */
export type Weigh = (order: Int32Array, relevance: Float64Array, add: AddPair) => void;

const CLASSIC = 0.15;

/** Calls for pairs of a row among the first `top` places with its neighbours below: positions in the order, from 0. */
function neighbours({ top, numNeighbors }: YetiOptions, length: number, visit: (position: number, below: number) => boolean | void): void {
  const last = Math.min(top ?? length, length);
  for (let position = 0; position < last; position++) {
    const end = numNeighbors === -1 ? length : Math.min(length, position + 1 + numNeighbors);
    for (let below = position + 1; below < end; below++) if (visit(position, below) === false) return;
  }
}

function classic({ decay }: YetiOptions): Weigh {
  return (order, relevance, add) => {
    let factor = 1;
    for (let i = 1; i < order.length; i++) {
      const [a, b] = [order[i - 1]!, order[i]!];
      add(a, b, CLASSIC * factor * Math.abs(relevance[a]! - relevance[b]!));
      factor *= decay;
    }
  };
}

/** The change of DCG if both rows changed places; of NDCG where it is `normal`. */
function dcg(options: YetiOptions, normal: boolean): Weigh {
  const { top, dcgType, dcgDenominator } = options;
  const exponential = dcgType === 'Exp';
  const gain = (r: number): number => (exponential ? 2 ** r - 1 : r);
  const below = (position: number): number => (position >= (top ?? Infinity) ? 0 : 1 / (dcgDenominator === 'Position' ? position + 1 : Math.log2(position + 2)));
  return (order, relevance, add) => {
    let best = 1;
    if (normal && dcgDenominator === 'LogPosition') best = bestDcg(relevance, top ?? order.length, exponential);
    else if (normal) best = relevance.toSorted().reverse().reduce((sum, r, position) => sum + gain(r) * below(position), 0);
    if (best === 0) return;
    neighbours(options, order.length, (position, other) => {
      const [a, b] = [order[position]!, order[other]!];
      add(a, b, Math.abs(((gain(relevance[a]!) - gain(relevance[b]!)) * (below(position) - below(other))) / best));
    });
  };
}

function reciprocalRank(options: YetiOptions): Weigh {
  return (order, relevance, add) => {
    let first = -1;
    neighbours(options, order.length, (position, other) => {
      // Places below the first relevant row do not change the measure.
      if (first >= 0 && position > first) return false;
      const [a, b] = [order[position]!, order[other]!];
      if (relevance[a]! > 0) first = position;
      if (relevance[a]! > 0 !== relevance[b]! > 0) add(a, b, 1 / (position + 1) - 1 / (other + 1));
      return true;
    });
  };
}

/** Relevances are chances that a person is content with the row and looks no further. */
function expectedReciprocalRank(options: YetiOptions): Weigh {
  return (order, relevance, add) => {
    let [at, look, middle, between] = [-1, 1, 1, 0];
    neighbours(options, order.length, (position, other) => {
      while (at < position) {
        if (at >= 0) look *= 1 - relevance[order[at]!]!;
        at++;
        [middle, between] = [1, 0];
      }
      const [a, b] = [order[position]!, order[other]!];
      const [r, s] = [relevance[a]!, relevance[b]!];
      add(a, b, Math.abs(look * ((r - s) / (position + 1) + between * (s - r) + (middle * (s - r)) / (other + 1))));
      between += (middle * s) / (other + 1);
      middle *= 1 - s;
    });
  };
}

function averagePrecision(options: YetiOptions): Weigh {
  return (order, relevance, add) => {
    let [at, sum] = [-1, 0];
    neighbours(options, order.length, (position, other) => {
      if (at < position) [at, sum] = [position, 1 / (position + 1)];
      const [a, b] = [order[position]!, order[other]!];
      if (relevance[a]! > 0 !== relevance[b]! > 0) add(a, b, sum);
      if (relevance[b]! > 0) sum += 1 / (other + 1);
    });
  };
}

export function weighing(options: YetiOptions): Weigh {
  switch (options.mode) {
    case 'Classic': return classic(options);
    case 'DCG': return dcg(options, false);
    case 'NDCG': return dcg(options, true);
    case 'MRR': return reciprocalRank(options);
    case 'ERR': return expectedReciprocalRank(options);
    case 'MAP': return averagePrecision(options);
    default: return options.mode satisfies never;
  }
}
