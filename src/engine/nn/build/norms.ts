import type { Build, Value } from '../graph/graph.ts';
import { add, mul, scale, sub } from '../graph/ops/binary.ts';
import { reduce } from '../graph/ops/reduce.ts';
import { reshape } from '../graph/ops/reshape.ts';
import { unary } from '../graph/ops/unary.ts';
import { defineBuild, type Site } from './site.ts';

/** x to mean 0 and deviation 1 over axes, with the mean and the (biased) variance that were found. */
function standardised(b: Build, x: Value, axes: readonly number[], epsilon: number): { readonly y: Value; readonly mean: Value; readonly variance: Value } {
  const mean = reduce(b, 'mean', x, axes, true);
  const away = sub(b, x, mean);
  const variance = reduce(b, 'mean', unary(b, 'square', away), axes, true);
  return { y: mul(b, away, inverse(b, variance, epsilon)), mean, variance };
}
const inverse = (b: Build, variance: Value, epsilon: number): Value => unary(b, 'rsqrt', add(b, variance, b.constant(epsilon, [])));

type Learned = Pick<Site, 'b' | 'weight'> & { readonly layer: { readonly scale: boolean; readonly center: boolean } };
function scaled({ b, layer, weight }: Learned, x: Value): Value {
  const y = layer.scale ? mul(b, x, weight('gamma')) : x;
  return layer.center ? add(b, y, weight('beta')) : y;
}

export const batchNorm = defineBuild('batchNorm', (site) => {
  const { b, layer, inputs: [x], training, frozen, weight, move } = site;
  const { momentum, epsilon } = layer;
  const [oldMean, oldVariance] = [weight('moving_mean'), weight('moving_variance')];
  if (!training || frozen) return scaled(site, mul(b, sub(b, x!, oldMean), inverse(b, oldVariance, epsilon)));
  const { y, mean, variance } = standardised(b, x!, x!.shape.slice(0, -1).map((_, i) => i), epsilon);
  const moved = (old: Value, now: Value): Value => add(b, scale(b, old, momentum), scale(b, reshape(b, now, old.shape), 1 - momentum));
  move('moving_mean', moved(oldMean, mean));
  move('moving_variance', moved(oldVariance, variance));
  return scaled(site, y);
});

export const layerNorm = defineBuild('layerNorm', (site) => {
  const x = site.inputs[0]!;
  return scaled(site, standardised(site.b, x, [x.shape.length - 1], site.layer.epsilon).y);
});

export const groupNorm = defineBuild('groupNorm', (site) => {
  const { b, layer: { groups, epsilon }, inputs: [x] } = site;
  const [rows, channels] = [x!.shape[0]!, x!.shape.at(-1)!];
  const places = x!.shape.slice(1, -1).reduce((n, side) => n * side, 1);
  const { y } = standardised(b, reshape(b, x!, [rows, places, groups, channels / groups]), [1, 3], epsilon);
  return scaled(site, reshape(b, y, x!.shape));
});
