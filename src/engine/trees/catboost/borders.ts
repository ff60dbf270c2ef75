import { exactCuts } from './exact-borders.ts';
import { type Penalty, between, bound, entropy, greedyBorders, logSum } from './greedy-borders.ts';

export const BORDER_TYPES = ['GreedyLogSum', 'Median', 'Uniform', 'UniformAndQuantiles', 'MaxLogSum', 'MinEntropy', 'GreedyMinEntropy'] as const;
export type BorderType = (typeof BORDER_TYPES)[number];

/** The border that separates `value` from what lies below it. */
function borderBelow(values: Float32Array, value: number): number {
  const at = bound(values, 0, values.length, value, false);
  return at === 0 || at === values.length ? Math.fround(value) : between(values[at - 1]!, values[at]!);
}

function medianBorders(values: Float32Array, count: number): number[] {
  const n = values.length;
  const at = Array.from({ length: count }, (_, i) => Math.min(n - 1, Math.floor(((i + 1) * n) / (count + 1))));
  return at.filter((i) => values[i] !== values[0]).map((i) => borderBelow(values, values[i]!));
}

function uniformBorders(values: Float32Array, count: number): number[] {
  const [low, high] = [values[0]!, values.at(-1)!];
  const span = Math.fround(high - low);
  return Array.from({ length: count }, (_, i) => Math.fround(low + Math.fround(Math.fround((i + 1) * span) / (count + 1))));
}

function exactBorders(values: Float32Array, count: number, penalty: Penalty): number[] {
  const starts = [0];
  for (let i = 1; i < values.length; i++) if (values[i] !== values[i - 1]) starts.push(i);
  const rows = starts.map((at, i) => (starts[i + 1] ?? values.length) - at);
  return exactCuts(rows, count + 1, penalty).map((cut) => Math.fround(Math.fround(values[starts[cut]! - 1]! + values[starts[cut]!]!) / 2));
}

/**
 * At most `count` borders between the values of a column, ascending, as CatBoost's `feature_border_type` selects them
 * (library grid_creator). `sorted` ascending and without NaN.
 */
export function selectBorders(sorted: Float32Array, count: number, type: BorderType): Float32Array {
  if (sorted.length === 0 || count === 0 || sorted[0] === sorted.at(-1)) return new Float32Array(0);
  const found = bordersOf(sorted, count, type);
  // −0 and 0 are one border.
  return Float32Array.from(new Set(found.map((border) => border + 0))).sort();
}

function bordersOf(sorted: Float32Array, count: number, type: BorderType): readonly number[] {
  switch (type) {
    case 'GreedyLogSum': return greedyBorders(sorted, count, logSum);
    case 'GreedyMinEntropy': return greedyBorders(sorted, count, entropy);
    case 'MaxLogSum': return exactBorders(sorted, count, logSum);
    case 'MinEntropy': return exactBorders(sorted, count, entropy);
    case 'Median': return medianBorders(sorted, count);
    case 'Uniform': return uniformBorders(sorted, count);
    case 'UniformAndQuantiles': {
      const half = count >> 1;
      return [...medianBorders(sorted, count - half), ...uniformBorders(sorted, half).map((value) => borderBelow(sorted, value))];
    }
    default: return type satisfies never;
  }
}
