import { StudioError } from '../core/errors.ts';

/**
 * The one graph every export prints: standard ONNX operators by their own names, so that a printer is a table and not a
 * compiler. Algorithms add nodes to it; printers know no algorithm. Numbers are double until a net casts them.
 */
export type DType = 'float64' | 'float32' | 'int64' | 'string' | 'bool' | 'uint8';
export type ValueName = string;

export interface Tensor {
  readonly dtype: DType;
  readonly dims: readonly number[];
  /** int64 as plain integers, bool as 0 / 1. */
  readonly data: Float64Array | Float32Array | Int32Array | Uint8Array | readonly string[] | readonly number[];
}

export type Attribute =
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'floats'; readonly value: readonly number[] }
  | { readonly kind: 'strings'; readonly value: readonly string[] }
  | { readonly kind: 'tensor'; readonly value: Tensor };
export type Attributes = Readonly<Record<string, Attribute>>;

export interface GraphNode {
  readonly op: string;
  /** '' is the standard operator set, 'ai.onnx.ml' the classical one. */
  readonly domain: '' | 'ai.onnx.ml';
  readonly inputs: readonly ValueName[];
  readonly outputs: readonly ValueName[];
  readonly attributes: Attributes;
}

/** `width` is the size of the second dimension; the first is the number of rows. */
export interface GraphPort {
  readonly name: ValueName;
  readonly dtype: DType;
  readonly width: number;
  /** The table's columns this input holds, in order. */
  readonly columns: readonly string[];
}

export interface Graph {
  readonly inputs: readonly GraphPort[];
  readonly outputs: readonly GraphPort[];
  readonly nodes: readonly GraphNode[];
  readonly initializers: Readonly<Record<ValueName, Tensor>>;
}

/** A block of columns that travel as one N × columns tensor: double for numbers (NaN missing), string for categories ('' missing). */
export interface LoweredBlock {
  readonly kind: 'number' | 'category';
  readonly columns: readonly string[];
  readonly value: ValueName;
}
export type LoweredFeatures = readonly LoweredBlock[];

/** N × K probabilities, or N × 1 values. Class names and the winning label are added once, by the pipeline. */
export type LoweredModel =
  | { readonly kind: 'probabilities'; readonly value: ValueName }
  | { readonly kind: 'value'; readonly value: ValueName };

export const attr = {
  int: (value: number): Attribute => ({ kind: 'int', value }),
  float: (value: number): Attribute => ({ kind: 'float', value }),
  string: (value: string): Attribute => ({ kind: 'string', value }),
  ints: (value: readonly number[]): Attribute => ({ kind: 'ints', value }),
  floats: (value: readonly number[]): Attribute => ({ kind: 'floats', value }),
  strings: (value: readonly string[]): Attribute => ({ kind: 'strings', value }),
  tensor: (value: Tensor): Attribute => ({ kind: 'tensor', value }),
} as const;

/** Collects nodes; every method returns the name of the value it makes. */
export class GraphBuilder {
  readonly #nodes: GraphNode[] = [];
  readonly #initializers = new Map<ValueName, Tensor>();
  readonly #inputs: GraphPort[] = [];
  readonly #outputs: GraphPort[] = [];
  readonly #taken = new Set<string>();

  #name(wish: string): ValueName {
    let name = wish;
    for (let i = 1; this.#taken.has(name); i++) name = `${wish}_${i}`;
    this.#taken.add(name);
    return name;
  }

  input(wish: string, dtype: DType, columns: readonly string[]): ValueName {
    const name = this.#name(wish);
    this.#inputs.push({ name, dtype, width: columns.length, columns });
    return name;
  }

  constant(wish: string, tensor: Tensor): ValueName {
    const size = tensor.dims.reduce((a, b) => a * b, 1);
    if (size !== tensor.data.length) throw new StudioError('internal', `Constant "${wish}" has ${tensor.data.length} values for a shape of ${tensor.dims.join(' × ')}.`);
    const name = this.#name(wish);
    this.#initializers.set(name, tensor);
    return name;
  }

  /** A double row vector (or any shape given). */
  doubles(wish: string, values: ArrayLike<number>, dims: readonly number[] = [values.length]): ValueName {
    return this.constant(wish, { dtype: 'float64', dims, data: Float64Array.from(values) });
  }

  floats(wish: string, values: ArrayLike<number>, dims: readonly number[] = [values.length]): ValueName {
    return this.constant(wish, { dtype: 'float32', dims, data: Float32Array.from(values) });
  }

  int64s(wish: string, values: readonly number[], dims: readonly number[] = [values.length]): ValueName {
    return this.constant(wish, { dtype: 'int64', dims, data: values });
  }

  op(op: string, inputs: readonly ValueName[], attributes: Attributes = {}, domain: GraphNode['domain'] = ''): ValueName {
    return this.ops(op, inputs, 1, attributes, domain)[0]!;
  }

  /** As `op`, for operators with several outputs. */
  ops(op: string, inputs: readonly ValueName[], outputs: number, attributes: Attributes = {}, domain: GraphNode['domain'] = ''): readonly ValueName[] {
    const names = Array.from({ length: outputs }, (_, i) => this.#name(outputs === 1 ? op.toLowerCase() : `${op.toLowerCase()}_${i}`));
    this.#nodes.push({ op, domain, inputs, outputs: names, attributes });
    return names;
  }

  /** Exposes a value under a name of its own. */
  output(wish: string, value: ValueName, dtype: DType, columns: readonly string[]): void {
    const name = this.#name(wish);
    this.#nodes.push({ op: 'Identity', domain: '', inputs: [value], outputs: [name], attributes: {} });
    this.#outputs.push({ name, dtype, width: columns.length, columns });
  }

  build(): Graph {
    return { inputs: this.#inputs, outputs: this.#outputs, nodes: this.#nodes, initializers: Object.fromEntries(this.#initializers) };
  }
}
