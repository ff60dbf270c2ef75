import { mulberry32 } from '../../../engine/core/random.ts';
import { type Html, html } from '../html.ts';
import { figure, short } from '../words.ts';
import { at, axes, drawing, extent, scale, ticks } from './frame.ts';

const WIDTH = 640;

/** A cloud of points; `diagonal` where equal values lie, `zero` a line at y = 0. */
export function scatter(xs: ArrayLike<number>, ys: ArrayLike<number>, titles: { readonly x: string; readonly y: string }, label: string, extra: { readonly diagonal?: boolean; readonly zero?: boolean } = {}): Html {
  const box = { left: 70, right: 620, top: 12, bottom: 280 };
  const both = extra.diagonal === true ? extent([...Array.from(xs), ...Array.from(ys)], 0.03) : null;
  const [xl, xh] = both ?? extent(Array.from(xs), 0.03);
  const [yl, yh] = both ?? extent(extra.zero === true ? [0, ...Array.from(ys)] : Array.from(ys), 0.05);
  const x = scale(xl, xh, box.left, box.right);
  const y = scale(yl, yh, box.bottom, box.top);
  const every = Math.max(1, Math.ceil(xs.length / 1500));
  const dots: Html[] = [];
  for (let i = 0; i < xs.length; i += every) if (Number.isFinite(xs[i]!) && Number.isFinite(ys[i]!)) dots.push(html`<circle cx="${at(x(xs[i]!))}" cy="${at(y(ys[i]!))}" r="2.5"/>`);
  return drawing(WIDTH, 324, label, [
    axes(box, { low: xl, high: xh, title: titles.x }, { low: yl, high: yh, title: titles.y }),
    html`${extra.diagonal === true && html`<path class="reference" d="M${at(x(xl))} ${at(y(xl))}L${at(x(xh))} ${at(y(xh))}"/>`}${extra.zero === true && html`<path class="reference" d="M${box.left} ${at(y(0))}H${box.right}"/>`}`,
    html`<g class="cloud">${dots}</g>`,
  ]);
}

/** What each category adds, a column of points a category, at most ten. */
export function strips(categories: readonly string[], ys: ArrayLike<number>, titles: { readonly x: string; readonly y: string }, label: string): Html {
  const names = [...new Set(categories)].slice(0, 10);
  const box = { left: 70, right: 620, top: 12, bottom: 250 };
  const [yl, yh] = extent([0, ...Array.from(ys)], 0.05);
  const y = scale(yl, yh, box.bottom, box.top);
  const random = mulberry32(1);
  const slot = (box.right - box.left) / Math.max(1, names.length);
  const dots: Html[] = [];
  for (let i = 0; i < categories.length; i++) {
    const k = names.indexOf(categories[i]!);
    if (k >= 0) dots.push(html`<circle cx="${at(box.left + slot * (k + 0.5 + (random() - 0.5) * 0.6))}" cy="${at(y(ys[i]!))}" r="2.5"/>`);
  }
  return drawing(WIDTH, 300, label, [
    axes(box, { low: 0, high: 1, title: titles.x, ticks: false }, { low: yl, high: yh, title: titles.y }),
    html`<path class="reference" d="M${box.left} ${at(y(0))}H${box.right}"/><g class="cloud">${dots}</g>`,
    ...names.map((name, k) => html`<text class="tick" text-anchor="middle" x="${at(box.left + slot * (k + 0.5))}" y="${box.bottom + 16}"><title>${name}</title>${short(name === '' ? '(missing)' : name, Math.max(4, Math.floor(slot / 7)))}</text>`),
  ]);
}

/** One column of a beeswarm: what it adds to the output of each row, and how high its value is (0 … 1; NaN where it has no order). */
export interface Swarm {
  readonly name: string;
  readonly added: ArrayLike<number>;
  readonly level: ArrayLike<number>;
}

const ROW = 34;
const LEFT = 190;

/** Points that touch are put above and below each other, so that a crowd is seen as one. */
function offsets(x: readonly number[]): readonly number[] {
  const taken = new Map<number, number>();
  return x.map((v) => {
    const bin = Math.round(v / 4);
    const n = taken.get(bin) ?? 0;
    taken.set(bin, n + 1);
    return Math.max(-14, Math.min(14, (n % 2 === 0 ? 1 : -1) * Math.ceil(n / 2) * 3));
  });
}

/** Every row a point: left it lowers the output, right it raises it; the colour is the column's own value from low to high. */
export function beeswarm(swarms: readonly Swarm[], axis: string, label: string): Html {
  const [low, high] = extent([0, ...swarms.flatMap((s) => Array.from(s.added))], 0.02);
  const x = scale(low, high, LEFT, WIDTH - 20);
  const bottom = swarms.length * ROW + 8;
  return drawing(WIDTH, bottom + 62, label, [
    html`<g class="grid">${ticks(low, high).map((v) => html`<line x1="${at(x(v))}" x2="${at(x(v))}" y1="4" y2="${bottom}"/>`)}</g><path class="reference" d="M${at(x(0))} 4V${bottom}"/>`,
    ...swarms.map((s, k) => {
      const xs = Array.from(s.added, x);
      const off = offsets(xs);
      const y = k * ROW + 22;
      return html`<text class="name" text-anchor="end" x="${LEFT - 8}" y="${y + 4}"><title>${s.name}</title>${short(s.name)}</text><g>${xs.map((v, i) => html`<circle class="${Number.isNaN(s.level[i]!) ? 'plain' : `l${Math.min(4, Math.floor(s.level[i]! * 5))}`}" cx="${at(v)}" cy="${at(y + off[i]!)}" r="2.6"/>`)}</g>`;
    }),
    html`${ticks(low, high).map((v) => html`<text class="tick" text-anchor="middle" x="${at(x(v))}" y="${bottom + 16}">${figure(v)}</text>`)}<text class="axis" text-anchor="middle" x="${(LEFT + WIDTH - 20) / 2}" y="${bottom + 36}">${axis}</text>`,
    html`<text class="tick" x="${LEFT}" y="${bottom + 55}">value of the column: low</text>${[0, 1, 2, 3, 4].map((l) => html`<circle class="l${l}" cx="${LEFT + 152 + l * 12}" cy="${bottom + 51}" r="4"/>`)}<text class="tick" x="${LEFT + 214}" y="${bottom + 55}">high</text><circle class="plain" cx="${LEFT + 262}" cy="${bottom + 51}" r="4"/><text class="tick" x="${LEFT + 272}" y="${bottom + 55}">no order</text>`,
  ]);
}
