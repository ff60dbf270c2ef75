import type { Figure } from '../../../charts/figure.ts';

/** A trace of a line figure: what this chart draws of it. */
export interface Series {
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly color: string;
  readonly width: number;
  /** SVG's `stroke-dasharray`; none for a solid line. */
  readonly dash: string | undefined;
  readonly opacity: number;
  readonly inLegend: boolean;
  /** Drawn as points: a line of one point would not be seen, and marks carry words. */
  readonly marks: boolean;
  readonly words: readonly string[];
}

const DASHES: Readonly<Record<string, string>> = { dot: '2 3', dash: '6 4' };
const part = (trace: Figure['data'][number], key: string): Readonly<Record<string, unknown>> => {
  const value = trace[key];
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
};
const numbers = (value: unknown): ArrayLike<number> => (Array.isArray(value) || ArrayBuffer.isView(value) ? (value as unknown as ArrayLike<number>) : []);

/** The series of a themed figure's traces. */
export function seriesOf(data: Figure['data']): readonly Series[] {
  return data.map((trace) => {
    const line = part(trace, 'line');
    const mode = String(trace['mode'] ?? 'lines');
    return {
      name: String(trace['name'] ?? ''),
      x: numbers(trace['x']),
      y: numbers(trace['y']),
      color: String(line['color'] ?? part(trace, 'marker')['color'] ?? 'currentColor'),
      width: typeof line['width'] === 'number' ? line['width'] : 2,
      dash: DASHES[String(line['dash'])],
      opacity: typeof trace['opacity'] === 'number' ? trace['opacity'] : 1,
      inLegend: trace['showlegend'] !== false,
      marks: !mode.includes('lines'),
      words: Array.isArray(trace['text']) ? trace['text'].map(String) : [],
    };
  });
}

/** Title of an axis as the figure gives it. */
export const axisTitle = (layout: Figure['layout'], axis: 'xaxis' | 'yaxis'): string => String(part(part(layout, axis), 'title')['text'] ?? '');

/** Smallest and largest finite value; `null` where there is none. */
export function rangeOf(all: readonly ArrayLike<number>[]): readonly [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (const values of all) {
    for (let i = 0; i < values.length; i++) {
      const v = values[i]!;
      if (Number.isFinite(v)) {
        low = Math.min(low, v);
        high = Math.max(high, v);
      }
    }
  }
  return low <= high ? [low, high] : null;
}

/** A line as SVG's path through pixels; where there are more points than `most`, the lowest and highest of each stretch stand for it. */
export function pathOf(x: ArrayLike<number>, y: ArrayLike<number>, toX: (v: number) => number, toY: (v: number) => number, most: number): string {
  const n = Math.min(x.length, y.length);
  const stretch = n > most ? Math.ceil((2 * n) / most) : 1;
  const out: string[] = [];
  const add = (i: number): void => {
    if (Number.isFinite(x[i]!) && Number.isFinite(y[i]!)) out.push(`${toX(x[i]!).toFixed(1)} ${toY(y[i]!).toFixed(1)}`);
  };
  for (let from = 0; from < n; from += stretch) {
    let low = from;
    let high = from;
    for (let i = from + 1; i < Math.min(n, from + stretch); i++) {
      if (y[i]! < y[low]!) low = i;
      if (y[i]! > y[high]!) high = i;
    }
    add(Math.min(low, high));
    if (high !== low) add(Math.max(low, high));
  }
  return out.length === 0 ? '' : `M${out.join('L')}`;
}

/** Index of the value nearest to `wanted` in ascending values; −1 in none. */
export function nearest(values: ArrayLike<number>, wanted: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low > 0 && wanted - values[low - 1]! <= values[low]! - wanted ? low - 1 : high;
}
