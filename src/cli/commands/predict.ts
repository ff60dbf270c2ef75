import { isClassification } from '../../engine/core/dataset.ts';
import { quietContext } from '../../engine/core/context.ts';
import { processThreads } from '../threads.ts';
import { predictionsCsv } from '../../study/bundle/index.ts';
import { importedPipeline, typesFor } from '../../study/imported.ts';
import { predictTable } from '../../study/predict.ts';
import { cellsAt, queriesIn } from '../../study/query.ts';
import type { FittedPipeline } from '../../study/results.ts';
import { readArgs } from '../args.ts';
import { writeWhole } from '../files.ts';
import { readModelDir } from '../model-dir.ts';
import { type ModelFile, readModelFile } from '../model-file.ts';
import { readSource, type Source } from '../source.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage.ts';

/** Columns are read as the model learned them, whatever this file's own cells suggest. */
export const typesOf = (fitted: FittedPipeline): Readonly<Record<string, FittedPipeline['inputs'][number]['type']>> =>
  Object.fromEntries(fitted.inputs.map((c) => [c.name, c.type]));

/** A model file over the columns of a table; says on stderr what was taken for granted. */
export function bound({ bytes, name }: ModelFile, { table }: Source, terminal: Terminal): FittedPipeline {
  const { fitted, notes } = importedPipeline(bytes, name, table.columns);
  for (const note of notes) terminal.err(`  ${note}`);
  return fitted;
}

/** `tablab predict --model DIR|FILE DATA --out FILE.csv`: with what `tablab train` wrote, or with a model file of another library. */
export async function predict(argv: readonly string[], terminal: Terminal): Promise<void> {
  const args = readArgs(argv, ['model', 'out']);
  if (args.rest.length !== 1) throw new UsageError('One DATA is expected: a file, or - for standard input.');
  const model = args.need('model');
  const out = args.need('out');
  const opened = await readModelFile(model, terminal);
  const kept = opened === null ? (await readModelDir(model)).run.fitted : null;
  const source = await readSource(args.rest[0]!, { types: kept === null ? typesFor(opened!.file) : typesOf(kept) }, terminal);
  const fitted = kept ?? bound(opened!, source, terminal);
  const output = await predictTable(fitted, source.table, null, quietContext(0, { device: 'auto', threads: processThreads() }));
  const rows = Uint32Array.from({ length: source.table.rows }, (_, i) => i);
  const { query } = fitted;
  const predictions = { rows, yTrue: null, yPred: output.yPred, proba: output.proba, fold: new Uint16Array(rows.length), ...queriesIn(source.table, query, rows) };
  await writeWhole(out, predictionsCsv(predictions, isClassification(fitted.task) ? fitted.classes : null, cellsAt(source.table, query, rows)));
  terminal.err(`Predicted ${rows.length.toLocaleString('en')} rows.`);
}
