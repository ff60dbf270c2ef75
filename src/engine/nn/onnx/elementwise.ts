import { attr, type GraphBuilder, type ValueName } from '../../export/graph.ts';
import { type BinaryName, binaryOp } from '../graph/ops/binary.ts';
import { scaleOp } from '../graph/ops/reduce.ts';
import { type UnaryName, unaryOp } from '../graph/ops/unary.ts';
import { isFixed } from './counts.ts';
import type { Operand } from './operand.ts';
import { defineOnnx } from './site.ts';

const FLOAT = 1;
type One = (g: GraphBuilder, x: ValueName, alpha: number) => ValueName;

const number = (g: GraphBuilder, value: number): ValueName => g.floats('number', [value], []);
const times = (g: GraphBuilder, x: ValueName, by: number): ValueName => g.op('Mul', [x, number(g, by)]);
const plus = (g: GraphBuilder, x: ValueName, more: number): ValueName => g.op('Add', [x, number(g, more)]);
/** 1 and 0 of a comparison. */
const counted = (g: GraphBuilder, bools: ValueName): ValueName => g.op('Cast', [bools], { to: attr.int(FLOAT) });
const standard = (op: string): One => (g, x) => g.op(op, [x]);
const sloped = (op: string): One => (g, x, alpha) => g.op(op, [x], { alpha: attr.float(alpha) });
const sixth = { alpha: attr.float(1 / 6), beta: attr.float(0.5) };
/** x · (1 + f) / 2 */
const shareOf = (g: GraphBuilder, x: ValueName, f: ValueName): ValueName => g.op('Mul', [x, times(g, plus(g, f, 1), 0.5)]);

/** ONNX's operators for our functions; those it lacks, or that came to it after opset 18, of simpler ones. */
const UNARIES: Readonly<Record<UnaryName, One>> = {
  copy: (_, x) => x,
  neg: standard('Neg'), abs: standard('Abs'), sign: standard('Sign'), sqrt: standard('Sqrt'), reciprocal: standard('Reciprocal'), exp: standard('Exp'), log: standard('Log'), erf: standard('Erf'),
  square: (g, x) => g.op('Mul', [x, x]),
  rsqrt: (g, x) => g.op('Reciprocal', [g.op('Sqrt', [x])]),
  step: (g, x) => counted(g, g.op('Greater', [x, number(g, 0)])),
  relu: standard('Relu'), selu: standard('Selu'), tanh: standard('Tanh'), sigmoid: standard('Sigmoid'), softplus: standard('Softplus'), softsign: standard('Softsign'),
  relu6: (g, x) => g.op('Clip', [x, number(g, 0), number(g, 6)]),
  leakyRelu: sloped('LeakyRelu'), elu: sloped('Elu'), celu: sloped('Celu'),
  hardSigmoid: (g, x) => g.op('HardSigmoid', [x], sixth),
  hardSwish: (g, x) => g.op('Mul', [x, g.op('HardSigmoid', [x], sixth)]),
  swish: (g, x) => g.op('Mul', [x, g.op('Sigmoid', [x])]),
  gelu: (g, x) => shareOf(g, x, g.op('Erf', [times(g, x, Math.SQRT1_2)])),
  geluTanh: (g, x) => {
    const cube = g.op('Mul', [g.op('Mul', [x, x]), x]);
    return shareOf(g, x, g.op('Tanh', [times(g, g.op('Add', [x, times(g, cube, 0.044715)]), Math.sqrt(2 / Math.PI))]));
  },
  mish: (g, x) => g.op('Mul', [x, g.op('Tanh', [g.op('Softplus', [x])])]),
};

export const unary = defineOnnx(unaryOp, ({ g, attrs: { name, alpha }, inputs: [x] }) =>
  // Number by number: images may stay in the order of sides that they are in.
  [x!.onlyFirst ? { first: UNARIES[name](g, x!.first(), alpha) } : { last: UNARIES[name](g, x!.last(), alpha) }]);

const PAIRS: Readonly<Record<BinaryName, string>> = {
  add: 'Add', sub: 'Sub', mul: 'Mul', div: 'Div', maximum: 'Max', minimum: 'Min', greaterEqual: 'GreaterOrEqual', greater: 'Greater', equal: 'Equal',
};
const COMPARE: ReadonlySet<BinaryName> = new Set(['greaterEqual', 'greater', 'equal']);

/** A value as it stands beside images with their channels as the second side: as it is, one number, or one a channel; `null` where it would be a copy. */
function besideFirst(g: GraphBuilder, v: Operand): ValueName | null {
  if (v.onlyFirst) return v.first();
  if (v.shape.length === 0) return v.last();
  return v.shape.length === 1 && isFixed(v.shape) ? g.op('Unsqueeze', [v.last(), g.int64s('axes', [1, 2])]) : null;
}

export const binary = defineOnnx(binaryOp, ({ g, attrs: { name }, inputs: [x, y] }) => {
  const made = (a: ValueName, b: ValueName): ValueName => {
    const both = g.op(PAIRS[name], [a, b]);
    return COMPARE.has(name) ? counted(g, both) : both;
  };
  if (x!.onlyFirst || y!.onlyFirst) {
    const [a, b] = [besideFirst(g, x!), besideFirst(g, y!)];
    if (a !== null && b !== null) return [{ first: made(a, b) }];
  }
  return [{ last: made(x!.last(), y!.last()) }];
});

export const scale = defineOnnx(scaleOp, ({ g, attrs: { by }, inputs: [x] }) => [x!.onlyFirst ? { first: times(g, x!.first(), by) } : { last: times(g, x!.last(), by) }]);
