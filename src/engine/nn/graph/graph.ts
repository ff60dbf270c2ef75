/** The operator graph of a net: what is computed, not where or how. Everything is float32, row-major, channels last. */
export type Shape = readonly number[];

/**
 * `input`: filled before a run; `weight`: trained; `statistic`: kept from step to step and written by `assign` (moving means);
 * `constant`: known when the graph is built; `temp`: the result of an operator.
 */
export type ValueKind = 'input' | 'weight' | 'statistic' | 'constant' | 'temp';

export interface Value {
  /** Its place in `Graph.values`. */
  readonly id: number;
  readonly kind: ValueKind;
  /** Of an input, weight or statistic: what it is bound by. Of the others: for messages. */
  readonly name: string;
  readonly shape: Shape;
  /** Of a constant: as many numbers as the shape has. */
  readonly data: Float32Array | null;
}

export type Attrs = Readonly<Record<string, number | string | boolean | readonly number[]>>;

/** What an operator's gradient is built with: the part of GraphBuilder that operators need. */
export interface Build {
  /** Adds a node; answers all its outputs. Throws StudioError('param') where the shapes do not fit. */
  apply<A extends Attrs>(op: Operator<A>, inputs: readonly Value[], attrs: A): readonly Value[];
  constant(data: Float32Array | number, shape: Shape): Value;
}

/** A node as the operator's gradient sees it. `grads`: by the outputs, `null` where none flows. */
export interface Backward<A extends Attrs> {
  readonly b: Build;
  readonly attrs: A;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly grads: readonly (Value | null)[];
  /** Whether the gradient by this input is wanted: others may be answered with `null`. */
  readonly needs: readonly boolean[];
}

/** One kind of node. */
export interface Operator<A extends Attrs = Attrs> {
  readonly name: string;
  /** Shapes of the outputs. Throws a `Misfit` that says what does not fit. */
  readonly infer: (shapes: readonly Shape[], attrs: A) => readonly Shape[];
  /** Gradients by the inputs, built of operators; `null` where none flows. `null` itself: the operator is a gradient, or has none. */
  readonly backward: ((node: Backward<A>) => readonly (Value | null)[]) | null;
}

export interface Node {
  readonly op: Operator;
  readonly attrs: Attrs;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
}

export interface Graph {
  readonly values: readonly Value[];
  /** In an order in which they can be run. */
  readonly nodes: readonly Node[];
}

/** What does not fit, as the end of a sentence that begins with the node's name. */
export class Misfit extends Error {
  override readonly name = 'Misfit';
}
