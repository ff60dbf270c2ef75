import { quietContext } from '../engine/core/context.ts';
import { processThreads } from './threads.ts';
import { errorRecord } from '../engine/core/errors.ts';
import { evaluate } from '../engine/evaluation/evaluate.ts';
import { isClassification } from '../engine/core/dataset.ts';
import type { Explanation } from '../engine/explainers/explanation.ts';
import type { TableProfile } from '../frame/profile.ts';
import { summaryOf } from '../jobs/handlers/results.ts';
import { cellsAt } from '../study/query.ts';
import { type OnnxModel, onnxModel, predictionsCsv } from '../study/bundle/index.ts';
import { codeOf } from '../study/encode.ts';
import { type ExplainRun, explainImportance, explainPermutation, explainShap, hasTrees, shapMethod } from '../study/explain/index.ts';
import { inputFeatures, predictTable } from '../study/predict.ts';
import { pythonScript } from '../study/python/index.ts';
import { reportHtml } from '../study/report/index.ts';
import type { RunResult } from '../study/results.ts';
import type { Study } from '../study/schema.ts';
import type { Source } from './source.ts';
import type { Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

export interface Takeaway {
  readonly study: Study;
  readonly best: RunResult;
  readonly runs: readonly RunResult[];
  readonly source: Source;
  readonly profile: TableProfile;
  readonly write: (name: string, content: string | Uint8Array) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  readonly terminal: Terminal;
}

/** The report is made without being asked, so its explanations are kept to a size that takes seconds. */
const REPORT = { rows: 60, exactRows: 300, fewestRows: 5, background: 20, repeats: 5, permutationRows: 2000, columns: 40, seconds: 15 } as const;

/** The model as ONNX, checked on the run's own held-out rows. */
export async function checkedOnnx(run: RunResult, source: Source, name: string): Promise<OnnxModel> {
  const features = inputFeatures(run.fitted, source.table, run.probeRows);
  const ours = await predictTable(run.fitted, source.table, run.probeRows, quietContext(0, { threads: processThreads() }));
  return onnxModel({ name, fitted: run.fitted, features, ours });
}

/** A step that a part of the takeaway can do without: what it would have made is then left out, and stderr says why. */
async function attempt<T>(what: string, terminal: Terminal, make: () => Promise<T> | T): Promise<T | null> {
  try {
    return await make();
  } catch (thrown) {
    terminal.done();
    terminal.err(`${what} was left out: ${errorRecord(thrown).message}`);
    return null;
  }
}

async function explanations({ best, source, study, terminal }: Takeaway, metric: string): Promise<readonly Explanation[]> {
  const { table } = source;
  // Wide tables (images) would take minutes here; 'tablab explain' does them when asked.
  if (best.fitted.inputs.length > REPORT.columns) return [];
  // By the kernel, each explained row asks the model of every subset of columns over the background.
  const kernel = shapMethod(best.fitted, 'auto') === 'kernel';
  const subsets = Math.min(2 ** best.fitted.inputs.length, 2 * best.fitted.inputs.length + 2048);
  const rowSeconds = (subsets * REPORT.background * best.predictSeconds) / 1000;
  const rows = !kernel ? REPORT.exactRows : Math.max(REPORT.fewestRows, Math.min(REPORT.rows, Math.floor(REPORT.seconds / rowSeconds)));
  const ctx: ExplainRun = { ...quietContext(0, { threads: processThreads() }), progress: (done, total) => terminal.progress(`Explaining for the report: ${done} of ${total}`) };
  const made: (Explanation | null)[] = [
    study.target === null ? null : await attempt('Permutation importance', terminal, () => explainPermutation(best, table, { metric, nRepeats: REPORT.repeats, maxRows: REPORT.permutationRows, seed: 0 }, ctx)),
    hasTrees(best.fitted) ? await attempt('Importance', terminal, () => explainImportance(best, 0)) : null,
    await attempt('SHAP', terminal, () => explainShap(best, table, { maxRows: rows, background: REPORT.background, nSamples: null, seed: 0 }, ctx)),
  ];
  return made.filter((e) => e !== null);
}

export interface ReportParts {
  readonly takeaway: Takeaway;
  readonly metric: string;
  readonly onnx: OnnxModel | null;
  readonly script: string | null;
}

export async function makeReport({ takeaway, metric, onnx, script }: ReportParts): Promise<string> {
  const { study, best, runs, profile, source, terminal } = takeaway;
  const { predictions } = best;
  const { fitted: _, ...run } = best;
  const code = await attempt('The code of the rows', terminal, () => codeOf(best, () => source.table, quietContext()));
  const evaluation = evaluate(predictions, best.task, best.classes, predictions.rows, code);
  return reportHtml({
    study, run, runs: runs.map(summaryOf), profile, evaluation,
    explanations: await explanations(takeaway, metric),
    ...(script === null ? {} : { script }),
    ...(onnx === null ? {} : { certificate: onnx.certificate }),
    version: VERSION,
    now: new Date(),
  });
}

/** Model, predictions, script and report of the best run. */
export async function writeTakeaway(takeaway: Takeaway, metric: string): Promise<void> {
  const { study, best, source, write, remove, terminal } = takeaway;
  await write('predictions.csv', predictionsCsv(best.predictions, isClassification(best.task) ? best.classes : null, cellsAt(source.table, best.fitted.query, best.predictions.rows)));
  // What an earlier run left must not be taken for this one's.
  if (best.outOfBag) await write('out-of-bag.csv', predictionsCsv(best.outOfBag.predictions, isClassification(best.task) ? best.classes : null, cellsAt(source.table, best.fitted.query, best.outOfBag.predictions.rows)));
  else await remove('out-of-bag.csv');
  const onnx = await attempt('model.onnx', terminal, () => checkedOnnx(best, source, study.name));
  if (!onnx) await Promise.all(['model.onnx', 'parity.json'].map(remove));
  else {
    await write('model.onnx', onnx.bytes);
    await write('parity.json', `${JSON.stringify(onnx.certificate, null, 2)}\n`);
  }
  const script = await attempt('train.py', terminal, () => pythonScript(study, { task: best.task }));
  if (script !== null) await write('train.py', script);
  const report = await attempt('report.html', terminal, () => makeReport({ takeaway, metric, onnx, script }));
  if (report !== null) await write('report.html', report);
  terminal.done();
}
