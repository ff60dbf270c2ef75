import type { LayerBuild } from './site.ts';
import type { LayerKindName } from '../layers/index.ts';
import { reshape } from '../graph/ops/reshape.ts';
import { conv2d } from './conv.ts';
import { dense } from './dense.ts';
import { avgPool2d, globalAvgPool2d, globalMaxPool2d, maxPool2d } from './pools.ts';
import { flatten } from './shapes.ts';
import { defineBuild, type Site } from './site.ts';

const INNER = { dense, conv2d, maxPool2d, avgPool2d, globalMaxPool2d, globalAvgPool2d, flatten } as const;

/** Steps become rows of their own for the layer inside. */
export const timeDistributed = defineBuild('timeDistributed', (site) => {
  const { b, layer: { layer }, inputs: [x] } = site;
  const [rows, steps, ...step] = x!.shape as readonly [number, number, ...number[]];
  const inner = INNER[layer.kind] as unknown as LayerBuild<LayerKindName>;
  const y = inner.value({ ...site, layer, inputs: [reshape(b, x!, [rows * steps, ...step])], masks: [null] } as unknown as Site);
  return reshape(b, y, [rows, steps, ...y.shape.slice(1)]);
});
