import type { Figure } from '../figure.ts';
import { referenceLine } from '../reference.ts';
import { percent, score } from '../words.ts';
import { classLines, curveTable, legendOf, shareAxis, shownClasses, thresholdMarker, type Shown } from './class-curves.ts';
import { operatingPoint } from './operating-point.ts';

/** Receiver operating characteristic: recall against false-alarm rate, over all thresholds. */
export function rocFigure(shown: Shown): Figure {
  const classes = shownClasses(shown);
  const focused = classes.find(({ index }) => index === shown.focus);
  const point = focused ? operatingPoint(focused.one, shown.evaluation.rows, shown.threshold) : null;
  const alarms = point ? 1 - point.specificity : 0;
  return {
    data: [
      referenceLine([0, 1], [0, 1], 'By chance'),
      ...classLines(shown, (one) => one.roc, {
        mode: 'lines',
        hover: 'False alarms %{x:.1%}, found %{y:.1%}<br>threshold %{customdata:.3f}',
        label: (one) => `${one.name} · ${score(one.roc.area)}`,
      }),
      ...(focused && point ? [thresholdMarker(focused.index, alarms, point.recall, `At ${point.threshold.toFixed(3)}: ${percent(point.recall)} found, ${percent(alarms)} false alarms`)] : []),
    ],
    layout: { xaxis: shareAxis('False alarms: share of the others called it'), yaxis: shareAxis('Found: share of the class called it'), showlegend: legendOf(shown) },
    title: 'ROC: what is found for how many false alarms',
    summary: classes.map(({ one }) => `${one.name}: area ${score(one.roc.area)}`).join('; ') + (point ? `. At ${point.threshold.toFixed(3)}: ${percent(point.recall)} found, ${percent(alarms)} false alarms.` : '.'),
    table: curveTable(shown, (one) => one.roc, 'false positive rate', 'true positive rate'),
  };
}
