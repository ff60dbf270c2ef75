import { isClassification } from '../engine/core/dataset.ts';
import { StudioError } from '../engine/core/errors.ts';
import { attr, type Graph, GraphBuilder, type LoweredBlock, type LoweredFeatures, type ValueName } from '../engine/export/graph.ts';
import type { ColumnInfo } from '../frame/table.ts';
import { algorithmOf, transformerOf } from './registry.ts';
import type { FittedPipeline } from './results.ts';

/** With more number columns than this, they come in as one tensor: nobody wants to feed 784 inputs by name. */
export const SEPARATE_INPUTS = 64;
/** ONNX's number for the type. */
const DOUBLE = 11;

const kindOf = (column: ColumnInfo): LoweredBlock['kind'] => (column.type === 'category' ? 'category' : 'number');

/** Neighbouring columns of one kind, in the table's order. */
function runs(inputs: readonly ColumnInfo[]): readonly (readonly ColumnInfo[])[] {
  const all: ColumnInfo[][] = [];
  for (const column of inputs) {
    const last = all.at(-1);
    if (last && kindOf(last[0]!) === kindOf(column)) last.push(column);
    else all.push([column]);
  }
  return all;
}

const joined = (graph: GraphBuilder, values: readonly ValueName[]): ValueName =>
  values.length === 1 ? values[0]! : graph.op('Concat', values, { axis: attr.int(1) });

/** Inputs of the graph: a tensor a column, or one for all numbers where there are many; a block for every run of one kind. */
function addInputs(graph: GraphBuilder, inputs: readonly ColumnInfo[]): LoweredFeatures {
  const numbers = inputs.filter((c) => kindOf(c) === 'number').map((c) => c.name);
  const single = new Map<string, ValueName>();
  const together = numbers.length > SEPARATE_INPUTS ? graph.input('numbers', 'float64', numbers) : null;
  for (const column of inputs) {
    if (kindOf(column) === 'category') single.set(column.name, graph.input(column.name || 'column', 'string', [column.name]));
    else if (together === null) single.set(column.name, graph.input(column.name || 'column', 'float64', [column.name]));
  }
  let taken = 0;
  return runs(inputs).map((run): LoweredBlock => {
    const kind = kindOf(run[0]!);
    const columns = run.map((c) => c.name);
    if (kind === 'category' || together === null) return { kind, columns, value: joined(graph, columns.map((name) => single.get(name)!)) };
    const start = taken;
    taken += run.length;
    if (run.length === numbers.length) return { kind, columns, value: together };
    const ends = [graph.int64s('start', [start]), graph.int64s('end', [taken]), graph.int64s('axis', [1])];
    return { kind, columns, value: graph.op('Slice', [together, ...ends]) };
  });
}

/** Texts (N × 1) as the codes of training: NaN where there is none, the number of names for one that was not there then. */
function encodeCategories(graph: GraphBuilder, value: ValueName, names: readonly string[]): ValueName {
  const codes = graph.op('LabelEncoder', [value], {
    keys_strings: attr.strings([...names, '']),
    values_floats: attr.floats([...names.map((_, code) => code), Number.NaN]),
    default_float: attr.float(names.length),
  }, 'ai.onnx.ml');
  return graph.op('Cast', [codes], { to: attr.int(DOUBLE) });
}

/** A block as numbers: categories by the names the model knows of each column. */
function numbersOf(graph: GraphBuilder, block: LoweredBlock, features: FittedPipeline['features']): ValueName {
  if (block.kind === 'number') return block.value;
  return joined(graph, block.columns.map((column, j) => {
    const names = features.find((feature) => feature.name === column)?.categories;
    if (!names) throw new StudioError('unsupported', `Column "${column}" still holds categories after the last step; this model takes numbers only. Add an encoding step.`, { column });
    const one = block.columns.length === 1 ? block.value : graph.op('Gather', [block.value, graph.int64s('column', [j])], { axis: attr.int(1) });
    return encodeCategories(graph, one, names);
  }));
}

/** The N × p matrix the model reads, checked against the columns it was fitted on. */
function modelInput(graph: GraphBuilder, blocks: LoweredFeatures, features: FittedPipeline['features']): ValueName {
  const filled = blocks.filter((block) => block.columns.length > 0);
  const parts = filled.map((block) => numbersOf(graph, block, features));
  const names = filled.flatMap((block) => block.columns);
  const places = features.map((feature) => names.indexOf(feature.name));
  if (places.includes(-1) || names.length !== features.length) {
    throw new StudioError('internal', `The exported steps make the columns ${names.slice(0, 8).join(', ')}… where the model was fitted on ${features.slice(0, 8).map((f) => f.name).join(', ')}….`);
  }
  const all = joined(graph, parts);
  // A step may leave its columns in another order in the graph, where they travel by kind.
  return places.every((place, j) => place === j) ? all : graph.op('Gather', [all, graph.int64s('order', places)], { axis: attr.int(1) });
}

/**
 * The fitted pipeline, preprocessing included, as one graph. Inputs (N × 1 each): `float64` for number and date columns
 * (NaN missing; dates as milliseconds since 1970), `string` for category columns ('' missing), each under its column's
 * name; with more than 64 number columns these come as one `numbers` (N × p). Outputs, in this order: classification
 * `label` (string, N × 1) and `probabilities` (float64, N × K); regression `prediction`, ranking and unsupervised `score` (float64, N × 1).
 * Throws StudioError('unsupported') with the reason where a step or the model has no such form.
 */
export function lowerPipeline(fitted: FittedPipeline): Graph {
  const graph = new GraphBuilder();
  let blocks = addInputs(graph, fitted.inputs);
  for (const step of fitted.steps) blocks = transformerOf(step.type).lower(step.state, graph, blocks);
  const lowered = algorithmOf(fitted.model.type).lower(fitted.model.state, graph, modelInput(graph, blocks, fitted.features));

  if (!isClassification(fitted.task)) {
    const name = fitted.task === 'regression' ? 'prediction' : 'score';
    graph.output(name, lowered.value, 'float64', [fitted.task === 'unsupervised' ? name : fitted.target ?? name]);
    return graph.build();
  }
  const classes = fitted.classes ?? [];
  const names = graph.constant('class_names', { dtype: 'string', dims: [classes.length], data: classes });
  const index = lowered.kind === 'probabilities'
    ? graph.op('ArgMax', [lowered.value], { axis: attr.int(1), keepdims: attr.int(1) })
    : graph.op('Cast', [lowered.value], { to: attr.int(7) });
  graph.output('label', graph.op('Gather', [names, index], { axis: attr.int(0) }), 'string', ['label']);
  if (lowered.kind === 'probabilities') graph.output('probabilities', lowered.value, 'float64', classes);
  return graph.build();
}
