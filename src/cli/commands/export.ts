import { isClassification } from '../../engine/core/dataset.ts';
import { packStudy, tfjsBundle } from '../../study/bundle/index.ts';
import { lowerPipeline } from '../../study/lower.ts';
import { writeOnnx } from '../../engine/export/onnx/index.ts';
import { pythonScript } from '../../study/python/index.ts';
import { evaluate } from '../../engine/evaluation/evaluate.ts';
import { summaryOf } from '../../jobs/handlers/results.ts';
import { reportHtml } from '../../study/report/index.ts';
import { columnsOf, importedPipeline } from '../../study/imported.ts';
import type { FittedPipeline, RunResult } from '../../study/results.ts';
import type { Study } from '../../study/schema.ts';
import { treeFile } from '../../study/tree-files.ts';
import type { TreeFormat } from '../../study/tree-formats.ts';
import { readArgs } from '../args.ts';
import { writeWhole } from '../files.ts';
import { readModelDir } from '../model-dir.ts';
import { readModelFile } from '../model-file.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage.ts';
import { VERSION } from '../version.ts';

const trees = (format: TreeFormat) => ({ fitted }: Named): Uint8Array => treeFile(fitted, format).bytes;

/** What needs the fitted model alone. */
const ofModel: Readonly<Record<string, (model: Named) => Uint8Array>> = {
  onnx: ({ name, fitted }) => writeOnnx(lowerPipeline(fitted), { name, doc: fitted.target === null ? 'Describes rows.' : `Predicts ${fitted.target}.` }),
  xgboost: trees('xgboost'), 'xgboost-ubj': trees('xgboost-ubj'), lightgbm: trees('lightgbm'), catboost: trees('catboost'),
};

/** What needs the study too. */
const ofStudy: Readonly<Record<string, (study: Study, run: RunResult) => string | Uint8Array>> = {
  python: (study, run) => pythonScript(study, { task: run.task }),
  study: (study) => packStudy({ study, table: null, file: null }),
  tfjs: (_, run) => tfjsBundle(run.fitted),
  report(study, best) {
    const { fitted: _, ...run } = best;
    const { predictions } = best;
    const evaluation = evaluate(predictions, best.task, isClassification(best.task) ? best.classes : null, predictions.rows);
    return reportHtml({ study, run, runs: [summaryOf(best)], profile: null, evaluation, explanations: [], script: pythonScript(study, { task: best.task }), version: VERSION, now: new Date() });
  },
};

interface Named {
  readonly name: string;
  readonly fitted: FittedPipeline;
}

/** The study's name and the model, from a folder or from another library's model file. */
async function openModel(path: string, terminal: Terminal): Promise<Named & { readonly kept: { readonly study: Study; readonly run: RunResult } | null }> {
  const opened = await readModelFile(path, terminal);
  if (opened !== null) return { name: opened.name, fitted: importedPipeline(opened.bytes, opened.name, columnsOf(opened.file)).fitted, kept: null };
  const kept = await readModelDir(path);
  return { name: kept.study.name, fitted: kept.run.fitted, kept };
}

/** `tablab export --model DIR|FILE --format … --out FILE`. */
export async function exportModel(argv: readonly string[], terminal: Terminal): Promise<void> {
  const args = readArgs(argv, ['model', 'format', 'out']);
  if (args.rest.length > 0) throw new UsageError(`export takes no DATA. Got "${args.rest.join(' ')}".`);
  const format = args.need('format');
  if (!Object.hasOwn(ofModel, format) && !Object.hasOwn(ofStudy, format)) throw new UsageError(`--format must be one of ${[...Object.keys(ofModel), ...Object.keys(ofStudy)].join(', ')}. Got "${format}".`);
  const out = args.need('out');
  const model = await openModel(args.need('model'), terminal);
  const { kept } = model;
  if (Object.hasOwn(ofModel, format)) await writeWhole(out, ofModel[format]!(model));
  else if (kept !== null) await writeWhole(out, ofStudy[format]!(kept.study, kept.run));
  else throw new UsageError(`--format ${format} needs a study, and a model file has none. Of a model file there are ${Object.keys(ofModel).join(', ')}.`);
  if (out !== '-') terminal.err(`Wrote ${out}.`);
}
