import type { FeatureColumn, Features } from '../../frame/features.ts';
import type { AnyTransformer } from '../core/transformer.ts';
import type { Plain } from '../core/plain.ts';
import { type Graph, GraphBuilder, type LoweredBlock } from '../export/graph.ts';
import type { OnnxInput, OnnxInputs, OnnxOutputs } from '../export/onnx/runner.ts';

/** Runs a graph on rows; tests pass ONNX Runtime. */
export type RunGraph = (graph: Graph, inputs: OnnxInputs) => Promise<OnnxOutputs>;

function blockOf(X: Features, kind: FeatureColumn['kind']): { readonly columns: readonly string[]; readonly input: OnnxInput } {
  const columns = X.columns.filter((c) => c.kind === kind);
  const dims = [X.rows, columns.length];
  const cells = Array.from({ length: X.rows * columns.length }, (_, at) => ({ column: columns[at % columns.length]!, row: Math.floor(at / columns.length) }));
  const input: OnnxInput = kind === 'number'
    ? { dtype: 'float64', dims, data: Float64Array.from(cells, ({ column, row }) => (column.kind === 'number' ? column.values[row]! : Number.NaN)) }
    : { dtype: 'string', dims, data: cells.map(({ column, row }) => (column.kind === 'category' ? (column.categories[column.codes[row]!] ?? '') : '')) };
  return { columns: columns.map((c) => c.name), input };
}

function columnsOf(block: LoweredBlock, { data }: OnnxOutputs[string], rows: number): readonly FeatureColumn[] {
  const width = block.columns.length;
  return block.columns.map((name, j): FeatureColumn => {
    const cells = Array.from({ length: rows }, (_, i) => data[i * width + j]!);
    if (block.kind === 'number') return { kind: 'number', name, values: Float64Array.from(cells, Number) };
    const texts = cells.map(String);
    return { kind: 'category', name, categories: texts, codes: Int32Array.from(texts, (text, i) => (text === '' ? -1 : i)) };
  });
}

/** What the lowered step makes of rows, in the order of `like` (columns travel by name in a graph). */
export async function runLowered(t: AnyTransformer, state: Plain, X: Features, like: Features, run: RunGraph): Promise<Features> {
  const graph = new GraphBuilder();
  const inputs: Record<string, OnnxInput> = {};
  const blocks = (['number', 'category'] as const).flatMap((kind): LoweredBlock[] => {
    const { columns, input } = blockOf(X, kind);
    if (columns.length === 0) return [];
    const value = graph.input(kind, input.dtype, columns);
    inputs[value] = input;
    return [{ kind, columns, value }];
  });
  const lowered = t.lower(state, graph, blocks);
  lowered.forEach((block, i) => graph.output(`out${i}`, block.value, block.kind === 'number' ? 'float64' : 'string', block.columns));
  const built = graph.build();
  const outputs = lowered.length === 0 ? {} : await run(built, inputs);
  const made = lowered.flatMap((block, i) => columnsOf(block, outputs[built.outputs[i]!.name]!, X.rows));
  const place = new Map(like.columns.map((c, j) => [c.name, j]));
  return { rows: X.rows, columns: made.toSorted((a, b) => (place.get(a.name) ?? -1) - (place.get(b.name) ?? -1)) };
}
