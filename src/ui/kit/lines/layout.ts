import type { Figure } from '../../../charts/figure.ts';
import { linearScale, padded, type Scale } from './scale.ts';
import { axisTitle, rangeOf, type Series } from './series.ts';

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: Scale;
  readonly y: Scale;
  readonly xTitle: string;
  readonly yTitle: string;
}

const LEGEND = 24;
/** Width of a digit of 11 px; near enough for the room of labels. */
const DIGIT = 6.6;
const MINUS = '\u2212';

/** A tick in as many decimals as its neighbours; large and small ones in powers of ten. */
export function tickText(value: number, scale: Scale): string {
  const size = Math.max(Math.abs(scale.low), Math.abs(scale.high));
  const text = value !== 0 && (size >= 1e6 || size < 1e-3) ? String(Number(value.toPrecision(3)).toExponential()).replace('e+', 'e') : value.toFixed(scale.decimals);
  return text.replaceAll('-', MINUS);
}

/** Where axes and lines lie in a drawing of this size; `null` while there is nothing to draw or no room. */
export function frameOf(figure: Figure, series: readonly Series[], width: number, height: number): Frame | null {
  const xs = rangeOf(series.map((s) => s.x));
  const ys = rangeOf(series.map((s) => s.y));
  if (xs === null || ys === null || width < 120 || height < 80) return null;
  const [low, high] = padded(ys[0], ys[1], 0.06);
  const top = LEGEND + 10;
  const bottom = height - 42;
  const y = linearScale(low, high, bottom, top, 32);
  const left = Math.ceil(Math.max(...y.ticks.map((t) => tickText(t, y).length)) * DIGIT) + 34;
  const right = width - 16;
  // Steps are counted from 0; the last one has room for half its mark.
  const x = linearScale(Math.min(0, xs[0]), Math.max(1, xs[1]) * 1.02, left, right, 64, true);
  return { width, height, left, right, top, bottom, x, y, xTitle: axisTitle(figure.layout, 'xaxis'), yTitle: axisTitle(figure.layout, 'yaxis') };
}
