import type { RowProximity } from '../../engine/explainers/explanation.ts';
import type { Figure } from '../figure.ts';
import { classColor } from '../theme.ts';
import { count, percent, rowNumber, sane } from '../words.ts';

/** Above this a row is unlike all others of its class (Breiman). */
export const UNLIKE = 10;

/** What a row's target is, in words. */
export const actualText = ({ classes, actual }: RowProximity, i: number): string =>
  Number.isNaN(actual[i]!) ? '–' : classes === null ? sane(actual[i]!) : classes[actual[i]!]!;

/** Places by outlier score, highest first. */
export const byOutlier = ({ outlier }: RowProximity): readonly number[] => Array.from(outlier.keys()).sort((a, b) => outlier[b]! - outlier[a]! || a - b);

/** The row's place in `rows` and those of the rows most like it. */
export const alike = ({ nearest, neighbours }: RowProximity, chosen: number): readonly number[] => Array.from(nearest.subarray(chosen * neighbours, (chosen + 1) * neighbours));

/** Rows near each other where they share leaves; the chosen one and those most like it are ringed. `customdata` holds the place in `rows`. */
export function proximityFigure(found: RowProximity, target: string, chosen: number): Figure {
  const { rows, classes, actual, map, shown, outlier } = found;
  const all = Array.from(rows.keys());
  const points = (at: readonly number[], name: string, marker: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}): Figure['data'][number] => ({
    type: rows.length > 1000 ? 'scattergl' : 'scatter',
    mode: 'markers',
    name,
    x: at.map((i) => map[2 * i]!),
    y: at.map((i) => map[2 * i + 1]!),
    customdata: at.slice(),
    text: at.map((i) => `row ${rowNumber(rows[i]!)}<br>${target} ${actualText(found, i)}<br>outlier score ${sane(outlier[i]!)}`),
    hovertemplate: '%{text}<extra></extra>',
    marker,
    ...more,
  });
  const known = all.filter((i) => !Number.isNaN(actual[i]!));
  const unknown = all.filter((i) => Number.isNaN(actual[i]!));
  const traces =
    classes !== null ? classes.flatMap((name, k) => { const at = known.filter((i) => actual[i] === k); return at.length > 0 ? [points(at, name, { size: 6, opacity: 0.75, color: classColor(k) })] : []; })
    : known.length > 0 ? [points(known, target, { size: 6, opacity: 0.8, color: known.map((i) => actual[i]!), colorscale: '@sequential', showscale: true, colorbar: { title: { text: target, side: 'right' }, thickness: 8, outlinewidth: 0 } }, { showlegend: false })]
    : [];
  const near = alike(found, chosen);
  const furthest = byOutlier(found)[0]!;
  const unlike = outlier.filter((v) => v > UNLIKE).length;
  const told = unlike === 0 ? `No row has an outlier score above ${UNLIKE}; the highest is ${sane(outlier[furthest]!)}.` : `${count(unlike, 'row')} ${unlike === 1 ? 'has' : 'have'} an outlier score above ${UNLIKE}: row ${rowNumber(rows[furthest]!)} is the furthest from its like, with ${sane(outlier[furthest]!)}.`;
  return {
    data: [
      ...traces,
      ...(unknown.length > 0 ? [points(unknown, 'unknown', { size: 6, opacity: 0.6, color: '@muted' })] : []),
      points(near, 'Most like the chosen row', { size: 11, color: 'rgba(0,0,0,0)', line: { width: 1.5, color: '@text' } }),
      points([chosen], 'Chosen row', { size: 13, symbol: 'diamond-open', color: '@text', line: { width: 2.5, color: '@text' } }),
    ],
    layout: {
      xaxis: { title: { text: `First direction (${percent(shown[0]!)} of the differences)` }, showticklabels: false, ticks: '', zeroline: false },
      yaxis: { title: { text: `Second (${percent(shown[1]!)})` }, showticklabels: false, ticks: '', zeroline: false, showgrid: false },
      hovermode: 'closest',
      showlegend: true,
    },
    title: 'Rows as the forest tells them apart',
    summary: `${count(rows.length, 'row')}, near each other where the trees lead them to the same leaves; the map shows ${percent(shown[0]! + shown[1]!)} of how they differ. ${told}`,
    table: [
      { name: 'row', values: rows.map((row) => row + 1) },
      { name: target, values: all.map((i) => actualText(found, i)) },
      { name: 'x', values: all.map((i) => map[2 * i]!) },
      { name: 'y', values: all.map((i) => map[2 * i + 1]!) },
      { name: 'outlier score', values: outlier },
    ],
  };
}
