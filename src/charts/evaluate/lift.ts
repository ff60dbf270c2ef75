import type { Figure } from '../figure.ts';
import { referenceLine } from '../reference.ts';
import { percent, sane } from '../words.ts';
import { classLines, curveTable, legendOf, shareAxis, shownClasses, thresholdMarker, type Shown } from './class-curves.ts';
import { operatingPoint } from './operating-point.ts';

/** How many times more of the class there are among the rows with the highest scores than by chance. */
export function liftFigure(shown: Shown): Figure {
  const classes = shownClasses(shown);
  const { rows } = shown.evaluation;
  const focused = classes.find(({ index }) => index === shown.focus);
  const point = focused ? operatingPoint(focused.one, rows, shown.threshold) : null;
  const taken = point ? (point.truePositives + point.falsePositives) / rows : 0;
  const lift = focused && point ? point.precision / (focused.one.support / rows) : Number.NaN;
  return {
    data: [
      referenceLine([0, 1], [1, 1], 'By chance'),
      ...classLines(shown, (one) => one.lift, { mode: 'lines', hover: 'Top %{x:.1%} of the rows: %{y:.2f} times chance', label: (one) => one.name }),
      ...(focused && point && !Number.isNaN(lift) ? [thresholdMarker(focused.index, taken, lift, `At ${point.threshold.toFixed(3)}: the top ${percent(taken)}, ${sane(lift)} times chance`)] : []),
    ],
    layout: { xaxis: shareAxis('Share of rows taken from the top'), yaxis: { title: { text: 'Times more than by chance' }, rangemode: 'tozero' }, showlegend: legendOf(shown) },
    title: 'Lift: how much better than picking by chance',
    summary: point && !Number.isNaN(lift) ? `The ${percent(taken)} of rows at or above ${point.threshold.toFixed(3)} hold ${sane(lift)} times as many of the class as chance.` : `${classes.length} classes against chance.`,
    table: curveTable(shown, (one) => one.lift, 'share of rows', 'lift').slice(0, 3),
  };
}
