import type { AnomalyEvaluation, ClassificationEvaluation, RankingEvaluation, RegressionEvaluation } from '../../../engine/evaluation/evaluation.ts';
import { metricsFor } from '../../../engine/metrics/catalog-by-task.ts';
import type { Facts } from '../input.ts';
import { type Html, html } from '../html.ts';
import { confusionMatrix, histogram } from '../svg/confusion.ts';
import { curves } from '../svg/curves.ts';
import { scatter } from '../svg/points.ts';
import { count, figure, percent, score } from '../words.ts';

function scoreTable({ run, task }: Facts): Html {
  const metrics = metricsFor(task).filter((m) => run.scores[m.type] !== undefined);
  if (metrics.length === 0) return html``;
  return html`<div class="wide"><table><thead><tr><th>Metric</th><th class="n">Score</th><th class="n">95 % interval</th><th>What it says</th></tr></thead><tbody>${metrics.map((m) => {
    const s = run.scores[m.type]!;
    return html`<tr><th scope="row">${m.name}</th><td class="n">${score(s.mean)}</td><td class="n">${score(s.low)} – ${score(s.high)}</td><td class="note">${m.help}</td></tr>`;
  })}</tbody></table></div>`;
}

function worstConfusion(e: ClassificationEvaluation): string | null {
  const K = e.classes.length;
  let best: { readonly t: number; readonly p: number; readonly n: number } | null = null;
  for (let t = 0; t < K; t++) for (let p = 0; p < K; p++) if (t !== p && e.confusion[t * K + p]! > (best?.n ?? 0)) best = { t, p, n: e.confusion[t * K + p]! };
  if (best === null) return 'Not one row was called wrongly.';
  const all = e.classes.reduce((s, _, p) => s + e.confusion[best.t * K + p]!, 0);
  return `The most frequent mistake: ${count(best.n, 'row')} of ${e.classes[best.t]!} (${percent(best.n / all)} of them) called ${e.classes[best.p]!}.`;
}

function classification(e: ClassificationEvaluation): Html {
  const K = e.classes.length;
  const right = e.classes.reduce((s, _, k) => s + e.confusion[k * K + k]!, 0);
  const per = e.perClass;
  // With two classes one curve says it all: of the second, which is the one looked for.
  const drawn = per === null ? [] : K === 2 ? per.slice(1) : per;
  const matrix = confusionMatrix(e.classes, e.confusion);
  return html`<p>${right.toLocaleString('en')} of ${count(e.rows, 'test row')} (${percent(right / Math.max(1, e.rows))}) got the right class. ${worstConfusion(e)}</p>${matrix !== null && html`<figure>${matrix}<figcaption>Every test row, by its true class and the one predicted; the darker, the larger its share of the true class.</figcaption></figure>`}${per !== null && html`<div class="wide"><table><thead><tr><th>Class</th><th class="n">Rows</th><th class="n">Precision</th><th class="n">Recall</th><th class="n">F1</th><th class="n">ROC AUC</th></tr></thead><tbody>${per.map((c) => html`<tr><th scope="row">${c.name}</th><td class="n">${c.support.toLocaleString('en')}</td><td class="n">${score(c.precision)}</td><td class="n">${score(c.recall)}</td><td class="n">${score(c.f1)}</td><td class="n">${score(c.roc.area)}</td></tr>`)}</tbody></table></div>`}${drawn.length > 0 && html`<figure>${curves(drawn.map((c) => ({ name: `${c.name} (${score(c.roc.area)})`, x: c.roc.x, y: c.roc.y })), { title: 'false positive rate', range: [0, 1] }, { title: 'true positive rate', range: [0, 1] }, `ROC curves: ${drawn.slice(0, 8).map((c) => `${c.name} has an area of ${score(c.roc.area)}`).join(', ')}.`, { diagonal: true })}<figcaption>ROC: how many are found for how many false alarms. The dashed line is guessing.</figcaption></figure><figure>${curves(drawn.map((c) => ({ name: c.name, x: c.calibration.x, y: c.calibration.y })), { title: 'predicted probability', range: [0, 1] }, { title: 'share that are of the class', range: [0, 1] }, 'Calibration: predicted probability against what happened.', { diagonal: true, points: true })}<figcaption>Calibration: on the dashed line a probability means what it says.</figcaption></figure>`}`;
}

function regression(e: RegressionEvaluation, target: string): Html {
  const residuals = Float64Array.from(e.sample.yTrue, (t, i) => t - e.sample.yPred[i]!);
  const half = quantile(Array.from(residuals, Math.abs), 0.5);
  const most = quantile(Array.from(residuals, Math.abs), 0.9);
  return html`<p>Half of the predictions are within ${figure(half)} of the true ${target}, nine in ten within ${figure(most)}.</p><figure>${scatter(e.sample.yPred, e.sample.yTrue, { x: `predicted ${target}`, y: `true ${target}` }, `True against predicted ${target}; a perfect model would put every point on the dashed line.`, { diagonal: true })}<figcaption>Every point a test row; on the dashed line prediction and truth agree.</figcaption></figure><figure>${scatter(e.sample.yPred, residuals, { x: `predicted ${target}`, y: 'true − predicted' }, 'Residuals against predictions.', { zero: true })}<figcaption>Residuals: a pattern here is something the model has not learned.</figcaption></figure><figure>${histogram(e.residualHistogram.edges, e.residualHistogram.counts, 'true − predicted', 'Distribution of the residuals.')}</figure>`;
}

function quantile(values: readonly number[], q: number): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

function learning({ run }: Facts): Html | null {
  const history = run.history[0] ?? [];
  if (history.length < 2) return null;
  const key = ['loss', ...Object.keys(history[0]!.metrics)].find((k) => history[0]!.metrics[k] !== undefined);
  if (key === undefined) return null;
  const held = `val${key[0]!.toUpperCase()}${key.slice(1)}`;
  const x = history.map((h) => h.step);
  const lines = [key, held].filter((k) => history.some((h) => h.metrics[k] !== undefined)).map((k, i) => ({ name: i === 0 ? 'training rows' : 'validation rows', x, y: history.map((h) => h.metrics[k] ?? Number.NaN) }));
  const best = history.find((h) => h.step === run.best[0]);
  const mark = best === undefined ? Number.NaN : best.metrics[held] ?? best.metrics[key] ?? Number.NaN;
  const unit = 'epoch' in history[0]!.metrics ? 'epoch' : 'iteration';
  const says = lines.length > 1 ? 'where the two lines part, the model learns its rows by heart' : 'the loss on the training rows as the solver goes on';
  return html`<figure>${curves(lines, { title: unit }, { title: key }, `Learning curve over ${history.length} ${unit}s.`, lines.length > 1 && Number.isFinite(mark) ? { marks: [{ x: best!.step, y: mark, name: `best: ${best!.step}` }] } : {})}<figcaption>Learning${run.history.length > 1 && ' in the first fold'}: ${says}.</figcaption></figure>`;
}

function anomaly(e: AnomalyEvaluation): Html {
  const { code } = e;
  return html`<p>The anomaly score of a row says how badly the model rebuilds it. The highest scores: ${Array.from(e.top.rows.slice(0, 5), (row, i) => `row ${row + 1} (${figure(e.top.score[i]!)})`).join(', ')}.</p><figure>${histogram(e.histogram.edges, e.histogram.counts, 'anomaly score', 'Distribution of the anomaly scores.')}</figure>${code !== null && html`<figure>${scatter(code.x, code.y, { x: 'code 1', y: 'code 2' }, `${count(code.rows.length, 'row')} by two numbers of their code.`)}<figcaption>Rows as the model sees them: alike where they lie together. Each is a point, by the two numbers of its code that differ most.</figcaption></figure>`}`;
}

function ranking({ queries, rows, curve, at }: RankingEvaluation): Html {
  const five = at.find((a) => a.k === 5)!;
  const lines = [{ name: 'NDCG', x: curve.k, y: curve.exponential }, { name: 'NDCG, linear gain', x: curve.k, y: curve.linear, dashed: true }, { name: 'MAP', x: curve.k, y: curve.map }];
  return html`<p>${count(rows, 'test row')} of ${count(queries, 'query', 'queries')} were put in order. The first row of a query reaches an NDCG of ${score(curve.exponential[0] ?? Number.NaN)} on average; 1 is the best order there is.</p><figure>${curves(lines, { title: 'rows from the top' }, { title: 'mean over queries', range: [0, 1] }, 'Quality of the order by depth.', { points: true })}<figcaption>NDCG counts a row 2 to the power of its relevance less 1 (as LightGBM and XGBoost do), or its relevance itself (linear, as scikit-learn does); MAP counts relevant rows only.</figcaption></figure><figure>${histogram(five.histogram.edges, five.histogram.counts, 'NDCG@5 of a query', 'How well each query is ordered.')}<figcaption>Queries by NDCG@5: those at the left are ordered worst.</figcaption></figure>`;
}

/** Scores and plots of the reported model. */
export function evaluation(facts: Facts): Html {
  const { evaluation: e, study, modelName } = facts;
  const plots = e === null ? null
    : e.kind === 'classification' ? classification(e)
      : e.kind === 'regression' ? regression(e, study.target ?? 'value')
        : e.kind === 'ranking' ? ranking(e)
          : anomaly(e);
  return html`<section><h2>How good it is: ${modelName}</h2>${plots}${scoreTable(facts)}${learning(facts)}</section>`;
}
