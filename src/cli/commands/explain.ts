import { quietContext } from '../../engine/core/context.ts';
import type { PartialDependence, ShapMethod } from '../../engine/explainers/explanation.ts';
import { processThreads } from '../threads.ts';
import { explainDependence, explainImportance, explainPermutation, explainProximity, explainShap, type ExplainRun, hasTrees } from '../../study/explain/index.ts';
import { readArgs } from '../args.ts';
import { writeWhole } from '../files.ts';
import { readModelDir } from '../model-dir.ts';
import { readModelFile } from '../model-file.ts';
import { readSource, type Source } from '../source.ts';
import { queriesIn } from '../../study/query.ts';
import { readTarget } from '../../study/target.ts';
import { predictTable } from '../../study/predict.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage.ts';
import type { Table } from '../../frame/table.ts';
import { newStudy } from '../../study/create.ts';
import { modelKey } from '../../study/key.ts';
import { typesFor } from '../../study/imported.ts';
import type { FittedPipeline } from '../../study/results.ts';
import { bound, typesOf } from './predict.ts';
import { sortMetric } from './train.ts';

const METHODS = ['auto', 'linear', 'kernel', 'tree-path', 'tree-background'] as const;
const SPOKEN: Readonly<Record<ShapMethod, string>> = { linear: 'exact linear SHAP', kernel: 'kernel SHAP', 'tree-path': 'exact TreeSHAP by branches', 'tree-background': 'exact TreeSHAP against a background' };

function methodOf(given: string | undefined): (typeof METHODS)[number] {
  const method = METHODS.find((m) => m === (given ?? 'auto'));
  if (method === undefined) throw new UsageError(`--shap must be one of ${METHODS.join(', ')}. Got "${given}".`);
  return method;
}

/** A model file does not say which column it predicts: `--target` does, and the classes are then those of the table in their order. */
function targeted(fitted: FittedPipeline, table: Table, target: string | undefined): FittedPipeline {
  if (target === undefined) return fitted;
  if (!table.columns.some((c) => c.name === target)) throw new UsageError(`--target: there is no column "${target}". The data has ${table.columns.slice(0, 20).map((c) => `"${c.name}"`).join(', ')}.`);
  const found = readTarget(table, target, fitted.task);
  const named = fitted.classes !== null && found.classes?.every((name) => fitted.classes!.includes(name)) === true;
  if (fitted.classes !== null && !named && found.classes?.length !== fitted.classes.length) throw new UsageError(`--target: "${target}" has ${found.classes?.length ?? 0} classes, and the model file ${fitted.classes.length}.`);
  return { ...fitted, target, classes: fitted.classes === null || named ? fitted.classes : found.classes };
}

/** Whether this table is the one that the folder's model was trained on. */
function learnedFrom(kept: Awaited<ReturnType<typeof readModelDir>> | null, source: Source): boolean {
  if (kept === null) return false;
  const { study, run } = kept;
  const now = { ...study, data: { ...source.data, image: study.data?.image ?? null } };
  return study.models.some((model) => modelKey(now, model) === run.key);
}

/**
 * `tablab explain --model DIR|FILE DATA --out FILE`: permutation importance (where DATA has the target), SHAP, of trees the importances by
 * how they were built, and the partial dependence that was asked for, as JSON.
 */
export async function explain(argv: readonly string[], terminal: Terminal): Promise<void> {
  const args = readArgs(argv, ['model', 'out', 'target', 'rows', 'background', 'repeats', 'seed', 'shap', 'dependence'], ['linked', 'interactions', 'proximity', 'out-of-bag']);
  if (args.rest.length !== 1) throw new UsageError('One DATA is expected: a file, or - for standard input.');
  const model = args.need('model');
  const opened = await readModelFile(model, terminal);
  const kept = opened === null ? await readModelDir(model) : null;
  const out = args.need('out');
  if (opened === null && args.text('target') !== undefined) throw new UsageError('--target goes with a model file: a folder says itself what its model predicts.');
  const source = await readSource(args.rest[0]!, { types: kept === null ? typesFor(opened!.file) : typesOf(kept.run.fitted) }, terminal);
  const { table } = source;
  const fitted = kept === null ? targeted(bound(opened!, source, terminal), table, args.text('target')) : kept.run.fitted;
  const maxRows = args.number('rows', 200, { min: 1, integer: true });
  const background = args.number('background', 100, { min: 1, integer: true });
  const nRepeats = args.number('repeats', 5, { min: 1, integer: true });
  const seed = args.number('seed', 0, { min: 0, integer: true });
  const outOfBag = args.flag('out-of-bag');
  if (outOfBag && !args.flag('proximity')) throw new UsageError('--out-of-bag goes with --proximity: it says which trees compare two rows.');
  if (outOfBag && !learnedFrom(kept, source)) throw new UsageError(`--out-of-bag is about the rows the forest learned from, and ${args.rest[0]!} is not the data it was trained on.`);
  const method = methodOf(args.text('shap'));
  const questions = (args.text('dependence') ?? '').split(',').filter((q) => q !== '').map((q) => q.split(':'));
  const ctx: ExplainRun = { ...quietContext(seed, { device: 'auto', threads: processThreads() }), progress: (done, total) => terminal.progress(`Explaining: ${done} of ${total}`) };

  const hasTarget = fitted.target !== null && table.columns.some((c) => c.name === fitted.target);
  const everyRow = Uint32Array.from({ length: table.rows }, (_, i) => i);
  const target = hasTarget && fitted.task !== 'unsupervised' ? readTarget(table, fitted.target!, fitted.task) : null;
  const codes = target?.classes?.map((name) => fitted.classes!.indexOf(name)) ?? null;
  const rows = target?.rows ?? everyRow;
  const output = await predictTable(fitted, table, rows, ctx);
  const yTrue = target === null ? null : codes === null ? target.y : target.y.map((k) => codes[k]!);
  const explained = { fitted, probeRows: rows, predictions: { rows, fold: new Uint16Array(rows.length), yTrue, yPred: output.yPred, proba: output.proba, ...queriesIn(table, fitted.query, rows) } };
  const metric = yTrue === null ? '' : sortMetric(kept?.study ?? newStudy(), fitted.task).type;
  const permutation = yTrue === null ? null : await explainPermutation(explained, table, { metric, nRepeats, maxRows: 5000, seed }, ctx);
  const shap = await explainShap(explained, table, { maxRows, background, nSamples: null, seed, method, linked: args.flag('linked'), interactions: args.flag('interactions') }, ctx);
  const importance = hasTrees(fitted) ? explainImportance(explained, seed) : null;
  const dependence: PartialDependence[] = [];
  for (const columns of questions) dependence.push(await explainDependence(explained, table, { columns, method: 'auto', maxRows, points: 40, seed }, ctx));
  const proximity = args.flag('proximity') ? await explainProximity(outOfBag ? { ...explained, trainRows: kept!.run.trainRows! } : explained, table, { outOfBag, maxRows, neighbours: 10, seed }, ctx) : null;
  terminal.done();
  const plain = JSON.stringify({ permutation, shap, importance, dependence, ...(proximity === null ? {} : { proximity }) }, (_, v) => (ArrayBuffer.isView(v) ? Array.from(v as Float64Array) : v));
  await writeWhole(out, `${plain}\n`);
  terminal.err(`Explained ${shap.rows.length} rows with ${SPOKEN[shap.method]}${permutation === null ? '' : ` and permutation importance of ${metric}`}.`);
}
