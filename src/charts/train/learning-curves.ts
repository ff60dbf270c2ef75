import type { HistoryPoint } from '../../study/results.ts';
import { classColor } from '../theme.ts';
import type { Figure } from '../figure.ts';
import { sane } from '../words.ts';

/** What training goes by, as axes and sentences name it. */
export type CurveStep = 'Epoch' | 'Round' | 'Tree' | 'Iteration';

export interface FoldCurve {
  readonly fold: number;
  readonly points: readonly HistoryPoint[];
  /** Step of the best validation score; −1 while there is none. */
  readonly best: number;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** `valLoss` is the twin of `loss`; a metric is drawn when a training or a validation value of it exists. */
export const validationName = (metric: string): string => `val${capital(metric)}`;
const BOOKKEEPING = new Set(['batchLoss', 'epoch', 'fold', 'epochs', 'step', 'learningRate', 'seconds', 'etaSeconds']);

/** What the histories measured: loss first, then the rest by name; validation twins are not named apart. */
export function measuredMetrics(folds: readonly FoldCurve[]): readonly string[] {
  const names = new Set<string>();
  for (const { points } of folds) {
    for (const { metrics } of points) {
      for (const name of Object.keys(metrics)) if (!BOOKKEEPING.has(name)) names.add(/^val[A-Z]/.test(name) ? name.slice(3, 4).toLowerCase() + name.slice(4) : name);
    }
  }
  return [...names].sort((a, b) => Number(b === 'loss') - Number(a === 'loss') || a.localeCompare(b));
}

/** Best step by validation loss (training loss where there is none): for curves that are still growing. */
export function bestStep(points: readonly HistoryPoint[]): number {
  let best = -1;
  let lowest = Infinity;
  for (const { step, metrics } of points) {
    const loss = metrics['valLoss'];
    if (loss !== undefined && loss < lowest) {
      lowest = loss;
      best = step;
    }
  }
  return best;
}

function sentence(metric: string, focus: FoldCurve, step: string): string {
  const last = focus.points.findLast((p) => p.metrics[metric] !== undefined || p.metrics[validationName(metric)] !== undefined);
  if (!last) return 'Nothing measured yet.';
  const train = last.metrics[metric];
  const held = last.metrics[validationName(metric)];
  const said = [train === undefined ? '' : `training ${sane(train)}`, held === undefined ? '' : `validation ${sane(held)}`].filter(Boolean).join(', ');
  const best = focus.best >= 0 && held !== undefined ? ` Best ${step.toLowerCase()}: ${focus.best}.` : '';
  return `${step} ${last.step}: ${said}.${best}`;
}

/**
 * Training against validation, a step at a time. The fold in focus is drawn strong with its best epoch marked, the
 * others thin, so that the spread is seen. Training is dotted, validation solid; a fold keeps its colour.
 */
export function learningCurvesFigure(folds: readonly FoldCurve[], metric: string, focusFold: number, step: CurveStep = 'Epoch'): Figure {
  const focus = folds.find((f) => f.fold === focusFold) ?? folds[0] ?? { fold: 0, points: [], best: -1 };
  const colorOf = (fold: number): string => (folds.length > 1 ? classColor(fold) : '@accent');
  const lines = folds.flatMap(({ fold, points }) => {
    const strong = fold === focus.fold;
    return [
      { name: 'Training', key: metric, dash: 'dot' },
      { name: 'Validation', key: validationName(metric), dash: 'solid' },
    ].flatMap(({ name, key, dash }): Figure['data'][number][] => {
      const measured = points.filter((p) => p.metrics[key] !== undefined);
      if (measured.length === 0) return [];
      return [
        {
          type: 'scatter',
          mode: measured.length === 1 ? 'markers' : 'lines',
          name: folds.length > 1 ? `${name}, fold ${fold + 1}` : name,
          x: measured.map((p) => p.step),
          y: measured.map((p) => p.metrics[key]!),
          line: { color: colorOf(fold), width: strong ? 2 : 1, dash },
          opacity: strong ? 1 : 0.35,
          showlegend: strong,
          hovertemplate: `${name} %{y:.4~g} at %{x}<extra></extra>`,
        },
      ];
    });
  });
  const at = focus.points.find((p) => p.step === focus.best);
  // Without validation the last step is always the best one: nothing worth a mark.
  const height = at?.metrics[validationName(metric)];
  const validated = folds.some(({ points }) => points.some((p) => p.metrics[validationName(metric)] !== undefined));
  return {
    data: [
      ...lines,
      ...(at && height !== undefined
        ? [{ type: 'scatter', mode: 'markers+text', name: `Best ${step.toLowerCase()}`, showlegend: false, x: [at.step], y: [height], text: [`best: ${at.step}`], textposition: 'top center', marker: { symbol: 'diamond', size: 10, color: colorOf(focus.fold) }, hovertemplate: `Best ${step.toLowerCase()} ${at.step}: %{y:.4~g}<extra></extra>`, cliponaxis: false }]
        : []),
    ],
    layout: { xaxis: { title: { text: step }, rangemode: 'tozero' }, yaxis: { title: { text: capital(metric) } }, showlegend: true, uirevision: metric },
    title: validated || folds.length === 0 ? `${capital(metric)}: training against validation` : `${capital(metric)} while it learns`,
    summary: sentence(metric, focus, step),
    table: [
      { name: 'fold', values: folds.flatMap(({ fold, points }) => points.map(() => fold + 1)) },
      { name: step.toLowerCase(), values: folds.flatMap(({ points }) => points.map((p) => p.step)) },
      { name: `training ${metric}`, values: folds.flatMap(({ points }) => points.map((p) => p.metrics[metric] ?? null)) },
      { name: `validation ${metric}`, values: folds.flatMap(({ points }) => points.map((p) => p.metrics[validationName(metric)] ?? null)) },
    ],
  };
}
