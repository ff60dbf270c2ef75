import type { Attrs, Node, Operator, Value } from '../../graph/graph.ts';
import type { BinaryName } from '../../graph/ops/binary.ts';
import { UNARY, type UnaryName } from '../../graph/ops/unary.ts';
import { sameShape, sizeOf } from '../../graph/shape.ts';
import { repeated } from '../../plan/lower/elementwise.ts';
import type { Merge } from '../../plan/plan.ts';
import { FUNCTIONS, MATH } from '../functions.ts';
import { each, type GpuLowering, num, PARAMS, placeOf, words } from '../shader.ts';

const PAIRS: Readonly<Record<BinaryName, string>> = {
  add: 'a + b', sub: 'a - b', mul: 'a * b', div: 'a / b', maximum: 'max(a, b)', minimum: 'min(a, b)',
  greaterEqual: 'select(0.0, 1.0, a >= b)', greater: 'select(0.0, 1.0, a > b)', equal: 'select(0.0, 1.0, a == b)',
};

/** An operator that makes each number from those at its place: what its inputs are called in WGSL, and the number. */
const FORMS: Readonly<Record<string, (attrs: Attrs) => { readonly names: readonly string[]; readonly value: string }>> = {
  unary: ({ name, alpha }) => ({ names: ['x'], value: FUNCTIONS[name as UnaryName].of(num(alpha as number)) }),
  unaryGrad: ({ name, alpha }) => ({ names: [UNARY[name as UnaryName] === 'x' ? 'x' : 'y', 'dy'], value: `dy * (${FUNCTIONS[name as UnaryName].slope(num(alpha as number))})` }),
  binary: ({ name }) => ({ names: ['a', 'b'], value: PAIRS[name as BinaryName] }),
  scale: ({ by }) => ({ names: ['x'], value: `x * ${num(by as number)}` }),
  broadcast: () => ({ names: ['x'], value: 'x' }),
};

/** More would be a long shader to compile, and no quicker. */
const MOST = 24;

/** Nodes that follow one another, all of one shape, as one: a number is read once, goes through all of them and is written where another node reads it. */
interface Merged extends Node {
  readonly members: readonly Node[];
}
const mergedOp: Operator = { name: 'elementwise', infer: () => [], backward: null };

export const mergeElementwise: Merge = (work, rootOf, kept) => {
  const uses = new Map<Value, number>();
  for (const v of work.flatMap((n) => n.inputs).map(rootOf)) uses.set(v, (uses.get(v) ?? 0) + 1);
  /** What a group reads from elsewhere, and what others read of it. */
  const sidesOf = (members: readonly Node[]): { readonly inputs: readonly Value[]; readonly outputs: readonly Value[] } => {
    const made = members.map((n) => n.outputs[0]!);
    const read = members.flatMap((n) => n.inputs.map(rootOf));
    return {
      inputs: [...new Set(members.flatMap((n) => n.inputs).filter((v) => !made.includes(rootOf(v))))],
      outputs: made.filter((v) => kept.has(v) || (uses.get(v) ?? 0) > read.filter((r) => r === v).length),
    };
  };
  const out: Node[] = [];
  let open: Node[] = [];
  const close = (): void => {
    const made = new Set(open.map((n) => n.outputs[0]!));
    // A member's number is known by its own name, under whatever shape it is read.
    const members = open.map((n) => ({ ...n, inputs: n.inputs.map((v) => (made.has(rootOf(v)) ? rootOf(v) : v)) }));
    const merged: Merged = { op: mergedOp, attrs: {}, members, ...sidesOf(open) };
    if (open.length > 0) out.push(merged);
    open = [];
  };
  for (const node of work) {
    if (FORMS[node.op.name] === undefined) {
      close();
      out.push(node);
      continue;
    }
    const grown = sidesOf([...open, node]);
    if (open.length === MOST || (open.length > 0 && (!sameShape(open[0]!.outputs[0]!.shape, node.outputs[0]!.shape) || grown.inputs.length + grown.outputs.length > PARAMS))) close();
    open.push(node);
  }
  close();
  return out;
};

export const elementwise: GpuLowering = (node) => {
  const { members, inputs, outputs } = node as unknown as Merged;
  const { shape } = members[0]!.outputs[0]!;
  const n = sizeOf(shape);
  // All is read before anything is written; a number of a repeated input, though, is read by several threads.
  const inPlace = inputs.flatMap((v, k) => (sizeOf(v.shape) === n ? [k] : []));
  return {
    inPlace,
    steps: (at) => {
      const named = new Map<Value, string>();
      const lines = inputs.map((v, k) => {
        named.set(v, `v${k}`);
        return `let v${k} = m[p${k} + ${placeOf('i', shape, repeated(v.shape, shape))}];`;
      });
      return [each(n, words(...at.inputs, ...at.outputs), [...lines, ...membersCode(members, named), ...outputs.map((v, k) => `m[p${inputs.length + k} + i] = ${named.get(v)!};`)].join('\n'), MATH)];
    },
  };
};

/** WGSL of the members, each number under a name of its own. */
function membersCode(members: readonly Node[], named: Map<Value, string>): readonly string[] {
  return members.map(({ op, attrs, inputs, outputs }, q) => {
    const { names, value } = FORMS[op.name]!(attrs);
    const given = names.map((name, k) => `let ${name} = ${named.get(inputs[k]!)!};`).join(' ');
    named.set(outputs[0]!, `w${q}`);
    return `var w${q} = 0.0; { ${given} w${q} = ${value}; }`;
  });
}
