import type { ClassEvaluation, ClassificationEvaluation, Curve } from '../../engine/evaluation/evaluation.ts';
import { classColor, classPalette } from '../theme.ts';
import type { Figure } from '../figure.ts';
import { short } from '../words.ts';

/** What is shown of a classification: `focus` is the class the threshold is about, `null` shows all classes alike. */
export interface Shown {
  readonly evaluation: ClassificationEvaluation;
  readonly focus: number | null;
  readonly threshold: number;
}

export type Trace = Figure['data'][number];

/** The classes with a curve of their own: in a binary task only the one in focus, since the other mirrors it. */
export function shownClasses({ evaluation, focus }: Shown): readonly { readonly index: number; readonly one: ClassEvaluation; readonly faded: boolean }[] {
  const classes = evaluation.perClass ?? [];
  return classes
    .map((one, index) => ({ index, one, faded: focus !== null && focus !== index }))
    .filter(({ one, faded }) => one.support > 0 && !(faded && classes.length === 2));
}

/** A line for each class shown, in the class's own colour; dotted where the colours begin anew. */
export function classLines(shown: Shown, curve: (one: ClassEvaluation) => Curve, style: { readonly mode: string; readonly shape?: string; readonly hover: string; readonly label: (one: ClassEvaluation) => string }): readonly Trace[] {
  return shownClasses(shown).map(({ index, one, faded }) => ({
    type: 'scatter',
    mode: style.mode,
    name: style.label(one),
    x: Array.from(curve(one).x),
    y: Array.from(curve(one).y),
    customdata: Array.from(curve(one).threshold),
    line: { color: classColor(index), width: faded ? 1 : 2, ...(style.shape ? { shape: style.shape } : {}), ...(index >= classPalette.length ? { dash: 'dot' } : {}) },
    ...(style.mode.includes('markers') ? { marker: { color: classColor(index), size: 6 } } : {}),
    opacity: faded ? 0.4 : 1,
    hovertemplate: `${short(one.name)}<br>${style.hover}<extra></extra>`,
  }));
}

/** The point of the threshold on a curve. */
export const thresholdMarker = (index: number, x: number, y: number, words: string): Trace => ({
  type: 'scatter',
  mode: 'markers',
  name: 'Threshold',
  showlegend: false,
  x: [x],
  y: [y],
  marker: { color: classColor(index), size: 12, symbol: 'circle', line: { width: 2, color: '@surface' } },
  hovertemplate: `${words}<extra></extra>`,
});

/** The curves' points, one row each, for export. */
export function curveTable(shown: Shown, curve: (one: ClassEvaluation) => Curve, x: string, y: string): Figure['table'] {
  const classes = shownClasses(shown);
  return [
    { name: 'class', values: classes.flatMap(({ one }) => Array.from(curve(one).x, () => one.name)) },
    { name: x, values: classes.flatMap(({ one }) => Array.from(curve(one).x)) },
    { name: y, values: classes.flatMap(({ one }) => Array.from(curve(one).y)) },
    { name: 'threshold', values: classes.flatMap(({ one }) => Array.from(curve(one).threshold)) },
  ];
}

export const shareAxis = (title: string): Readonly<Record<string, unknown>> => ({ title: { text: title }, range: [-0.01, 1.02], tickformat: '.0%', nticks: 6 });
export const legendOf = (shown: Shown): boolean => shownClasses(shown).length > 1;
