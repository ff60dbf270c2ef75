import type { Build, Operator, Value } from '../graph.ts';
import { broadcastShapes } from '../shape.ts';
import { sumTo } from './reduce.ts';
import { unary } from './unary.ts';

export const BINARY = ['add', 'sub', 'mul', 'div', 'maximum', 'minimum', 'greaterEqual', 'greater', 'equal'] as const;
export type BinaryName = (typeof BINARY)[number];

/** Two values, number by number; the smaller is repeated as numpy broadcasts. Comparisons answer 1 and 0. */
export const binaryOp: Operator<{ readonly name: BinaryName }> = {
  name: 'binary',
  infer: ([a, b]) => [broadcastShapes(a!, b!)],
  backward: ({ b, attrs: { name }, inputs, outputs, grads, needs }) => {
    const [x, y] = [inputs[0]!, inputs[1]!];
    const g = grads[0]!;
    const to = (i: 0 | 1, made: () => Value): Value | null => (needs[i] ? sumTo(b, made(), inputs[i]!.shape) : null);
    switch (name) {
      case 'add': return [to(0, () => g), to(1, () => g)];
      case 'sub': return [to(0, () => g), to(1, () => unary(b, 'neg', g))];
      case 'mul': return [to(0, () => mul(b, g, y)), to(1, () => mul(b, g, x))];
      case 'div': return [to(0, () => div(b, g, y)), to(1, () => unary(b, 'neg', div(b, mul(b, g, outputs[0]!), y)))];
      // Of equals the first has it all, as it does where maximum is a choice.
      case 'maximum': return [to(0, () => mul(b, g, binary(b, 'greaterEqual', x, y))), to(1, () => mul(b, g, binary(b, 'greater', y, x)))];
      case 'minimum': return [to(0, () => mul(b, g, binary(b, 'greaterEqual', y, x))), to(1, () => mul(b, g, binary(b, 'greater', x, y)))];
      default: return [null, null];
    }
  },
};

export const binary = (b: Build, name: BinaryName, x: Value, y: Value): Value => b.apply(binaryOp, [x, y], { name })[0]!;
export const add = (b: Build, x: Value, y: Value): Value => binary(b, 'add', x, y);
export const sub = (b: Build, x: Value, y: Value): Value => binary(b, 'sub', x, y);
export const mul = (b: Build, x: Value, y: Value): Value => binary(b, 'mul', x, y);
export const div = (b: Build, x: Value, y: Value): Value => binary(b, 'div', x, y);
/** A value times a number. */
export const scale = (b: Build, x: Value, by: number): Value => mul(b, x, b.constant(by, []));
