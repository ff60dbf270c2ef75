import type { PredictContext } from '../engine/core/algorithm.ts';
import { StudioError } from '../engine/core/errors.ts';
import type { FeatureColumn, Features } from '../frame/features.ts';
import type { ColumnInfo, Table } from '../frame/table.ts';
import { toFeatures } from '../frame/to-features.ts';
import { type PipelineOutput, predictFeatures } from './fit.ts';
import type { FittedPipeline } from './results.ts';

const kindOf = (info: ColumnInfo): 'number' | 'category' => (info.type === 'category' ? 'category' : 'number');

/** A number column written as text, or the other way round, is read as the pipeline learned it. */
function asLearned(column: FeatureColumn, info: ColumnInfo): FeatureColumn {
  if (column.kind === kindOf(info)) return column;
  if (column.kind === 'category') {
    const values = column.categories.map((text) => (text.trim() === '' ? Number.NaN : Number(text)));
    const bad = column.categories.find((_, k) => Number.isNaN(values[k]!));
    if (bad !== undefined) {
      throw new StudioError('data', `Column "${info.name}" held numbers when the model was trained, and now holds "${bad}". Correct the file, or mark "${bad}" as missing.`, { column: info.name });
    }
    return { kind: 'number', name: info.name, values: Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : values[code]!)) };
  }
  const place = new Map<number, number>();
  const categories: string[] = [];
  const codes = Int32Array.from(column.values, (v) => {
    if (Number.isNaN(v)) return -1;
    let code = place.get(v);
    if (code === undefined) {
      code = categories.length;
      place.set(v, code);
      categories.push(String(v));
    }
    return code;
  });
  return { kind: 'category', name: info.name, codes, categories };
}

/**
 * The pipeline's inputs, read from any table that has them: extra columns are ignored, order does not matter, and a missing
 * column is refused by name.
 */
export function inputFeatures(fitted: Pick<FittedPipeline, 'inputs'>, table: Table, rows: Uint32Array | null): Features {
  const have = new Set(table.columns.map((c) => c.name));
  const absent = fitted.inputs.filter((c) => !have.has(c.name)).map((c) => `"${c.name}"`);
  if (absent.length > 0) {
    throw new StudioError('data', `The model needs ${absent.length === 1 ? 'the column' : 'the columns'} ${absent.join(', ')}, which this table does not have. It has ${[...have].slice(0, 12).map((n) => `"${n}"`).join(', ')}.`);
  }
  const textual = table.columns.filter((c) => c.type === 'text' && fitted.inputs.some((i) => i.name === c.name)).map((c) => c.name);
  if (textual.length > 0) {
    throw new StudioError('data', `Column "${textual[0]}" was read as free text, but the model learned it as ${fitted.inputs.find((i) => i.name === textual[0])!.type === 'category' ? 'categories' : 'numbers'}. Set its type when reading the file.`, { column: textual[0]! });
  }
  const features = toFeatures(table, rows, fitted.inputs.map((c) => c.name));
  return { rows: features.rows, columns: features.columns.map((column, j) => asLearned(column, fitted.inputs[j]!)) };
}

/** What a fitted pipeline says of a table's rows (`null`: all of them). */
export const predictTable = (fitted: FittedPipeline, table: Table, rows: Uint32Array | null, ctx: PredictContext): Promise<PipelineOutput> =>
  predictFeatures(fitted, inputFeatures(fitted, table, rows), ctx);
