import { StudioError } from '../../core/errors.ts';
import type { GraphBuilder } from '../graph/builder.ts';
import type { Value } from '../graph/graph.ts';
import { assign } from '../graph/ops/assign.ts';
import { random } from '../graph/ops/random.ts';
import { type LayerKindName, type Network, type NetworkLayout, weightsIn } from '../spec/index.ts';
import { BUILDS } from './index.ts';
import type { LayerBuild, Site } from './site.ts';

/** A network's values in a graph. */
export interface Built {
  /** By the names of the network's inputs. */
  readonly inputs: ReadonlyMap<string, Value>;
  /** What comes out of every layer, by its name. */
  readonly layers: ReadonlyMap<string, Value>;
  /** In the order of the network's outputs. */
  readonly outputs: readonly Value[];
  /** In the order of `layout.variables`. */
  readonly weights: readonly Value[];
}

/** Draws of one layer at most: streams of the next begin after them. */
const STREAMS = 64;

/** Which stream of random numbers a draw of a layer has. */
export const streamOf = (layer: number, draw: number): number => layer * STREAMS + draw;

/**
 * Adds the network, for so many rows, to a graph. While training, layers draw random numbers and move their statistics (written at the
 * very end, so that everything in the step sees the old ones).
 */
export function buildNetwork(b: GraphBuilder, network: Network, layout: NetworkLayout, rows: number, training: boolean): Built {
  const inputs = new Map(network.inputs.map(({ name, shape }) => [name, b.input(name, [rows, ...shape])]));
  const layers = new Map<string, Value>();
  const masks = new Map<string, Value | null>();
  const weights = layout.variables.map((v) => {
    const layer = network.layers[v.layer]!;
    const learned = weightsIn(layout, layer, v.layer).some((w) => w.name === v.name && w.trained);
    return learned ? b.weight(`${layer.name}/${v.name}`, v.shape) : b.statistic(`${layer.name}/${v.name}`, v.shape);
  });
  const moved: (readonly [Value, Value])[] = [];
  for (const [i, layer] of network.layers.entries()) {
    // The table's entry fits the layer's kind; the compiler cannot follow that through the table.
    const build = BUILDS[layer.kind] as unknown as LayerBuild<LayerKindName>;
    const found = (name: string): Value => {
      const at = layout.variables.findIndex((v) => v.layer === i && v.name === name);
      if (at < 0) throw new StudioError('internal', `${layer.kind} "${layer.name}" has no weight "${name}".`);
      return weights[at]!;
    };
    let draws = 0;
    const site: Site = {
      b, layer, training, frozen: !layer.trainable,
      inputs: layer.inputs.map((name) => (layers.get(name) ?? inputs.get(name))!),
      masks: layer.inputs.map((name) => masks.get(name) ?? null),
      weight: found,
      random: (name, shape, first, second) => random(b, name, shape, streamOf(i, draws++), first, second),
      move: (name, value) => void moved.push([found(name), value]),
    };
    const value = build.value(site);
    layers.set(layer.name, value);
    masks.set(layer.name, build.mask === undefined ? (site.masks.find((mask) => mask !== null) ?? null) : build.mask(site, value));
  }
  for (const [statistic, value] of moved) assign(b, statistic, value);
  return { inputs, layers, outputs: network.outputs.map((name) => (layers.get(name) ?? inputs.get(name))!), weights };
}
