import { isClassification } from '../../engine/core/dataset.ts';
import { packStudy, tfjsBundle } from '../../study/bundle/index.ts';
import { lowerPipeline } from '../../study/lower.ts';
import { writeOnnx } from '../../engine/export/onnx/index.ts';
import { pythonScript } from '../../study/python/index.ts';
import { evaluate } from '../../engine/evaluation/evaluate.ts';
import { summaryOf } from '../../jobs/handlers/results.ts';
import { reportHtml } from '../../study/report/index.ts';
import type { RunResult } from '../../study/results.ts';
import type { Study } from '../../study/schema.ts';
import { readArgs } from '../args.ts';
import { writeWhole } from '../files.ts';
import { readModelDir } from '../model-dir.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage.ts';
import { VERSION } from '../version.ts';

const formats: Readonly<Record<string, (study: Study, run: RunResult) => string | Uint8Array>> = {
  onnx: (study, run) => writeOnnx(lowerPipeline(run.fitted), { name: study.name, doc: run.fitted.target === null ? 'Describes rows.' : `Predicts ${run.fitted.target}.` }),
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

/** `tablab export --model DIR --format … --out FILE`. */
export async function exportModel(argv: readonly string[], terminal: Terminal): Promise<void> {
  const args = readArgs(argv, ['model', 'format', 'out']);
  if (args.rest.length > 0) throw new UsageError(`export takes no DATA. Got "${args.rest.join(' ')}".`);
  const format = args.need('format');
  const make = Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (!make) throw new UsageError(`--format must be one of ${Object.keys(formats).join(', ')}. Got "${format}".`);
  const { study, run } = await readModelDir(args.need('model'));
  const out = args.need('out');
  await writeWhole(out, make(study, run));
  if (out !== '-') terminal.err(`Wrote ${out}.`);
}
