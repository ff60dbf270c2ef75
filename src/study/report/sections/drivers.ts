import type { PermutationImportance, ShapExplanation } from '../../../engine/explainers/explanation.ts';
import type { Facts } from '../input.ts';
import { type Html, html } from '../html.ts';
import { bars } from '../svg/bars.ts';
import { beeswarm, scatter, strips } from '../svg/points.ts';
import { figure, list, percent } from '../words.ts';
import { dependencePart, importancePart } from './tree-drivers.ts';
import { added, type Direction, direction, levels, meanAbsolute, order } from './shap-numbers.ts';

function permutationPart(p: PermutationImportance, metricName: string): Html {
  const ranked = order(p.mean);
  const top = ranked.slice(0, 20);
  const useless = ranked.filter((i) => p.mean[i]! <= 2 * p.sd[i]!);
  const first = ranked[0];
  const clear = ranked.filter((i) => p.mean[i]! > 2 * p.sd[i]!);
  return html`<h3>What it cannot do without</h3><p>Each column was shuffled ${p.nRepeats} times, which leaves its values but breaks their tie to the row; the loss of ${metricName} says how much the model relies on it. ${first !== undefined && clear.includes(first) ? `Shuffling ${p.columns[first]!} costs most: ${figure(p.mean[first]!)} (± ${figure(p.sd[first]!)}), from ${figure(p.baseline)}.` : 'No single column is missed clearly.'}${clear.length > 1 && ` Then come ${list(clear.slice(1, 4).map((i) => `${p.columns[i]!} (${figure(p.mean[i]!)})`))}.`}${useless.length > 0 && ` Not clearly missed: ${list(useless.map((i) => p.columns[i]!), 6)}.`}</p><figure>${bars(top.map((i) => ({ name: p.columns[i]!, value: p.mean[i]!, spread: p.sd[i]!, strong: clear.includes(i) })), `loss of ${metricName} when shuffled`, `Permutation importance: ${list(top.slice(0, 3).map((i) => p.columns[i]!))} matter most.`)}<figcaption>Mean over ${p.nRepeats} shuffles, whiskers one standard deviation${ranked.length > top.length && `; the first ${top.length} of ${ranked.length} columns`}.</figcaption></figure>`;
}

const SPACE = { 'log-odds': 'log-odds', probability: 'probability', value: 'prediction', log: 'logarithm' } as const;
const HOW = {
  linear: 'computed exactly from the coefficients', kernel: 'estimated by Kernel SHAP',
  'tree-path': 'computed exactly from the trees, branches weighed by the training rows that took them,', 'tree-background': 'computed exactly from the trees against background rows',
} as const;

function directionText(name: string, d: Direction, output: string, space: ShapExplanation['space']): string {
  const more = space === 'value' ? 'raise the prediction' : `speak for ${output}`;
  const less = space === 'value' ? 'lower it' : 'against it';
  if (d.kind === 'up') return `High values of ${name} ${more}, low ones ${less}.`;
  if (d.kind === 'down') return `Low values of ${name} ${more}, high ones ${less}.`;
  if (d.kind === 'categories') return `${name}: ${d.highest === '' ? 'a missing value' : `“${d.highest}”`} ${space === 'value' ? 'raises the prediction' : `speaks for ${output}`}${d.lowest !== d.highest ? `, ${d.lowest === '' ? 'a missing one' : `“${d.lowest}”`} ${space === 'value' ? 'lowers it' : 'against it'}` : ''}.`;
  return `${name} has no single direction: it depends on its value and on the other columns.`;
}

function dependence(s: ShapExplanation, o: number, j: number): Html {
  const cells = s.cells[j]!;
  const name = s.columns[j]!;
  const values = added(s, o, j);
  const titles = { x: name, y: `added to ${s.space === 'value' ? s.outputs[o]! : `${SPACE[s.space]} of ${s.outputs[o]!}`}` };
  const label = `What ${name} adds, against its own value.`;
  return html`<figure>${cells instanceof Float64Array ? scatter(cells, values, titles, label, { zero: true }) : strips(cells, values, titles, label)}<figcaption>${directionText(name, direction(s, o, j), s.outputs[o]!, s.space)}</figcaption></figure>`;
}

function shapPart(s: ShapExplanation): Html {
  const total = meanAbsolute(s, null);
  const ranked = order(total);
  const sum = total.reduce((a, b) => a + b, 0);
  const top = ranked.slice(0, 10);
  // Of two probabilities one mirrors the other.
  const outputs = s.outputs.length === 2 ? [1] : s.outputs.map((_, o) => o).slice(0, 3);
  const how = HOW[s.method];
  const main = outputs[0] ?? 0;
  return html`<h3>What moves each prediction</h3><p>SHAP values, ${how} for ${s.rows.length.toLocaleString('en')} rows, divide each prediction among the columns: they add up to what the model says, less what it says on average. ${top.length > 0 && sum > 0 && `${list(top.slice(0, 3).map((j) => `${s.columns[j]!} (${percent(total[j]! / sum)})`))} carry most of it.`}</p><figure>${bars(ranked.slice(0, 20).map((j) => ({ name: s.columns[j]!, value: total[j]! })), `mean |SHAP|, ${SPACE[s.space]}`, `Mean absolute SHAP value: ${list(top.slice(0, 3).map((j) => s.columns[j]!))} move predictions most.`)}<figcaption>How far each column moves a prediction on average${s.outputs.length > 1 && ', over all classes'}.</figcaption></figure>${outputs.map((o) => {
    const own = order(meanAbsolute(s, o)).slice(0, 10);
    return html`<figure>${beeswarm(own.map((j) => ({ name: s.columns[j]!, added: added(s, o, j).slice(0, 200), level: levels(s.cells[j]!).slice(0, 200) })), `added to ${s.space === 'value' ? s.outputs[o]! : `${SPACE[s.space]} of ${s.outputs[o]!}`}`, `Beeswarm of SHAP values for ${s.outputs[o]!}.`)}<figcaption>${s.outputs[o]!}: every point is a row; to the right of the line the column speaks for it, to the left against.</figcaption></figure>`;
  })}${outputs.length < s.outputs.length && s.outputs.length > 2 && html`<p class="note">Shown for ${list(outputs.map((o) => s.outputs[o]!))}; the app shows every class.</p>`}<h3>How a column acts</h3>${order(meanAbsolute(s, main)).slice(0, 3).map((j) => dependence(s, main, j))}`;
}

/** What drives the model: permutation importance and SHAP, in sentences and plots. */
export function drivers({ permutation, shap, importance, dependence, metricName, metricKey }: Facts): Html {
  if (permutation === null && shap === null && importance === null && dependence === null) return html`<section><h2>What drives it</h2><p>No explanation was made. Open Explain and run permutation importance or SHAP, then make the report again.</p></section>`;
  return html`<section><h2>What drives it</h2>${permutation !== null && permutationPart(permutation, permutation.metric === metricKey ? metricName : permutation.metric.replaceAll('-', ' '))}${importance !== null && importancePart(importance)}${shap !== null && shapPart(shap)}${dependence !== null && dependencePart(dependence)}</section>`;
}
