import type { Task } from '../../core/dataset.ts';
import { StudioError } from '../../core/errors.ts';
import { attr, type GraphBuilder, type LoweredModel, type ValueName } from '../../export/graph.ts';
import { lowerEnsemble, lowerTrees } from '../lower.ts';
import { type CtrFeature, type CtrTable, groupValues, tupleIndex } from './ctr-table.ts';
import type { CatBoostState } from './fit.ts';

const FLOAT = 1;
const INT64 = 7;
const DOUBLE = 11;
/** Cells a table may have in the graph: one for every combination of codes. */
const CELLS = 2 ** 18;

/** A column as N × 1. */
const columnOf = (graph: GraphBuilder, x: ValueName, column: number): ValueName => graph.op('Gather', [x, graph.int64s('column', [column], [1])], { axis: attr.int(1) });

const whole = (graph: GraphBuilder, value: ValueName): ValueName => graph.op('Cast', [value], { to: attr.int(INT64) });

/** The answers to a table's questions as one number, a bit each: N × 1. */
function answers({ floats, oneHots }: CtrTable, graph: GraphBuilder, x: ValueName): ValueName | null {
  const bits: ValueName[] = [];
  for (const { column, border, nan } of floats) {
    const cell = columnOf(graph, x, column);
    const single = graph.op('Cast', [graph.op('Cast', [cell], { to: attr.int(FLOAT) })], { to: attr.int(DOUBLE) });
    const above = graph.op('Greater', [single, graph.doubles('border', [border])]);
    bits.push(nan === 'max' ? graph.op('Or', [above, graph.op('IsNaN', [cell])]) : above);
  }
  for (const { column, code } of oneHots) {
    const cell = columnOf(graph, x, column);
    bits.push(code < 0 ? graph.op('IsNaN', [cell]) : graph.op('Equal', [cell, graph.doubles('code', [code])]));
  }
  const weighed = bits.map((bit, at) => graph.op('Mul', [whole(graph, bit), graph.int64s('bit', [2 ** at])]));
  return weighed.length === 0 ? null : weighed.reduce((a, b) => graph.op('Add', [a, b]));
}

/** A column's code, with one more for categories that training did not have (as the app gives it), and one more for missing ones. */
function codeIndex(graph: GraphBuilder, x: ValueName, column: number, names: number): ValueName {
  const cell = columnOf(graph, x, column);
  return whole(graph, graph.op('Where', [graph.op('IsNaN', [cell]), graph.doubles('missing', [names + 1]), cell]));
}

/** A table's statistics as columns N × 1 each: codes and answers make a place in a table of all combinations. */
function lowerTable(table: CtrTable, features: readonly CtrFeature[], names: readonly number[], graph: GraphBuilder, x: ValueName): readonly ValueName[] {
  const questions = table.floats.length + table.oneHots.length;
  const sizes = [...names.map((n) => n + 2), ...(questions > 0 ? [2 ** questions] : [])];
  const cells = sizes.reduce((a, b) => a * b, 1);
  if (cells > CELLS) {
    throw new StudioError('unsupported', `This model combines columns with ${cells.toLocaleString('en')} possible combinations of categories, too many for a table in an ONNX file. Lower maxCtrComplexity to 1, or export to CatBoost's own format.`, { param: 'maxCtrComplexity' });
  }
  const parts = [...Array.from(table.columns, (column, at) => codeIndex(graph, x, column, names[at]!)), ...(questions > 0 ? [answers(table, graph, x)!] : [])];
  const place = parts.reduce((sofar, part, at) => graph.op('Add', [graph.op('Mul', [sofar, graph.int64s('size', [sizes[at]!])]), part]));
  const index = tupleIndex(table);
  const group = new Int32Array(cells);
  const tuple = new Int32Array(sizes.length);
  for (let cell = 0; cell < cells; cell++) {
    for (let at = sizes.length - 1, rest = cell; at >= 0; at--) {
      const code = rest % sizes[at]!;
      tuple[at] = at < names.length && code === names[at]! + 1 ? -1 : code;
      rest = Math.floor(rest / sizes[at]!);
    }
    group[cell] = index.find((at) => tuple[at]!);
  }
  return features.map((feature) => {
    const of = groupValues(table, feature);
    const values = Float64Array.from(group, (g) => of[g < 0 ? of.length - 1 : g]!);
    return graph.op('Gather', [graph.doubles('statistic', values), place], { axis: attr.int(0) });
  });
}

/** One question a class: their probabilities, made to sum to one. */
function lowerOneVsAll(state: CatBoostState, graph: GraphBuilder, x: ValueName): LoweredModel {
  const each = lowerEnsemble(state.ensemble, graph, x);
  return { kind: 'probabilities', value: graph.op('Div', [each, graph.op('ReduceSum', [each, graph.int64s('classes', [1])], { keepdims: attr.int(1) })]) };
}

/** The trees, behind lookups of the statistics they ask about. Throws StudioError('unsupported') where a table would be too large. */
export function lowerCatBoost(state: CatBoostState, task: Task, graph: GraphBuilder, x: ValueName): LoweredModel {
  const { ensemble, tables, features } = state;
  const found: ValueName[] = [];
  tables.forEach((table, t) => {
    const names = Array.from(table.columns, (column) => ensemble.categories[column]!.length);
    const own = features.flatMap((feature, at) => (feature.table === t ? [{ feature, at }] : []));
    lowerTable(table, own.map(({ feature }) => feature), names, graph, x).forEach((value, i) => { found[own[i]!.at] = value; });
  });
  const all = found.length === 0 ? x : graph.op('Concat', [x, ...found], { axis: attr.int(1) });
  return ensemble.link === 'logistic' && ensemble.outputs > 1 ? lowerOneVsAll(state, graph, all) : lowerTrees(ensemble, task, graph, all);
}
