import type { Matrix } from '../../frame/matrix.ts';
import type { GraphBuilder, ValueName } from '../export/graph.ts';

/** X·Wᵀ + b: `coef` is outputs × p row-major, `intercept` one an output. Returns rows × outputs row-major. */
export function affine(X: Matrix, coef: Float64Array, intercept: Float64Array): Float64Array {
  const p = X.columns.length;
  const outputs = intercept.length;
  const result = new Float64Array(X.rows * outputs);
  for (let i = 0; i < X.rows; i++) {
    for (let k = 0; k < outputs; k++) {
      let sum = intercept[k]!;
      for (let j = 0; j < p; j++) sum += coef[k * p + j]! * X.values[i * p + j]!;
      result[i * outputs + k] = sum;
    }
  }
  return result;
}

/** The same in the graph: N × outputs. */
export function lowerAffine(graph: GraphBuilder, x: ValueName, coef: Float64Array, intercept: Float64Array): ValueName {
  const outputs = intercept.length;
  const p = coef.length / outputs;
  const transposed = new Float64Array(coef.length);
  for (let k = 0; k < outputs; k++) for (let j = 0; j < p; j++) transposed[j * outputs + k] = coef[k * p + j]!;
  const product = graph.op('MatMul', [x, graph.doubles('coefficients', transposed, [p, outputs])]);
  return graph.op('Add', [product, graph.doubles('intercept', intercept)]);
}
