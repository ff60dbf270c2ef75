import { catalog as transformers } from '../../../engine/transformers/catalog.ts';
import { effectiveSteps } from '../../effective-steps.ts';
import { apartColumn } from '../../query.ts';
import type { Split } from '../../schema.ts';
import type { Facts } from '../input.ts';
import { runName } from '../input.ts';
import { type Html, html } from '../html.ts';
import { intervals } from '../svg/bars.ts';
import { bytes, list, percent, score, seconds } from '../words.ts';
import { tiedWithBest } from './opening.ts';

const paramText = (params: Readonly<Record<string, unknown>>): string =>
  Object.entries(params).filter(([key]) => key !== 'columns').map(([key, value]) => `${key} ${JSON.stringify(value) ?? String(value)}`).join(', ');

/** How the rows were divided; `apart`: the column whose rows of one value stayed together. */
export function splitText(split: Split, apart: string | null): string {
  const how = (s: Exclude<Split, { readonly kind: 'given' }>): string =>
    `${s.shuffle ? `shuffled with seed ${s.seed}` : 'in the order of the table'}${apart !== null ? `, the rows of one ${apart} always together` : s.stratify ? ', with the classes in the same proportions' : ''}`;
  const what = apart === null ? 'the rows' : `the groups of rows of one ${apart}`;
  switch (split.kind) {
    case 'holdout': return `${percent(split.test)} of ${what} were held out to test, ${how(split)}.`;
    case 'train-validation-test': return `${percent(split.test)} of ${what} were held out to test and ${percent(split.validation)} to watch training, ${how(split)}.`;
    case 'k-fold': return `The rows were divided into ${split.folds} folds, ${how(split)}; each fold was tested once by a model that had not seen it.`;
    case 'given': return 'The rows were divided into folds that were given, each tested once.';
    default: return split satisfies never;
  }
}

export const splitSentence = ({ study, task }: Pick<Facts, 'study' | 'task'>): string => splitText(study.split, apartColumn(study, task, study.data?.columns ?? []));

const stepName = (type: string): string => transformers.find((m) => m.type === type)?.name ?? type;

/** Split, and the steps of the reported model; those of other models that it does without are named. */
export function preparation(facts: Facts): Html {
  const { study, run, modelName } = facts;
  const steps = effectiveSteps(study, run.model);
  const skipped = study.steps.filter((s) => s.enabled && !steps.includes(s)).map((s) => stepName(s.type));
  return html`<section><h2>How it was prepared</h2><p>${splitSentence(facts)} Every step below learned from the training rows alone.</p>${steps.length === 0 ? html`<p>No step was needed.</p>` : html`<ol>${steps.map((step) => {
    const meta = transformers.find((m) => m.type === step.type);
    const columns = Array.isArray(step.params['columns']) ? (step.params['columns'] as readonly string[]) : [];
    const all = meta?.tags.takes === 'number' ? 'all number columns' : meta?.tags.takes === 'category' ? 'all category columns' : 'all columns';
    const params = paramText(step.params);
    return html`<li><strong>${stepName(step.type)}</strong> on ${columns.length === 0 ? all : list(columns)}${params !== '' && `: ${params}`}. <span class="note">${meta?.summary ?? ''}</span></li>`;
  })}</ol>`}${skipped.length > 0 && html`<p>${modelName} takes these columns as they are, and goes without what other models of the study are given: ${list(skipped)}.</p>`}</section>`;
}

function verdict(facts: Facts): string {
  const { sorted, metricName, higherIsBetter } = facts;
  const tied = tiedWithBest(facts);
  const direction = `${metricName}: ${higherIsBetter ? 'higher' : 'lower'} is better.`;
  if (sorted.length < 2) return direction;
  if (tied > 1) return `${direction} The intervals of the first ${tied} overlap, so which of them is best is not certain.`;
  return `${direction} The first stands apart: no other interval reaches into its own.`;
}

/** All models with intervals, baseline among them. */
export function leaderboard(facts: Facts): Html {
  const { sorted, runs, run, metricKey, metricName, baseline } = facts;
  const scored = sorted.filter((r) => Number.isFinite(r.scores[metricKey]?.mean ?? Number.NaN));
  const points = scored.slice(0, 25).map((r) => {
    const s = r.scores[metricKey]!;
    return { name: runName(r, runs), value: s.mean, ...(Number.isFinite(s.low) && Number.isFinite(s.high) ? { low: s.low, high: s.high } : {}), strong: r.key === run.key };
  });
  return html`<section><h2>Leaderboard</h2><p>${verdict(facts)}</p>${points.length > 0 && html`<figure>${intervals(points, metricName, `${metricName} of each model with its 95 % interval.`)}<figcaption>Mean and 95 % interval; the reported model is filled.</figcaption></figure>`}
<div class="wide"><table><thead><tr><th>Model</th><th class="n">${metricName}</th><th class="n">95 % interval</th><th class="n">on training rows</th><th class="n">Fit</th><th class="n">1,000 rows</th><th class="n">Size</th></tr></thead><tbody>${sorted.map((r) => {
    const s = r.scores[metricKey];
    return html`<tr class="${r.key === run.key ? 'chosen' : ''}"><th scope="row">${runName(r, runs)}${r.key === baseline?.key && html` <em>baseline</em>`}</th><td class="n">${s ? score(s.mean) : '–'}</td><td class="n">${s ? `${score(s.low)} – ${score(s.high)}` : '–'}</td><td class="n">${score(r.trainScores[metricKey] ?? Number.NaN)}</td><td class="n">${seconds(r.fitSeconds)}</td><td class="n">${seconds(r.predictSeconds)}</td><td class="n">${bytes(r.bytes)}</td></tr>`;
  })}</tbody></table></div></section>`;
}

/** Seeds, versions, hashes, the script. */
export function made(facts: Facts): Html {
  const { study, run, version, now, certificate, script } = facts;
  const params = paramText(run.model.params);
  const rows: readonly (readonly [string, string])[] = [
    ['Model', `${facts.modelName}${params === '' ? ', all parameters at their defaults' : `: ${params}`}`],
    ...(run.model.continues ?? []).map((stage, i): readonly [string, string] => [i === 0 ? 'Trained before' : 'Then', `${paramText(stage.params) || 'all parameters at their defaults'}, seed ${stage.seed}; the next training went on from there`]),
    ['Seed', String(run.model.seed)],
    ['Device', run.device === null ? 'CPU' : `${run.device.name}: ${run.device.why}`],
    ['Data', study.data === null ? '–' : `${study.data.name}, SHA-256 ${study.data.table}`],
    ['Result', run.key],
    ['Fitted', run.finishedAt],
    ...(certificate ? [['ONNX export', `largest difference ${certificate.largestDifference.toPrecision(2)} on ${certificate.rows} rows in ${certificate.runtime}: ${certificate.passed ? 'passed' : 'not passed'}`] as const] : []),
    ['Made with', `Tablab ${version}, ${now.toISOString()}; nothing left the computer`],
  ];
  return html`<section><h2>How it was made</h2><table class="facts"><tbody>${rows.map(([key, value]) => html`<tr><th scope="row">${key}</th><td>${value}</td></tr>`)}</tbody></table>${run.warnings.length > 0 && html`<h3>What was noted on the way</h3><ul>${run.warnings.map((w) => html`<li>${w}</li>`)}</ul>`}${script !== undefined && html`<h3>The same in Python</h3><p>This script does what the study does, with scikit-learn and pandas.</p><details><summary>Show the script</summary><pre><code>${script}</code></pre></details>`}</section>`;
}
