import { attr, type GraphBuilder, type ValueName } from '../../export/graph.ts';
import { type Counts, numbersOf } from './counts.ts';

/** What a lowering answers for an output: under which names it is there, or its numbers. */
export interface Made {
  /** As the operator graph has it: channels last. */
  readonly last?: ValueName;
  /** Images with their channels as the second side, as ONNX's convolutions and pools have them. */
  readonly first?: ValueName;
  /** Numbers that are known now. */
  readonly known?: Float32Array;
}

/** A value of the operator graph in the ONNX graph; what is needed of it is written when it is asked for. */
export class Operand {
  readonly shape: Counts;
  readonly known: Float32Array | null;
  readonly #g: GraphBuilder;
  readonly #label: string;
  #last: ValueName | null;
  #first: ValueName | null;

  constructor(g: GraphBuilder, label: string, shape: Counts, { last, first, known }: Made) {
    this.#g = g;
    this.#label = label;
    this.shape = shape;
    this.known = known ?? null;
    this.#last = last ?? null;
    this.#first = first ?? null;
  }

  /** Whether it is there with its channels as the second side only. */
  get onlyFirst(): boolean {
    return this.#last === null && this.#first !== null;
  }

  last(): ValueName {
    this.#last ??= this.known === null
      ? this.#g.op('Transpose', [this.#first!], { perm: attr.ints([0, 2, 3, 1]) })
      : this.#g.floats(this.#label, this.known, numbersOf(this.shape));
    return this.#last;
  }

  first(): ValueName {
    this.#first ??= this.#g.op('Transpose', [this.last()], { perm: attr.ints([0, 3, 1, 2]) });
    return this.#first;
  }
}
