import type { GraphBuilder, ValueName } from '../../export/graph.ts';

/** Below this a power is taken for 0: (1 + x)^λ − 1 loses more digits to rounding than the logarithm is off. */
const NEAR_ZERO = 1e-8;

/** ((1 + |x|)^p − 1) / p, or log(1 + |x|) where p is 0; one p a column. */
function branch(graph: GraphBuilder, onePlus: ValueName, powers: readonly number[]): ValueName {
  const dims = [1, powers.length];
  const isLog = powers.map((p) => Math.abs(p) < NEAR_ZERO);
  const safe = graph.doubles('power', powers.map((p, j) => (isLog[j] ? 1 : p)), dims);
  const power = graph.op('Div', [graph.op('Sub', [graph.op('Pow', [onePlus, safe]), graph.doubles('one', [1])]), safe]);
  if (!isLog.includes(true)) return power;
  const mask = graph.constant('is_log', { dtype: 'bool', dims, data: Uint8Array.from(isLog, Number) });
  return graph.op('Where', [mask, graph.op('Log', [onePlus]), power]);
}

/** Yeo-Johnson's power of each column of `value`. */
export function lowerYeoJohnson(graph: GraphBuilder, value: ValueName, lambdas: readonly number[]): ValueName {
  const onePlus = graph.op('Add', [graph.op('Abs', [value]), graph.doubles('one', [1])]);
  const right = branch(graph, onePlus, lambdas);
  const left = graph.op('Neg', [branch(graph, onePlus, lambdas.map((l) => 2 - l))]);
  return graph.op('Where', [graph.op('Less', [value, graph.doubles('zero', [0])]), left, right]);
}
