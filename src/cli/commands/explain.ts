import { quietContext } from '../../engine/core/context.ts';
import { processThreads } from '../threads.ts';
import { explainPermutation, explainShap, type ExplainRun } from '../../study/explain.ts';
import { readArgs } from '../args.ts';
import { writeWhole } from '../files.ts';
import { readModelDir } from '../model-dir.ts';
import { readSource } from '../source.ts';
import { readTarget } from '../../study/target.ts';
import { predictTable } from '../../study/predict.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage.ts';
import { typesOf } from './predict.ts';
import { sortMetric } from './train.ts';

/** `tablab explain --model DIR DATA --out FILE`: permutation importance (where DATA has the target) and SHAP, as JSON. */
export async function explain(argv: readonly string[], terminal: Terminal): Promise<void> {
  const args = readArgs(argv, ['model', 'out', 'rows', 'background', 'repeats', 'seed']);
  if (args.rest.length !== 1) throw new UsageError('One DATA is expected: a file, or - for standard input.');
  const { run, study } = await readModelDir(args.need('model'));
  const out = args.need('out');
  const { fitted } = run;
  const { table } = await readSource(args.rest[0]!, { types: typesOf(fitted) }, terminal);
  const maxRows = args.number('rows', 200, { min: 1, integer: true });
  const background = args.number('background', 100, { min: 1, integer: true });
  const nRepeats = args.number('repeats', 5, { min: 1, integer: true });
  const seed = args.number('seed', 0, { min: 0, integer: true });
  const ctx: ExplainRun = { ...quietContext(seed, { device: 'auto', threads: processThreads() }), progress: (done, total) => terminal.progress(`Explaining: ${done} of ${total}`) };

  const hasTarget = fitted.target !== null && table.columns.some((c) => c.name === fitted.target);
  const everyRow = Uint32Array.from({ length: table.rows }, (_, i) => i);
  const target = hasTarget && fitted.task !== 'unsupervised' ? readTarget(table, fitted.target!, fitted.task) : null;
  const codes = target?.classes?.map((name) => fitted.classes!.indexOf(name)) ?? null;
  const rows = target?.rows ?? everyRow;
  const output = await predictTable(fitted, table, rows, ctx);
  const yTrue = target === null ? null : codes === null ? target.y : target.y.map((k) => codes[k]!);
  const explained = { fitted, probeRows: rows, predictions: { rows, fold: new Uint16Array(rows.length), yTrue, yPred: output.yPred, proba: output.proba } };
  const metric = sortMetric(study, fitted.task).type;
  const permutation = yTrue === null ? null : await explainPermutation(explained, table, { metric, nRepeats, maxRows: 5000, seed }, ctx);
  const shap = await explainShap(explained, table, { maxRows, background, nSamples: null, seed }, ctx);
  terminal.done();
  const plain = JSON.stringify({ permutation, shap }, (_, v) => (ArrayBuffer.isView(v) ? Array.from(v as Float64Array) : v));
  await writeWhole(out, `${plain}\n`);
  terminal.err(`Explained ${shap.rows.length} rows with ${shap.method === 'linear' ? 'exact linear SHAP' : 'kernel SHAP'}${permutation === null ? '' : ` and permutation importance of ${metric}`}.`);
}
