import type { Value } from '../graph/graph.ts';
import { add, mul } from '../graph/ops/binary.ts';
import { defineBuild, type Site } from './site.ts';

/** Zeros a share of the values of `shape`, repeated to the input's, and makes up for them in the rest. */
function dropped({ b, inputs: [x], training, random }: Site, rate: number, shape: readonly number[]): Value {
  return training && rate > 0 ? mul(b, x!, random('mask', shape, rate, 1 / (1 - rate))) : x!;
}

export const dropout = defineBuild('dropout', (site) => dropped(site, site.layer.rate, site.inputs[0]!.shape));
/** One draw a channel. */
const channels = (shape: readonly number[]): readonly number[] => shape.map((side, i) => (i === 0 || i === shape.length - 1 ? side : 1));
export const spatialDropout1d = defineBuild('spatialDropout1d', (site) => dropped(site, site.layer.rate, channels(site.inputs[0]!.shape)));
export const spatialDropout2d = defineBuild('spatialDropout2d', (site) => dropped(site, site.layer.rate, channels(site.inputs[0]!.shape)));
export const gaussianNoise = defineBuild('gaussianNoise', ({ b, layer, inputs: [x], training, random }) =>
  (training && layer.stddev > 0 ? add(b, x!, random('normal', x!.shape, 0, layer.stddev)) : x!));
export const gaussianDropout = defineBuild('gaussianDropout', ({ b, layer, inputs: [x], training, random }) =>
  (training && layer.rate > 0 ? mul(b, x!, random('normal', x!.shape, 1, Math.sqrt(layer.rate / (1 - layer.rate)))) : x!));
