import { type Html, html } from '../html.ts';
import { figure, short } from '../words.ts';
import { at, drawing, extent, scale, ticks } from './frame.ts';

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** Half the length of a whisker, or the whisker's two ends. */
  readonly spread?: number;
  readonly low?: number;
  readonly high?: number;
  /** Drawn in the accent colour. */
  readonly strong?: boolean;
}

const LEFT = 190;
const WIDTH = 640;
const ROW = 24;

const ends = (bar: Bar): readonly [number, number] | null =>
  bar.spread !== undefined ? [bar.value - bar.spread, bar.value + bar.spread] : bar.low !== undefined && bar.high !== undefined ? [bar.low, bar.high] : null;

const whisker = (bar: Bar, x: (v: number) => number, y: number): Html | null => {
  const e = ends(bar);
  return e === null ? null : html`<path class="whisker" d="M${at(x(e[0]))} ${at(y)}H${at(x(e[1]))}M${at(x(e[0]))} ${at(y - 4)}v8M${at(x(e[1]))} ${at(y - 4)}v8"/>`;
};

/** Horizontal bars from zero, largest first as given, with whiskers. */
export function bars(data: readonly Bar[], axis: string, label: string): Html {
  const [low, high] = extent([0, ...data.flatMap((bar) => [bar.value, ...(ends(bar) ?? [])])]);
  const bottom = data.length * ROW + 8;
  const x = scale(low, high, LEFT, WIDTH - 70);
  return drawing(WIDTH, bottom + 44, label, [
    html`<g class="grid">${ticks(low, high).map((v) => html`<line x1="${at(x(v))}" x2="${at(x(v))}" y1="4" y2="${bottom}"/>`)}</g>`,
    ...data.map((bar, i) => {
      const y = i * ROW + 16;
      const [from, to] = [Math.min(x(0), x(bar.value)), Math.max(x(0), x(bar.value))];
      const past = Math.max(to, ...(ends(bar) ?? []).map(x));
      return html`<text class="name" text-anchor="end" x="${LEFT - 8}" y="${y + 4}"><title>${bar.name}</title>${short(bar.name)}</text><rect class="${bar.strong === false ? 'bar quiet' : 'bar'}" x="${at(from)}" y="${y - 8}" width="${at(Math.max(0.5, to - from))}" height="16"/>${whisker(bar, x, y)}<text class="value" x="${at(past + 6)}" y="${y + 4}">${figure(bar.value)}</text>`;
    }),
    html`${ticks(low, high).map((v) => html`<text class="tick" text-anchor="middle" x="${at(x(v))}" y="${bottom + 16}">${figure(v)}</text>`)}<text class="axis" text-anchor="middle" x="${(LEFT + WIDTH - 70) / 2}" y="${bottom + 36}">${axis}</text>`,
  ]);
}

/** Points with intervals on a common axis that need not begin at zero: a leaderboard. */
export function intervals(data: readonly Bar[], axis: string, label: string): Html {
  const [low, high] = extent(data.flatMap((bar) => [bar.value, ...(ends(bar) ?? [])]), 0.05);
  const bottom = data.length * ROW + 8;
  const x = scale(low, high, LEFT, WIDTH - 20);
  return drawing(WIDTH, bottom + 44, label, [
    html`<g class="grid">${ticks(low, high).map((v) => html`<line x1="${at(x(v))}" x2="${at(x(v))}" y1="4" y2="${bottom}"/>`)}</g>`,
    ...data.map((bar, i) => {
      const y = i * ROW + 16;
      return html`<text class="name" text-anchor="end" x="${LEFT - 8}" y="${y + 4}"><title>${bar.name}</title>${short(bar.name)}</text>${whisker(bar, x, y)}<circle class="${bar.strong ? 'dot strong' : 'dot'}" cx="${at(x(bar.value))}" cy="${y}" r="5"/>`;
    }),
    html`${ticks(low, high).map((v) => html`<text class="tick" text-anchor="middle" x="${at(x(v))}" y="${bottom + 16}">${figure(v)}</text>`)}<text class="axis" text-anchor="middle" x="${(LEFT + WIDTH - 20) / 2}" y="${bottom + 36}">${axis}</text>`,
  ]);
}
