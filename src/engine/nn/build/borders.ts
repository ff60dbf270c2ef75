import type { Value } from '../graph/graph.ts';
import { matmul } from '../graph/ops/matmul.ts';
import { pad, slice } from '../graph/ops/move.ts';
import { broadcast } from '../graph/ops/reduce.ts';
import { reshape } from '../graph/ops/reshape.ts';
import { bordersOf } from '../layers/shared/borders.ts';
import { pairOf } from '../layers/shared/window.ts';
import { defineBuild, noMask, type Site } from './site.ts';

type Borders = readonly (readonly [before: number, after: number])[];

/** Zeros around the sides between rows and channels. */
const padded = ({ b, inputs: [x] }: Pick<Site, 'b' | 'inputs'>, borders: Borders): Value => pad(b, x!, [0, ...borders.map(([before]) => before), 0], [0, ...borders.map(([, after]) => after), 0], 0);
const cropped = ({ b, inputs: [x] }: Pick<Site, 'b' | 'inputs'>, borders: Borders): Value => {
  const all = [[0, 0], ...borders, [0, 0]] as const;
  return slice(b, x!, all.map(([before]) => before), x!.shape.map((side, i) => side - all[i]![0] - all[i]![1]));
};

export const zeroPadding1d = defineBuild('zeroPadding1d', (site) => padded(site, bordersOf(site.layer.padding, 1)), noMask);
export const zeroPadding2d = defineBuild('zeroPadding2d', (site) => padded(site, bordersOf(site.layer.padding, 2)), noMask);
export const cropping1d = defineBuild('cropping1d', (site) => cropped(site, bordersOf(site.layer.cropping, 1)), noMask);
export const cropping2d = defineBuild('cropping2d', (site) => cropped(site, bordersOf(site.layer.cropping, 2)), noMask);

export const upSampling1d = defineBuild('upSampling1d', ({ b, layer: { size }, inputs: [x] }) => {
  const [rows, steps, channels] = x!.shape as readonly [number, number, number];
  return reshape(b, broadcast(b, reshape(b, x!, [rows, steps, 1, channels]), [rows, steps, size, channels]), [rows, steps * size, channels]);
}, noMask);

/** What every pixel of a larger side is mixed of (large × small): pixels are areas, and beyond the border is the pixel at it. */
function mixing(small: number, times: number): Float32Array {
  const large = small * times;
  const out = new Float32Array(large * small);
  for (let i = 0; i < large; i++) {
    const at = Math.min(small - 1, Math.max(0, (i + 0.5) / times - 0.5));
    const low = Math.floor(at);
    out[i * small + low]! += 1 - (at - low);
    out[i * small + Math.min(small - 1, low + 1)]! += at - low;
  }
  return out;
}

export const upSampling2d = defineBuild('upSampling2d', ({ b, layer, inputs: [x] }) => {
  const [rows, h, w, channels] = x!.shape as readonly [number, number, number, number];
  const [down, across] = pairOf(layer.size);
  if (layer.interpolation === 'nearest') {
    return reshape(b, broadcast(b, reshape(b, x!, [rows, h, 1, w, 1, channels]), [rows, h, down, w, across, channels]), [rows, h * down, w * across, channels]);
  }
  const higher = matmul(b, b.constant(mixing(h, down), [h * down, h]), reshape(b, x!, [rows, h, w * channels]));
  const wider = matmul(b, b.constant(mixing(w, across), [w * across, w]), reshape(b, higher, [rows * h * down, w, channels]));
  return reshape(b, wider, [rows, h * down, w * across, channels]);
}, noMask);
