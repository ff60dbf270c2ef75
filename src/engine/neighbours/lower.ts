import { StudioError } from '../core/errors.ts';
import { type GraphBuilder, type ValueName, attr } from '../export/graph.ts';
import type { Neighbourhood } from './search.ts';

const DOUBLE = 11;
/** Above these the file holds more training data than a model file should, or the graph more nodes than runtimes like. */
const MOST_VALUES = 4_000_000;
const MOST_COLUMNS = 1_024;

/**
 * Distances to every training row, column by column in the order `reducedDistance` adds them, so that ties fall alike;
 * then the k smallest. Returns their rows (int64, N × k) and weights (double, N × k × 1).
 */
export function lowerNearest(state: Neighbourhood, graph: GraphBuilder, x: ValueName, owner: string): { readonly index: ValueName; readonly weight: ValueName } {
  const p = state.columns.length;
  if (state.X.length > MOST_VALUES || p > MOST_COLUMNS) {
    throw new StudioError('unsupported', `${owner} carries its training rows into the exported file; ${state.rows.toLocaleString('en')} rows × ${p} columns are too many (at most ${MOST_VALUES.toLocaleString('en')} values and ${MOST_COLUMNS} columns). Train on a sample, or export another model.`, { algorithm: owner });
  }
  const power = state.power;
  let reduced: ValueName | null = null;
  for (let j = 0; j < p; j++) {
    const column = Float64Array.from({ length: state.rows }, (_, r) => state.X[r * p + j]!);
    const one = graph.op('Gather', [x, graph.int64s('column', [j])], { axis: attr.int(1) });
    const difference = graph.op('Sub', [one, graph.doubles('training', column, [1, state.rows])]);
    const piece = lowerPart(graph, difference, power);
    reduced = reduced === null ? piece : graph.op(power === 0 ? 'Max' : 'Add', [reduced, piece]);
  }
  const [smallest, index] = graph.ops('TopK', [reduced ?? x, graph.int64s('k', [state.k])], 2, { axis: attr.int(1), largest: attr.int(0), sorted: attr.int(1) });
  return { index: index!, weight: lowerWeight(state, graph, smallest!) };
}

function lowerPart(graph: GraphBuilder, difference: ValueName, power: number): ValueName {
  if (power === 2) return graph.op('Mul', [difference, difference]);
  const size = graph.op('Abs', [difference]);
  return power <= 1 ? size : graph.op('Pow', [size, graph.doubles('power', [power], [])]);
}

function lowerWeight({ byDistance, power }: Neighbourhood, graph: GraphBuilder, reduced: ValueName): ValueName {
  const one = graph.doubles('one', [1], []);
  const zero = graph.doubles('nought', [0], []);
  const last = graph.int64s('last', [2]);
  if (!byDistance) return graph.op('Unsqueeze', [graph.op('Add', [graph.op('Mul', [reduced, zero]), one]), last]);
  const distance = power <= 1 ? reduced : power === 2 ? graph.op('Sqrt', [reduced]) : graph.op('Pow', [reduced, graph.doubles('root', [1 / power], [])]);
  const exact = graph.op('Cast', [graph.op('Equal', [reduced, zero])], { to: attr.int(DOUBLE) });
  const any = graph.op('ReduceMax', [exact, graph.int64s('neighbours', [1])], { keepdims: attr.int(1) });
  const weight = graph.op('Where', [graph.op('Greater', [any, zero]), exact, graph.op('Div', [one, distance])]);
  return graph.op('Unsqueeze', [weight, last]);
}

/** Σ weight·answer / Σ weight over the neighbours: `answers` is rows × outputs; gives N × outputs. */
export function lowerAverage(graph: GraphBuilder, { index, weight }: { readonly index: ValueName; readonly weight: ValueName }, answers: Float64Array, outputs: number): ValueName {
  const table = graph.doubles('answers', answers, [answers.length / outputs, outputs]);
  const axis = graph.int64s('axis', [1]);
  const chosen = graph.op('Gather', [table, index], { axis: attr.int(0) });
  const sum = graph.op('ReduceSum', [graph.op('Mul', [chosen, weight]), axis], { keepdims: attr.int(0) });
  return graph.op('Div', [sum, graph.op('ReduceSum', [weight, axis], { keepdims: attr.int(0) })]);
}
