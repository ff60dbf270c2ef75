import { StudioError } from '../engine/core/errors.ts';
import type { Graph } from '../engine/export/graph.ts';
import type { OnnxInput, OnnxInputs } from '../engine/export/onnx/index.ts';
import type { FeatureColumn, Features } from '../frame/features.ts';

function find(features: Features, name: string): FeatureColumn {
  const column = features.columns.find((c) => c.name === name);
  if (!column) throw new StudioError('data', `The exported model needs the column "${name}", which these rows do not have.`, { column: name });
  return column;
}

/** Rows of a table as the tensors a lowered pipeline reads: columns found by name, missing as NaN and ''. */
export function onnxInputs(graph: Graph, features: Features): OnnxInputs {
  const entries = graph.inputs.map((port): [string, OnnxInput] => {
    const dims = [features.rows, port.width];
    if (port.dtype === 'string') {
      const data = new Array<string>(features.rows * port.width).fill('');
      port.columns.forEach((name, j) => {
        const column = find(features, name);
        if (column.kind !== 'category') throw new StudioError('data', `The exported model expects texts in "${name}", and these rows hold numbers there.`, { column: name });
        column.codes.forEach((code, i) => { data[i * port.width + j] = code < 0 ? '' : column.categories[code]!; });
      });
      return [port.name, { dtype: 'string', dims, data }];
    }
    const data = new Float64Array(features.rows * port.width);
    port.columns.forEach((name, j) => {
      const column = find(features, name);
      if (column.kind !== 'number') throw new StudioError('data', `The exported model expects numbers in "${name}", and these rows hold texts there.`, { column: name });
      column.values.forEach((value, i) => { data[i * port.width + j] = value; });
    });
    return [port.name, { dtype: 'float64', dims, data }];
  });
  return Object.fromEntries(entries);
}
