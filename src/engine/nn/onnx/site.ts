import type { GraphBuilder, ValueName } from '../../export/graph.ts';
import type { Attrs, Operator } from '../graph/graph.ts';
import type { Counts } from './counts.ts';
import type { Made, Operand } from './operand.ts';

/** Where one operator becomes nodes of ONNX. */
export interface OnnxSite<A extends Attrs = Attrs> {
  readonly g: GraphBuilder;
  /** Those that depend on the rows (`byRows`) are read with `counts`. */
  readonly attrs: A;
  readonly inputs: readonly Operand[];
  /** Shapes of what comes out. */
  readonly shapes: readonly Counts[];
  /** Numbers of an attribute for any number of rows. */
  readonly counts: (of: (attrs: A) => readonly number[]) => Counts;
  /** Counts as a list of int64. */
  readonly list: (counts: Counts) => ValueName;
}

/** How one operator is exported. */
export interface OnnxLowering<A extends Attrs = Attrs> {
  /** Attributes that may depend on the rows; of all others it is checked that they do not. */
  readonly byRows: readonly string[];
  /** Answers the outputs, the first ones where the others are of use to gradients only. */
  readonly lower: (site: OnnxSite<A>) => readonly (Made | Operand)[];
}

/** Typed by the operator that it is for. */
export const defineOnnx = <A extends Attrs>(_op: Operator<A>, lower: OnnxLowering<A>['lower'], byRows: readonly (keyof A & string)[] = []): OnnxLowering<A> => ({ byRows, lower });
