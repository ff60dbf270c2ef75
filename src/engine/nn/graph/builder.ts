import { StudioError } from '../../core/errors.ts';
import { type Attrs, type Build, type Graph, Misfit, type Node, type Operator, type Shape, type Value, type ValueKind } from './graph.ts';
import { said, sizeOf } from './shape.ts';

/** Builds a graph node by node; shapes are inferred and checked at once. */
export class GraphBuilder implements Build {
  private readonly values: Value[] = [];
  private readonly nodes: Node[] = [];

  /** Filled before every run, by this name. */
  input(name: string, shape: Shape): Value {
    return this.value('input', name, shape);
  }

  /** A trained array. */
  weight(name: string, shape: Shape): Value {
    return this.value('weight', name, shape);
  }

  /** An array that is kept from run to run and written by `assign`. */
  statistic(name: string, shape: Shape): Value {
    return this.value('statistic', name, shape);
  }

  /** Numbers known now; one number fills the whole shape. */
  constant(data: Float32Array | number, shape: Shape): Value {
    const all = typeof data === 'number' ? new Float32Array(sizeOf(shape)).fill(data) : data;
    if (all.length !== sizeOf(shape)) throw new StudioError('internal', `A constant of ${said(shape)} got ${all.length} numbers.`);
    return this.value('constant', 'constant', shape, all);
  }

  apply<A extends Attrs>(op: Operator<A>, inputs: readonly Value[], attrs: A): readonly Value[] {
    for (const v of inputs) if (this.values[v.id] !== v) throw new StudioError('internal', `${op.name} was given a value of another graph.`);
    let shapes: readonly Shape[];
    try {
      shapes = op.infer(inputs.map((v) => v.shape), attrs);
    } catch (thrown) {
      if (!(thrown instanceof Misfit)) throw thrown;
      throw new StudioError('param', `The operator ${op.name} does not fit: ${thrown.message}`);
    }
    const outputs = shapes.map((shape) => this.value('temp', op.name, shape));
    this.nodes.push({ op: op as unknown as Operator, attrs, inputs, outputs });
    return outputs;
  }

  /** What has been built so far; building may go on. */
  graph(): Graph {
    return { values: [...this.values], nodes: [...this.nodes] };
  }

  private value(kind: ValueKind, name: string, shape: Shape, data: Float32Array | null = null): Value {
    if (shape.some((n) => !Number.isInteger(n) || n < 1)) throw new StudioError('param', `"${name}" would be ${said(shape)}: every side must be a whole number of at least 1.`);
    const value: Value = { id: this.values.length, kind, name, shape, data };
    this.values.push(value);
    return value;
  }
}
