import type { GraphBuilder, ValueName } from '../../export/graph.ts';
import { clamp } from '../../transformers-shared/lowering.ts';
import { HIGHEST, LOWEST } from './rank-curve.ts';

// Wichura's AS 241 (1988, PPND16): coefficients from the constant term up.
const CENTRE = [
  [3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227],
  [1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943, 5226.495278852854],
] as const;
const SIDE = [
  [1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414],
  [1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-9],
] as const;

function polynomial(graph: GraphBuilder, x: ValueName, coefficients: readonly number[]): ValueName {
  return coefficients.slice(0, -1).reduceRight<ValueName>(
    (sum, c) => graph.op('Add', [graph.op('Mul', [sum, x]), graph.doubles('c', [c])]),
    graph.doubles('c', [coefficients.at(-1)!]),
  );
}

const ratio = (graph: GraphBuilder, x: ValueName, [top, bottom]: readonly [readonly number[], readonly number[]]): ValueName =>
  graph.op('Div', [polynomial(graph, x, top), polynomial(graph, x, bottom)]);

/** Normal quantile of ranks, kept within ±5.2 (where the far tail's formula is never reached). NaN stays. */
export function lowerBell(graph: GraphBuilder, rank: ValueName): ValueName {
  const number = (value: number): ValueName => graph.doubles('n', [value]);
  const q = graph.op('Sub', [rank, number(0.5)]);
  const centre = graph.op('Mul', [q, ratio(graph, graph.op('Sub', [number(0.180625), graph.op('Mul', [q, q])]), CENTRE)]);
  const isLeft = graph.op('Less', [q, number(0)]);
  const tail = graph.op('Where', [isLeft, rank, graph.op('Sub', [number(1), rank])]);
  // A rank of 0 or 1 is beyond the clamp anyway; its logarithm must not be infinite.
  const safe = graph.op('Where', [graph.op('Less', [tail, number(1e-10)]), number(1e-10), tail]);
  const r = graph.op('Sqrt', [graph.op('Neg', [graph.op('Log', [safe])])]);
  const side = ratio(graph, graph.op('Sub', [r, number(1.6)]), SIDE);
  const signed = graph.op('Where', [isLeft, graph.op('Neg', [side]), side]);
  const isCentre = graph.op('LessOrEqual', [graph.op('Abs', [q]), number(0.425)]);
  return clamp(graph, graph.op('Where', [isCentre, centre, signed]), number(LOWEST), number(HIGHEST));
}
