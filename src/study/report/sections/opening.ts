import type { Facts } from '../input.ts';
import { runName } from '../input.ts';
import { type Html, html } from '../html.ts';
import { count, figure, list, percent, score } from '../words.ts';

const KIND = { binary: 'a yes-or-no question', multiclass: 'a choice between classes', regression: 'an amount', ranking: 'an order of the rows of each query', unsupervised: 'no target: which rows are unusual' } as const;

function question({ study, run, task }: Facts): string {
  const data = study.data?.name ?? 'the table';
  if (task === 'unsupervised') return `The rows of ${data} were described as they are, without a column to predict, so that unusual rows stand out.`;
  const from = run.classes === null ? '' : ` It has ${count(run.classes?.length ?? 0, 'class', 'classes')}: ${list(run.classes ?? [])}.`;
  return `Can ${study.target ?? 'the target'} be predicted from the other columns of ${data}? This is ${KIND[task]}.${from}`;
}

const range = (low: number, high: number): string => `${score(low)} to ${score(high)}`;

/** Runs whose interval reaches into the best one's: no honest winner among them. */
export function tiedWithBest({ sorted, metricKey }: Facts): number {
  const best = sorted[0]?.scores[metricKey];
  if (!best) return 0;
  return sorted.filter((r) => {
    const s = r.scores[metricKey];
    return s !== undefined && s.low <= best.high && s.high >= best.low;
  }).length;
}

function answer(facts: Facts): string {
  const { run, metricKey, metricName, baseline, modelName, runs, higherIsBetter } = facts;
  const own = run.scores[metricKey];
  if (!own) return `${modelName} was trained; it has no score to show.`;
  const tested = count(run.predictions.rows.length, 'row');
  const folds = run.folds.length > 1 ? `over ${run.folds.length} folds (${tested})` : `on ${tested} that it had not seen`;
  const first = `${modelName} reaches ${metricName} ${score(own.mean)} ${folds}, with a 95 % interval from ${range(own.low, own.high)}.`;
  const base = baseline?.scores[metricKey];
  if (!baseline || !base || baseline.key === run.key) return first;
  const gain = higherIsBetter ? own.mean - base.mean : base.mean - own.mean;
  const overlap = own.low <= base.high && own.high >= base.low;
  const name = runName(baseline, runs);
  const second = gain <= 0 ? `That is no better than the baseline ${name} (${score(base.mean)}), which ignores every column.`
    : overlap ? `The baseline ${name}, which ignores every column, has ${score(base.mean)}; the intervals overlap, so the gain is not certain.`
      : `The baseline ${name}, which ignores every column, has ${score(base.mean)}: the columns tell the model something.`;
  return `${first} ${second}`;
}

/** Title, the question and the answer in a few sentences. */
export function opening(facts: Facts): Html {
  const { study, now, permutation } = facts;
  const order = permutation === null ? [] : Array.from(permutation.mean, (_, i) => i).sort((a, b) => permutation.mean[b]! - permutation.mean[a]!).filter((i) => permutation.mean[i]! > 0).slice(0, 3);
  return html`<header><p class="kicker">Importance report</p><h1>${study.name}</h1><p class="date"><time datetime="${now.toISOString()}">${now.toISOString().slice(0, 10)}</time></p></header>
<section><h2>What was asked</h2><p class="lead">${question(facts)}</p><p>${answer(facts)}</p>${order.length > 0 && html`<p>What it leans on most: ${list(order.map((i) => permutation!.columns[i]!))}.</p>`}${study.notes.trim() !== '' && html`<blockquote>${study.notes.trim()}</blockquote>`}</section>`;
}

/** Rows, columns, missing cells. */
export function dataSection({ profile, study, run }: Facts): Html {
  if (profile === null) return html`<section><h2>Data</h2><p>${study.data?.name ?? 'The table'}, ${count(study.data?.rows ?? 0, 'row')}.</p></section>`;
  const cells = profile.rows * profile.columns.length;
  const missing = profile.columns.reduce((n, c) => n + c.missing, 0);
  const holes = profile.columns.filter((c) => c.missing > 0).sort((a, b) => b.missing - a.missing);
  const shown = profile.columns.length > 40 ? profile.columns.slice(0, 40) : profile.columns;
  const kinds = (['number', 'category', 'date', 'text'] as const).flatMap((type) => {
    const n = profile.columns.filter((c) => c.type === type).length;
    return n === 0 ? [] : [`${n} ${type === 'text' ? 'of free text' : type === 'category' ? 'of categories' : `of ${type}s`}`];
  });
  return html`<section><h2>Data</h2><p>${study.data?.name ?? 'The table'} has ${count(profile.rows, 'row')} and ${count(profile.columns.length, 'column')}: ${list(kinds)}. ${missing === 0 ? 'No cell is missing.' : `${percent(missing / Math.max(1, cells), 2)} of the cells are missing, most in ${list(holes.slice(0, 3).map((c) => `${c.name} (${percent(c.missing / profile.rows)})`))}.`}${profile.duplicateRows !== null && profile.duplicateRows > 0 && ` ${count(profile.duplicateRows, 'row is a copy', 'rows are copies')} of another.`} Models were fitted on ${count(run.folds[0]?.trainRows ?? 0, 'row')} ${run.folds.length > 1 ? 'in the first fold' : ''} and scored on others.</p>
<div class="wide"><table><thead><tr><th>Column</th><th>Type</th><th class="n">Missing</th><th class="n">Distinct</th><th>In short</th></tr></thead><tbody>${shown.map((c) => html`<tr><th scope="row">${c.name}${c.name === study.target && html` <em>target</em>`}</th><td>${c.type}</td><td class="n">${percent(c.missing / Math.max(1, profile.rows))}</td><td class="n">${c.distinctExact ? '' : '≈ '}${c.distinct.toLocaleString('en')}</td><td>${c.numeric && c.type === 'number' ? `${figure(c.numeric.min)} to ${figure(c.numeric.max)}, median ${figure(c.numeric.quartiles[1])}` : c.numeric ? `${dateOf(c.numeric.min)} to ${dateOf(c.numeric.max)}` : list((c.top ?? []).slice(0, 3).map((t) => t.value))}</td></tr>`)}</tbody></table></div>${shown.length < profile.columns.length && html`<p class="note">The first ${shown.length} of ${profile.columns.length.toLocaleString('en')} columns.</p>`}</section>`;
}

const dateOf = (ms: number): string => (Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString().slice(0, 10) : '–');
