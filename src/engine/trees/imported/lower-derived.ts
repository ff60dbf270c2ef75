import { attr, type GraphBuilder, type ValueName } from '../../export/graph.ts';
import { type DerivedColumn, type LookupColumn, type LookupPart, MISSING, statesOf, ZERO } from '../files/derived.ts';

const INT64 = 7;
const FLOAT = 1;

const cast = (graph: GraphBuilder, value: ValueName, to: number): ValueName => graph.op('Cast', [value], { to: attr.int(to) });

/** N × 1 whole numbers: the state of a part (files/derived.ts). */
function lowerPart(part: LookupPart, graph: GraphBuilder, cell: ValueName): ValueName {
  const missing = graph.op('IsNaN', [cell]);
  if (part.kind === 'equals') return cast(graph, part.code === MISSING ? missing : graph.op('Equal', [cell, graph.doubles('code', [part.code])]), INT64);
  if (part.kind === 'category') {
    const known = graph.op('Min', [graph.op('Where', [missing, graph.doubles('zero', [0]), cell]), graph.doubles('names', [part.names])]);
    return cast(graph, graph.op('Where', [missing, graph.doubles('missing', [part.names + 1]), known]), INT64);
  }
  const above = graph.op('Greater', [cast(graph, cell, FLOAT), graph.floats('border', [part.border])]);
  return cast(graph, part.missing ? graph.op('Or', [above, missing]) : above, INT64);
}

function lowerLookup(column: LookupColumn, graph: GraphBuilder, cellOf: (column: number) => ValueName): ValueName {
  let place: ValueName | null = null;
  for (const part of column.parts) {
    const state = lowerPart(part, graph, cellOf(part.column));
    place = place === null ? state : graph.op('Add', [graph.op('Mul', [place, graph.int64s('states', [statesOf(part)])]), state]);
  }
  return graph.op('Gather', [graph.doubles('statistics', column.table), place!], { axis: attr.int(0) });
}

/** The ensemble's columns from the model's: N × derived. */
export function lowerDerived(derived: readonly DerivedColumn[], graph: GraphBuilder, x: ValueName): ValueName {
  const cells = new Map<number, ValueName>();
  const cellOf = (column: number): ValueName => {
    const known = cells.get(column) ?? graph.op('Gather', [x, graph.int64s('column', [column])], { axis: attr.int(1) });
    cells.set(column, known);
    return known;
  };
  const own = derived.filter((column, j) => column.kind === 'column' && column.column === j && !column.zeroMissing).length;
  // The model's own columns stand first, as they are.
  const made = derived.slice(own).map((column): ValueName => {
    if (column.kind === 'lookup') return lowerLookup(column, graph, cellOf);
    const cell = cellOf(column.column);
    return graph.op('Where', [graph.op('LessOrEqual', [graph.op('Abs', [cell]), graph.doubles('zero', [ZERO])]), graph.doubles('missing', [Number.NaN]), cell]);
  });
  return graph.op('Concat', [x, ...made], { axis: attr.int(1) });
}
