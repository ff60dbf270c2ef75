import { isClassification } from '../../../engine/core/dataset.ts';
import type { Facts } from '../input.ts';
import { type Html, html } from '../html.ts';
import { count, list, percent, score } from '../words.ts';
import { splitSentence } from './method.ts';

const FEW_TEST_ROWS = 200;
const RARE = 0.1;
const GAP = 0.15;

function overfitting({ runs, run, metricKey, metricName, higherIsBetter }: Facts): string | null {
  const test = run.scores[metricKey]?.mean;
  const train = runs.find((r) => r.key === run.key)?.trainScores[metricKey];
  if (test === undefined || train === undefined || !Number.isFinite(train) || !Number.isFinite(test)) return null;
  const gap = higherIsBetter ? train - test : test - train;
  if (gap <= GAP * Math.max(Math.abs(train), Math.abs(test))) return null;
  return `On the rows it learned from, ${metricName} is ${score(train)}; on the test rows ${score(test)}. Part of what it learned holds for the training rows only.`;
}

function rareClasses({ evaluation }: Facts): string | null {
  if (evaluation?.kind !== 'classification' || evaluation.perClass === null) return null;
  const rare = evaluation.perClass.filter((c) => c.support / Math.max(1, evaluation.rows) < RARE);
  return rare.length === 0 ? null : `${list(rare.map((c) => `${c.name} (${count(c.support, 'test row')})`))} ${rare.length === 1 ? 'is' : 'are'} rare: what is said about ${rare.length === 1 ? 'it' : 'them'} rests on few rows, and accuracy hides it.`;
}

function missingCells({ profile, study }: Facts): string | null {
  const holes = (profile?.columns ?? []).filter((c) => c.name !== study.target && c.missing / Math.max(1, profile!.rows) > 0.2);
  return holes.length === 0 ? null : `More than a fifth of ${list(holes.map((c) => c.name))} is missing; where cells are missing for a reason, filling them in misleads.`;
}

/** What this model should not be believed about; every sentence follows from the numbers of this study. */
export function limitSentences(facts: Facts): readonly string[] {
  const { run, study, task, sorted, baseline } = facts;
  const tested = run.predictions.rows.length;
  const said: readonly (string | null)[] = [
    tested < FEW_TEST_ROWS ? `The scores rest on ${count(tested, 'test row')}: they are rough, as the intervals say.` : null,
    run.folds.length === 1 && study.split.kind !== 'given' ? 'The rows were divided once. Another division would give somewhat other scores; k-fold cross-validation shows how much.' : null,
    overfitting(facts),
    rareClasses(facts),
    missingCells(facts),
    sorted.length > 1 ? `Of ${sorted.length} models the best on these test rows was chosen, which flatters it a little: new rows are the honest test.` : null,
    baseline === null && task !== 'unsupervised' ? 'No baseline was trained, so this report cannot say how much better than guessing the model is.' : null,
    study.split.kind !== 'given' && study.split.shuffle && (facts.profile?.columns.some((c) => c.type === 'date') ?? false) ? 'The table has dates and its rows were shuffled: if rows of the future help to predict those of the past, real use will be worse. Test on the last rows to be sure.' : null,
    'Importance says what the model uses, not what causes what. Columns that tell the same story share it, and either can look unimportant.',
    'The model knows rows like those it was given. For rows from another time, place or instrument, test it again.',
  ];
  return said.filter((s) => s !== null);
}

export const limits = (facts: Facts): Html =>
  html`<section><h2>Limits</h2><ul>${limitSentences(facts).map((s) => html`<li>${s}</li>`)}</ul></section>`;

/** A model card after Mitchell et al., "Model cards for model reporting" (2019). */
export function modelCard(facts: Facts): Html {
  const { study, run, task, metricKey, metricName, modelName, profile } = facts;
  const s = run.scores[metricKey];
  const used = (profile?.columns ?? []).filter((c) => c.name !== study.target && c.type !== 'text').map((c) => c.name);
  const goal = task === 'unsupervised' ? 'to find rows that are unlike the others' : `to predict ${study.target ?? 'the target'} of rows like those of ${study.data?.name ?? 'the table'}`;
  const rows: readonly (readonly [string, string])[] = [
    ['Model', `${modelName}, ${task === 'binary' ? 'binary classification' : task === 'multiclass' ? `classification into ${run.classes?.length ?? 0} classes` : task}`],
    ['Intended use', `${goal[0]!.toUpperCase()}${goal.slice(1)}, as a help to a person who can check. Not meant for decisions about people without one, nor for other data than it was tested on.`],
    ['Data', `${study.data?.name ?? '–'}: ${count(study.data?.rows ?? 0, 'row')}${used.length > 0 ? `; columns it may use: ${list(used, 20)}` : ''}.`],
    ['Evaluation', splitSentence(facts)],
    ['Metrics', s ? `${metricName} ${score(s.mean)} (95 % interval ${score(s.low)} to ${score(s.high)}); all others are in the table above.` : '–'],
    ['Groups', isClassification(task) && facts.evaluation?.kind === 'classification' && facts.evaluation.perClass !== null ? `Recall by class: ${list(facts.evaluation.perClass.map((c) => `${c.name} ${percent(c.recall)}`), 12)}. Scores by groups of people were not computed.` : 'Scores by groups were not computed.'],
    ['Caveats', limitSentences(facts).slice(0, 3).join(' ')],
  ];
  return html`<section><h2>Model card</h2><table class="facts"><tbody>${rows.map(([key, value]) => html`<tr><th scope="row">${key}</th><td>${value}</td></tr>`)}</tbody></table></section>`;
}
