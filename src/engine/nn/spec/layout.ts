import { StudioError } from '../../core/errors.ts';
import { kindOf } from '../layers/index.ts';
import { type Fill, type LayerKind, Misfit, type SettingsOf, type Shape, shapeText, sizeOf, type WeightSpec } from '../layers/shared/kind.ts';
import type { ParamSchema } from '../../core/params.ts';
import type { Layer, Network } from './network.ts';

/** One array of weights: where it lies in the flat vector of all weights. */
export interface NetworkVariable {
  readonly layer: number;
  /** Keras' name within its layer: `kernel`, `query/bias`, `moving_mean`, … */
  readonly name: string;
  readonly shape: Shape;
  readonly offset: number;
  readonly size: number;
  readonly fill: Fill;
  /** By gradients: neither a statistic nor of a layer that is kept as it is. */
  readonly trained: boolean;
  readonly penalised: boolean;
}

export interface NetworkLayout {
  /** Shapes of one row, of every input and layer by name. */
  readonly shapeOf: ReadonlyMap<string, Shape>;
  /** Shape of one row after each layer. */
  readonly shapes: readonly Shape[];
  /** Shapes of what reaches each layer. */
  readonly reaching: readonly (readonly Shape[])[];
  /** Trained weights first, in layer order; after them statistics and weights of layers that are kept as they are. */
  readonly variables: readonly NetworkVariable[];
  readonly trainable: number;
  readonly total: number;
}

/** Most numbers in one row between two layers: more is a mistake that would only run out of memory. */
const MOST = 2 ** 31;

/** A layer's kind and the layer as its settings. */
export const partsOf = (layer: Layer): { readonly kind: LayerKind; readonly settings: SettingsOf<ParamSchema> } => ({ kind: kindOf(layer.kind), settings: layer as unknown as SettingsOf<ParamSchema> });

const broken = (layer: Layer, i: number, why: string): StudioError =>
  new StudioError('param', `Layer ${i + 1} of the network (${layer.kind} "${layer.name}") does not fit: ${why}`);

function placed<T>(layer: Layer, i: number, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof Misfit) throw broken(layer, i, thrown.message);
    throw thrown;
  }
}

/** Layers that something that comes out depends on. */
function checkUsed(network: Network): void {
  const used = new Set(network.outputs);
  for (const layer of network.layers.toReversed()) if (used.has(layer.name)) for (const name of layer.inputs) used.add(name);
  const idle = network.layers.findIndex((layer) => !used.has(layer.name));
  if (idle >= 0) throw broken(network.layers[idle]!, idle, 'nothing that comes out depends on it; let a later layer take it, make it an output, or leave it out.');
  const input = network.inputs.find(({ name }) => !used.has(name));
  if (input !== undefined) throw new StudioError('param', `The input "${input.name}" of the network is taken by no layer that leads to an output; let a layer take it, or leave it out.`);
}

/** Shapes and weights of every layer. Throws StudioError('param') naming the first layer that does not fit. */
export function networkLayout(network: Network): NetworkLayout {
  checkUsed(network);
  const shapeOf = new Map<string, Shape>(network.inputs.map((input) => [input.name, input.shape]));
  const shapes: Shape[] = [];
  const reaching: (readonly Shape[])[] = [];
  const wanted: Omit<NetworkVariable, 'offset'>[] = [];
  const still: Omit<NetworkVariable, 'offset'>[] = [];
  for (const [i, layer] of network.layers.entries()) {
    const { kind, settings } = partsOf(layer);
    const inputs = layer.inputs.map((name) => shapeOf.get(name)!);
    const shape = placed(layer, i, () => kind.shape(settings, inputs));
    if (sizeOf(shape) > MOST) throw broken(layer, i, `it makes ${shapeText(shape)} numbers of every row, more than can be computed.`);
    for (const w of placed(layer, i, () => kind.weights(settings, inputs))) {
      const trained = w.trained && layer.trainable;
      (trained ? wanted : still).push({ layer: i, name: w.name, shape: w.shape, size: sizeOf(w.shape), fill: w.fill, trained, penalised: w.penalised });
    }
    shapeOf.set(layer.name, shape);
    shapes.push(shape);
    reaching.push(inputs);
  }
  let offset = 0;
  const variables = [...wanted, ...still].map((v) => {
    const there = { ...v, offset };
    offset += v.size;
    return there;
  });
  return { shapeOf, shapes, reaching, variables, trainable: wanted.reduce((sum, v) => sum + v.size, 0), total: offset };
}

/** A layer's weights in Keras' order, whether trained or not. */
export const weightsIn = (layout: NetworkLayout, layer: Layer, index: number): readonly WeightSpec[] => {
  const { kind, settings } = partsOf(layer);
  return kind.weights(settings, layout.reaching[index]!);
};

/** Where a weight of a layer lies. */
export function variableOf(layout: NetworkLayout, layer: number, name: string): NetworkVariable {
  const found = layout.variables.find((v) => v.layer === layer && v.name === name);
  if (found === undefined) throw new StudioError('internal', `Layer ${layer + 1} has no weight "${name}".`);
  return found;
}
