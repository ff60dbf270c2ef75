import { sizeOf, type Shape } from '../layers/shared/kind.ts';
import { networkLayout, partsOf } from './layout.ts';
import type { LayerKindName, Network } from './network.ts';

/** What a layer costs. Numbers are of one row and going forward, unless said otherwise. */
export interface LayerCost {
  readonly name: string;
  readonly kind: LayerKindName;
  readonly inputs: readonly string[];
  readonly shape: Shape;
  readonly parameters: number;
  /** Of them, learned by gradients. */
  readonly trained: number;
  readonly multiplyAdds: number;
  /** Numbers that are kept for the way back while training. */
  readonly activations: number;
}

export interface NetworkCost {
  readonly layers: readonly LayerCost[];
  readonly parameters: number;
  readonly trained: number;
  readonly multiplyAdds: number;
  readonly activations: number;
  /** The most that two neighbours hold at once: what a prediction needs besides the weights. */
  readonly widest: number;
}

const ALIASES: ReadonlySet<LayerKindName> = new Set(['flatten', 'reshape']);
const BYTES = 4;
/** A step of training goes forward once and back to the inputs and to the weights. */
const PASSES = 3;

/** Parameters, multiply-adds and memory layer by layer. Throws StudioError('param') where a layer does not fit. */
export function networkCost(network: Network): NetworkCost {
  const layout = networkLayout(network);
  const layers = network.layers.map((layer, i): LayerCost => {
    const { kind, settings } = partsOf(layer);
    const inputs = layout.reaching[i]!;
    const shape = layout.shapes[i]!;
    const own = layout.variables.filter((v) => v.layer === i);
    return {
      name: layer.name,
      kind: layer.kind,
      inputs: layer.inputs,
      shape,
      parameters: own.reduce((n, v) => n + v.size, 0),
      trained: own.reduce((n, v) => n + (v.trained ? v.size : 0), 0),
      multiplyAdds: kind.work(settings, inputs, shape),
      activations: ALIASES.has(layer.kind) ? 0 : sizeOf(shape) + (kind.kept?.(settings, inputs, shape) ?? 0),
    };
  });
  const sum = (of: (layer: LayerCost) => number): number => layers.reduce((n, layer) => n + of(layer), 0);
  return {
    layers,
    parameters: layout.total,
    trained: layout.trainable,
    multiplyAdds: sum((l) => l.multiplyAdds),
    activations: network.inputs.reduce((n, input) => n + sizeOf(input.shape), 0) + sum((l) => l.activations),
    widest: Math.max(0, ...layers.map((l, i) => l.activations + layout.reaching[i]!.reduce((n, shape) => n + sizeOf(shape), 0))),
  };
}

/** Bytes while training: weights, gradients and what the optimizer keeps of each weight (Adam: 2), and every layer's numbers for the way back. */
export const trainingBytes = (cost: NetworkCost, batchSize: number, optimizerSlots: number): number =>
  BYTES * (cost.parameters + cost.trained * (1 + optimizerSlots) + batchSize * (cost.activations + cost.widest));

/** Bytes while predicting so many rows at once. */
export const predictionBytes = (cost: NetworkCost, rows: number): number => BYTES * (cost.parameters + rows * cost.widest);

/** Multiply-adds of one epoch over so many rows: forward and back. */
export const epochMultiplyAdds = (cost: NetworkCost, rows: number): number => PASSES * rows * cost.multiplyAdds;
