import type { Figure } from '../figure.ts';
import type { OperatingPoint } from './operating-point.ts';
import { percent, count } from '../words.ts';

/** Dark enough for white numbers on both papers. */
const CERTAIN = '#4b57c9';

/** Pixels that give every class its line. */
export const confusionHeight = (classes: number): number => Math.min(560, Math.max(280, 90 + classes * 40));

export interface Confusion {
  readonly classes: readonly string[];
  /** K × K row-major counts, true by predicted. */
  readonly counts: ArrayLike<number>;
}

/** Two classes, the others first, at a threshold of the class in question. */
export const confusionAt = (point: OperatingPoint, name: string, rest: string): Confusion => ({
  classes: [rest, name],
  counts: [point.trueNegatives, point.falsePositives, point.falseNegatives, point.truePositives],
});

/** Share of each true class that was called each class; NaN in the row of a class that has no rows. */
export function rowShares({ classes, counts }: Confusion): Float64Array {
  const k = classes.length;
  const shares = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    let total = 0;
    for (let j = 0; j < k; j++) total += counts[i * k + j]!;
    for (let j = 0; j < k; j++) shares[i * k + j] = total > 0 ? counts[i * k + j]! / total : Number.NaN;
  }
  return shares;
}

/** True and predicted class of the most frequent mistake; `null` where there is none. */
export function worstCell({ classes, counts }: Confusion): { readonly truth: number; readonly predicted: number; readonly rows: number } | null {
  const k = classes.length;
  let worst = 0;
  let at = -1;
  for (let i = 0; i < k * k; i++) {
    if (Math.floor(i / k) === i % k || counts[i]! <= worst) continue;
    worst = counts[i]!;
    at = i;
  }
  return at < 0 ? null : { truth: Math.floor(at / k), predicted: at % k, rows: worst };
}

/** The most frequent mistake, in words; `null` where there is none. */
export function worstConfusion(confusion: Confusion): string | null {
  const cell = worstCell(confusion);
  return cell === null ? null : `The most frequent mistake: ${count(cell.rows, 'row')} of ${confusion.classes[cell.truth]} called ${confusion.classes[cell.predicted]}.`;
}

/** True classes down, predicted classes across; coloured by the share of the true class, from the page's ground to a strong blue, so that mistakes stand out and emptiness does not. `customdata` holds [true, predicted]. */
export function confusionFigure(confusion: Confusion, show: 'count' | 'share'): Figure {
  const { classes, counts } = confusion;
  const k = classes.length;
  const shares = rowShares(confusion);
  const cell = <T>(value: (i: number, j: number) => T): T[][] => Array.from({ length: k }, (_, i) => Array.from({ length: k }, (_, j) => value(i, j)));
  let right = 0;
  let rows = 0;
  for (let i = 0; i < k * k; i++) {
    rows += counts[i]!;
    if (i % (k + 1) === 0) right += counts[i]!;
  }
  const text = cell((i, j) => (show === 'count' ? counts[i * k + j]!.toLocaleString('en-US') : Number.isNaN(shares[i * k + j]!) ? '–' : percent(shares[i * k + j]!)));
  return {
    data: [
      {
        type: 'heatmap',
        x: classes.map((_, i) => i),
        y: classes.map((_, i) => i),
        z: cell((i, j) => shares[i * k + j]!),
        zmin: 0,
        zmax: 1,
        text,
        texttemplate: k <= 20 ? '%{text}' : '',
        textfont: { size: 13 },
        customdata: cell((i, j) => [i, j, classes[i]!, classes[j]!, counts[i * k + j]!, Number.isNaN(shares[i * k + j]!) ? '–' : percent(shares[i * k + j]!)]),
        hovertemplate: 'True %{customdata[2]}, predicted %{customdata[3]}<br>%{customdata[4]:,} rows, %{customdata[5]} of the true class<extra></extra>',
        colorscale: [[0, '@sunken'], [1, CERTAIN]],
        showscale: false,
        xgap: 1,
        ygap: 1,
      },
    ],
    layout: {
      xaxis: { title: { text: 'Predicted' }, tickvals: classes.map((_, i) => i), ticktext: classes, side: 'bottom', showgrid: false, zeroline: false, constrain: 'domain' },
      yaxis: { title: { text: 'True' }, tickvals: classes.map((_, i) => i), ticktext: classes, autorange: 'reversed', showgrid: false, zeroline: false },
    },
    title: 'Which classes are taken for which',
    summary: `${right.toLocaleString('en-US')} of ${count(rows, 'row')} are on the diagonal, where predicted is true.${worstConfusion(confusion) === null ? '' : ` ${worstConfusion(confusion)}`}`,
    table: [
      { name: 'true', values: classes.flatMap((name) => classes.map(() => name)) },
      { name: 'predicted', values: classes.flatMap(() => classes) },
      { name: 'rows', values: Float64Array.from(counts) },
      { name: 'share of true class', values: shares },
    ],
  };
}
