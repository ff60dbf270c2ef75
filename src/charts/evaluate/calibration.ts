import type { Figure } from '../figure.ts';
import { classColor } from '../theme.ts';
import { referenceLine } from '../reference.ts';
import { percent } from '../words.ts';
import { classLines, curveTable, legendOf, shareAxis, shownClasses, type Shown } from './class-curves.ts';

/** Mean distance between what was said and what came, weighted by the rows of each bin (expected calibration error). */
function calibrationError(curve: { readonly x: Float64Array; readonly y: Float64Array; readonly counts: Float64Array }): number {
  let sum = 0;
  let rows = 0;
  for (let i = 0; i < curve.x.length; i++) {
    if (!(curve.counts[i]! > 0)) continue;
    sum += curve.counts[i]! * Math.abs(curve.x[i]! - curve.y[i]!);
    rows += curve.counts[i]!;
  }
  return rows > 0 ? sum / rows : Number.NaN;
}

/** Of the rows given a probability, how many are of the class: on the diagonal, probabilities mean what they say. */
export function calibrationFigure(shown: Shown): Figure {
  const classes = shownClasses(shown);
  const lines = classLines(shown, (one) => one.calibration, {
    mode: 'lines+markers',
    hover: 'Said %{x:.1%}, came %{y:.1%}<br>%{text} rows',
    label: (one) => one.name,
  }).map((line, i) => {
    const { counts } = classes[i]!.one.calibration;
    const most = Math.max(1, ...counts);
    // A bin of few rows says little: its point is small.
    return { ...line, text: Array.from(counts, (n) => n.toLocaleString('en-US')), marker: { color: classColor(classes[i]!.index), size: Array.from(counts, (n) => 4 + 8 * Math.sqrt(n / most)), line: { width: 0 } } };
  });
  return {
    data: [referenceLine([0, 1], [0, 1], 'As said'), ...lines],
    layout: {
      xaxis: shareAxis('Probability the model gave'),
      yaxis: shareAxis('Share that were of the class'),
      showlegend: legendOf(shown),
    },
    title: 'Calibration: do probabilities mean what they say?',
    summary: classes.map(({ one }) => `${one.name}: off by ${percent(calibrationError(one.calibration))} on average`).join('; ') + '.',
    table: [...curveTable(shown, (one) => one.calibration, 'mean predicted probability', 'share of class').slice(0, 3), { name: 'rows', values: classes.flatMap(({ one }) => Array.from(one.calibration.counts)) }],
  };
}
