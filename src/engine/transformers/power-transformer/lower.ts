import type { GraphBuilder, ValueName } from '../../export/graph.ts';

/** Below this a power is taken by its series: (1 + x)^p − 1 would lose its digits to cancellation. */
const SMALL = 1e-3;

/** (exp(p · l) − 1) / p for small p, as l · (1 + t/2 + t²/6 + …) with t = p · l: right to the last digits up to t = 0.02. */
function series(graph: GraphBuilder, onePlus: ValueName, powers: ValueName): ValueName {
  const log = graph.op('Log', [onePlus]);
  const t = graph.op('Mul', [log, powers]);
  const sum = [120, 24, 6, 2, 1].reduce<ValueName>(
    (rest, factorial) => graph.op('Add', [graph.op('Mul', [rest, t]), graph.doubles('term', [1 / factorial])]),
    graph.doubles('term', [1 / 720]),
  );
  return graph.op('Mul', [log, sum]);
}

/** ((1 + |x|)^p − 1) / p, which is log(1 + |x|) where p is 0; one p a column. */
function branch(graph: GraphBuilder, onePlus: ValueName, powers: readonly number[]): ValueName {
  const dims = [1, powers.length];
  const isSmall = powers.map((p) => Math.abs(p) < SMALL);
  const safe = graph.doubles('power', powers.map((p, j) => (isSmall[j] ? 1 : p)), dims);
  const power = graph.op('Div', [graph.op('Sub', [graph.op('Pow', [onePlus, safe]), graph.doubles('one', [1])]), safe]);
  if (!isSmall.includes(true)) return power;
  const mask = graph.constant('is_small', { dtype: 'bool', dims, data: Uint8Array.from(isSmall, Number) });
  return graph.op('Where', [mask, series(graph, onePlus, graph.doubles('power', powers.map((p, j) => (isSmall[j] ? p : 0)), dims)), power]);
}

/** Yeo-Johnson's power of each column of `value`. */
export function lowerYeoJohnson(graph: GraphBuilder, value: ValueName, lambdas: readonly number[]): ValueName {
  const onePlus = graph.op('Add', [graph.op('Abs', [value]), graph.doubles('one', [1])]);
  const right = branch(graph, onePlus, lambdas);
  const left = graph.op('Neg', [branch(graph, onePlus, lambdas.map((l) => 2 - l))]);
  return graph.op('Where', [graph.op('Less', [value, graph.doubles('zero', [0])]), left, right]);
}
