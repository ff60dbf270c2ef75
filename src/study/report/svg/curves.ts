import { type Html, html } from '../html.ts';
import { short } from '../words.ts';
import { at, axes, drawing, extent, scale } from './frame.ts';

export interface Line {
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly dashed?: boolean;
}
export interface Axis {
  readonly title: string;
  /** Found from the lines where it is not given. */
  readonly range?: readonly [number, number];
}

const BOX = { left: 62, right: 430, top: 12, bottom: 300 };
const WIDTH = 640;

const path = (line: Line, x: (v: number) => number, y: (v: number) => number): string => {
  let d = '';
  let pen = 'M';
  for (let i = 0; i < line.x.length; i++) {
    const [a, b] = [line.x[i]!, line.y[i]!];
    if (!Number.isFinite(a) || !Number.isFinite(b)) {
      pen = 'M';
      continue;
    }
    d += `${pen}${at(x(a))} ${at(y(b))}`;
    pen = 'L';
  }
  return d;
};

/** Lines with their names beside them; `marks` are points that stand out, `diagonal` what chance or perfection would be. */
export function curves(lines: readonly Line[], xAxis: Axis, yAxis: Axis, label: string, extra: { readonly diagonal?: boolean; readonly points?: boolean; readonly marks?: readonly { readonly x: number; readonly y: number; readonly name: string }[] } = {}): Html {
  const shown = lines.slice(0, 8);
  const [xl, xh] = xAxis.range ?? extent(shown.flatMap((l) => Array.from(l.x)));
  const [yl, yh] = yAxis.range ?? extent(shown.flatMap((l) => Array.from(l.y)), 0.04);
  const x = scale(xl, xh, BOX.left, BOX.right);
  const y = scale(yl, yh, BOX.bottom, BOX.top);
  return drawing(WIDTH, 344, label, [
    axes(BOX, { low: xl, high: xh, title: xAxis.title }, { low: yl, high: yh, title: yAxis.title }),
    html`${extra.diagonal === true && html`<path class="reference" d="M${at(x(xl))} ${at(y(xl))}L${at(x(xh))} ${at(y(xh))}"/>`}`,
    ...shown.map((line, k) => html`<path class="line c${k}${line.dashed === true ? ' dashed' : ''}" d="${path(line, x, y)}"/>${extra.points === true && Array.from(line.x, (v, i) => (Number.isFinite(v) && Number.isFinite(line.y[i]!) ? html`<circle class="fill c${k}" cx="${at(x(v))}" cy="${at(y(line.y[i]!))}" r="3"/>` : null))}<path class="line c${k}${line.dashed === true ? ' dashed' : ''}" d="M${BOX.right + 18} ${BOX.top + 10 + k * 20}h18"/><text class="name" x="${BOX.right + 42}" y="${BOX.top + 14 + k * 20}"><title>${line.name}</title>${short(line.name, 24)}</text>`),
    ...(extra.marks ?? []).map((m) => html`<circle class="mark" cx="${at(x(m.x))}" cy="${at(y(m.y))}" r="5"/><text class="value" x="${at(x(m.x) + 8)}" y="${at(y(m.y) - 8)}">${m.name}</text>`),
  ]);
}
