import { StudioError } from '../../core/errors.ts';
import { type GraphBuilder, type ValueName } from '../../export/graph.ts';
import { type Built, buildNetwork } from '../build/network.ts';
import { GraphBuilder as OperatorGraph } from '../graph/builder.ts';
import type { Node, Value } from '../graph/graph.ts';
import { fuse, needed } from '../plan/fuse.ts';
import { type Network, type NetworkLayout, networkLayout } from '../spec/index.ts';
import { CountLists, countsOf, isFixed, numbersOf, PROBES } from './counts.ts';
import { ONNX } from './index.ts';
import { Operand } from './operand.ts';

interface Probe {
  readonly built: Built;
  readonly nodes: readonly Node[];
}

/** The network for prediction, for so many rows. */
function probed(network: Network, layout: NetworkLayout, rows: number): Probe {
  const b = new OperatorGraph();
  const built = buildNetwork(b, network, layout, rows, false);
  return { built, nodes: fuse(needed(b.graph().nodes, built.outputs), built.outputs) };
}

/** Why two nodes are not one for any rows: attributes that may not depend on them do. */
function checkAlike(a: Node, b: Node | undefined, byRows: readonly string[]): asserts b is Node {
  const names = Object.keys(a.attrs).filter((name) => !byRows.includes(name));
  if (b === undefined || b.op !== a.op || b.inputs.length !== a.inputs.length || names.some((name) => String(a.attrs[name]) !== String(b.attrs[name]))) {
    throw new StudioError('internal', `The operator ${a.op.name} is not the same for ${PROBES.join(' and for ')} rows, so the network cannot be exported for any number of rows.`);
  }
}

/** Values of the operator graph in the ONNX graph, with those that no operator makes. */
class Operands {
  readonly #g: GraphBuilder;
  readonly #lists: CountLists;
  readonly #known = new Map<Value, Operand>();

  constructor(g: GraphBuilder, lists: CountLists) {
    this.#g = g;
    this.#lists = lists;
  }

  set(v: Value, operand: Operand): void {
    this.#known.set(v, operand);
  }

  /** `twin`: the same value in the other graph. */
  of(v: Value, twin: Value): Operand {
    const found = this.#known.get(v) ?? this.#constant(v, twin);
    this.#known.set(v, found);
    return found;
  }

  /** Constants as large as the rows are one number all over: first states of sequences. */
  #constant(v: Value, twin: Value): Operand {
    if (v.data === null) throw new StudioError('internal', `The value "${v.name}" is read before anything makes it.`);
    const shape = countsOf(v.shape, twin.shape);
    if (isFixed(shape)) return new Operand(this.#g, v.name, shape, { known: v.data });
    const one = v.data[0]!;
    if (v.data.some((n) => n !== one)) throw new StudioError('internal', 'A constant that has a number of its own for each row cannot be exported for any number of rows.');
    return new Operand(this.#g, v.name, shape, { last: this.#g.op('Expand', [this.#g.floats(v.name, [one], []), this.#lists.list(shape)]) });
  }
}

/**
 * Adds a trained network to an ONNX graph, for prediction and any number of rows. `weights`: all of them, in the places of `networkLayout`.
 * `inputs`: by the names of the network's inputs, float32, rows × numbers of a row. Answers its outputs in order, float32, rows × numbers of a row.
 * Throws StudioError('unsupported') where an operator has no counterpart, ('internal') where weights do not fit.
 */
export function lowerNetwork(g: GraphBuilder, network: Network, weights: Float32Array, inputs: Readonly<Record<string, ValueName>>): readonly ValueName[] {
  const layout = networkLayout(network);
  if (weights.length !== layout.total) throw new StudioError('internal', `The network has ${layout.total} weights and got ${weights.length}.`);
  const [a, b] = PROBES.map((rows) => probed(network, layout, rows)) as [Probe, Probe];
  const lists = new CountLists(g, inputs[network.inputs[0]!.name]!);
  const operands = new Operands(g, lists);
  for (const { name, shape } of network.inputs) {
    const [v, twin] = [a.built.inputs.get(name)!, b.built.inputs.get(name)!];
    const rows = inputs[name]!;
    operands.set(v, new Operand(g, name, countsOf(v.shape, twin.shape), { last: shape.length === 1 ? rows : g.op('Reshape', [rows, g.int64s('row_shape', [-1, ...shape])]) }));
  }
  for (const [i, v] of a.built.weights.entries()) {
    const { offset, size } = layout.variables[i]!;
    operands.set(v, new Operand(g, v.name, countsOf(v.shape, v.shape), { known: weights.subarray(offset, offset + size) }));
  }
  for (const [i, node] of a.nodes.entries()) {
    const lowering = ONNX[node.op.name];
    if (lowering === undefined) throw new StudioError('unsupported', `The operator ${node.op.name} has no counterpart in ONNX: only what predicts is exported.`);
    const twin = b.nodes[i];
    checkAlike(node, twin, lowering.byRows);
    const shapes = node.outputs.map((v, k) => countsOf(v.shape, twin.outputs[k]!.shape));
    const made = lowering.lower({
      g, shapes, attrs: node.attrs,
      inputs: node.inputs.map((v, k) => operands.of(v, twin.inputs[k]!)),
      counts: (of) => countsOf(of(node.attrs), of(twin.attrs)),
      list: (counts) => lists.list(counts),
    });
    for (const [k, one] of made.entries()) operands.set(node.outputs[k]!, one instanceof Operand ? one : new Operand(g, node.outputs[k]!.name, shapes[k]!, one));
  }
  return a.built.outputs.map((v, k) => {
    const out = operands.of(v, b.built.outputs[k]!);
    if (out.shape.length === 2) return out.last();
    return g.op('Reshape', [out.last(), g.int64s('flat_shape', [-1, numbersOf(out.shape.slice(1)).reduce((n, side) => n * side, 1)])]);
  });
}
