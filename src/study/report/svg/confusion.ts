import { type Html, html } from '../html.ts';
import { percent, short } from '../words.ts';
import { at, drawing, extent, scale } from './frame.ts';

/** Counts, true by predicted, shaded by the share of the true class. At most 20 classes are drawn. */
export function confusionMatrix(classes: readonly string[], counts: ArrayLike<number>): Html | null {
  const K = classes.length;
  if (K > 20) return null;
  const cell = Math.min(84, Math.floor(460 / K));
  const left = 150;
  const top = 48;
  const size = cell * K;
  const sums = classes.map((_, t) => classes.reduce((s, __, p) => s + counts[t * K + p]!, 0));
  const right = classes.reduce((s, _, k) => s + counts[k * K + k]!, 0);
  const all = sums.reduce((a, b) => a + b, 0);
  const fits = Math.max(3, Math.floor(cell / 7));
  return drawing(left + size + 20, top + size + 20, `Confusion matrix: ${right} of ${all} rows are on the diagonal, where prediction and truth agree.`, [
    html`<text class="axis" text-anchor="middle" x="${left + size / 2}" y="14">predicted</text><text class="axis" text-anchor="middle" transform="translate(14 ${top + size / 2}) rotate(-90)">true</text>`,
    ...classes.map((name, k) => html`<text class="tick" text-anchor="middle" x="${left + (k + 0.5) * cell}" y="${top - 8}"><title>${name}</title>${short(name, fits)}</text><text class="name" text-anchor="end" x="${left - 8}" y="${at(top + (k + 0.5) * cell + 4)}"><title>${name}</title>${short(name, 17)}</text>`),
    ...classes.flatMap((trueName, t) => classes.map((name, p) => {
      const n = counts[t * K + p]!;
      const share = n / Math.max(1, sums[t]!);
      return html`<g><title>${`${n} of ${sums[t]!} ${trueName} (${percent(share)}) are called ${name}`}</title><rect class="${t === p ? 'hit' : 'miss'}" style="fill-opacity:${(share * 0.85).toFixed(3)}" x="${left + p * cell}" y="${top + t * cell}" width="${cell}" height="${cell}"/>${cell >= 22 && html`<text class="${share > 0.55 ? 'cell over' : 'cell'}" text-anchor="middle" x="${at(left + (p + 0.5) * cell)}" y="${at(top + (t + 0.5) * cell + 4)}">${n}</text>`}</g>`;
    })),
  ]);
}

/** Bars on a number axis. */
export function histogram(edges: ArrayLike<number>, counts: ArrayLike<number>, axis: string, label: string): Html {
  const box = { left: 40, right: 620, top: 8, bottom: 170 };
  const x = scale(edges[0] ?? 0, edges[edges.length - 1] ?? 1, box.left, box.right);
  const y = scale(0, extent(Array.from(counts))[1], box.bottom, box.top);
  const names = [0, 0.25, 0.5, 0.75, 1].map((q) => (edges[0] ?? 0) + q * ((edges[edges.length - 1] ?? 1) - (edges[0] ?? 0)));
  return drawing(640, 214, label, [
    ...Array.from(counts, (n, i) => html`<rect class="bar" x="${at(x(edges[i]!))}" y="${at(y(n))}" width="${at(Math.max(0.5, x(edges[i + 1]!) - x(edges[i]!) - 1))}" height="${at(box.bottom - y(n))}"><title>${`${n}`}</title></rect>`),
    html`${names.map((v) => html`<text class="tick" text-anchor="middle" x="${at(x(v))}" y="${box.bottom + 16}">${Number(v.toPrecision(3)).toLocaleString('en')}</text>`)}<text class="axis" text-anchor="middle" x="330" y="${box.bottom + 36}">${axis}</text>`,
  ]);
}
