import { type Html, html } from '../html.ts';
import { figure } from '../words.ts';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A linear map from values to pixels; a single value lies in the middle. */
export function scale(low: number, high: number, from: number, to: number): (value: number) => number {
  return high === low ? () => (from + to) / 2 : (value) => from + ((value - low) / (high - low)) * (to - from);
}

/** Smallest and largest finite value, widened by a share; [0, 1] where there is none. */
export function extent(values: Iterable<number>, pad = 0): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const v of values) {
    if (!Number.isFinite(v)) continue;
    if (v < low) low = v;
    if (v > high) high = v;
  }
  if (low > high) return [0, 1];
  const room = (high - low) * pad;
  return [low - room, high + room];
}

/** Round values between low and high, at steps of 1, 2 or 5 times a power of ten. */
export function ticks(low: number, high: number, about = 5): readonly number[] {
  if (!(high > low)) return [low];
  const raw = (high - low) / about;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= raw * 0.999) ?? 10 * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

const px = (v: number): string => v.toFixed(1);
export const at = px;

/** A drawing with a name for screen readers; `label` says what is to be seen. */
export const drawing = (width: number, height: number, label: string, inside: Html | readonly Html[]): Html =>
  html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}" class="chart" style="max-width:${width}px">${inside}</svg>`;

/** Grid lines, numbers and names of both axes. */
export function axes(box: Box, x: { readonly low: number; readonly high: number; readonly title: string; readonly ticks?: boolean }, y: { readonly low: number; readonly high: number; readonly title: string; readonly ticks?: boolean }): Html {
  const sx = scale(x.low, x.high, box.left, box.right);
  const sy = scale(y.low, y.high, box.bottom, box.top);
  const xs = x.ticks === false ? [] : ticks(x.low, x.high);
  const ys = y.ticks === false ? [] : ticks(y.low, y.high);
  return html`<g class="grid">${xs.map((v) => html`<line x1="${px(sx(v))}" x2="${px(sx(v))}" y1="${box.top}" y2="${box.bottom}"/>`)}${ys.map((v) => html`<line x1="${box.left}" x2="${box.right}" y1="${px(sy(v))}" y2="${px(sy(v))}"/>`)}</g>${xs.map((v) => html`<text class="tick" text-anchor="middle" x="${px(sx(v))}" y="${box.bottom + 16}">${figure(v)}</text>`)}${ys.map((v) => html`<text class="tick" text-anchor="end" x="${box.left - 6}" y="${px(sy(v) + 4)}">${figure(v)}</text>`)}<text class="axis" text-anchor="middle" x="${px((box.left + box.right) / 2)}" y="${box.bottom + 36}">${x.title}</text><text class="axis" text-anchor="middle" transform="translate(14 ${px((box.top + box.bottom) / 2)}) rotate(-90)">${y.title}</text>`;
}
