import type { Figure } from '../figure.ts';
import { referenceLine } from '../reference.ts';
import { percent, score } from '../words.ts';
import { classLines, curveTable, legendOf, shareAxis, shownClasses, thresholdMarker, type Shown } from './class-curves.ts';
import { operatingPoint } from './operating-point.ts';

/** Precision against recall, over all thresholds; the dashed line is the share of the class, what guessing reaches. */
export function precisionRecallFigure(shown: Shown): Figure {
  const classes = shownClasses(shown);
  const focused = classes.find(({ index }) => index === shown.focus) ?? (classes.length === 1 ? classes[0] : undefined);
  const point = focused && shown.focus !== null ? operatingPoint(focused.one, shown.evaluation.rows, shown.threshold) : null;
  const guess = focused ? focused.one.support / shown.evaluation.rows : null;
  return {
    data: [
      ...(guess === null ? [] : [referenceLine([0, 1], [guess, guess], 'By chance')]),
      ...classLines(shown, (one) => one.pr, {
        mode: 'lines',
        shape: 'hv',
        hover: 'Found %{x:.1%}, right %{y:.1%}<br>threshold %{customdata:.3f}',
        label: (one) => `${one.name} · ${score(one.pr.area)}`,
      }),
      ...(focused && point && !Number.isNaN(point.precision)
        ? [thresholdMarker(focused.index, point.recall, point.precision, `At ${point.threshold.toFixed(3)}: ${percent(point.precision)} right, ${percent(point.recall)} found`)]
        : []),
    ],
    layout: { xaxis: shareAxis('Found (recall)'), yaxis: shareAxis('Right when it says so (precision)'), showlegend: legendOf(shown) },
    title: 'Precision and recall: right against found',
    summary: classes.map(({ one }) => `${one.name}: average precision ${score(one.pr.area)}`).join('; ') + '.',
    table: curveTable(shown, (one) => one.pr, 'recall', 'precision'),
  };
}
