import { choice } from '../../core/params.ts';
import { pair } from './shared/fields.ts';
import { defineLayer, needRank, sizeOf } from './shared/kind.ts';
import { pairOf } from './shared/window.ts';

export const upSampling2d = defineLayer({
  kind: 'upSampling2d',
  summary: 'A larger image: pixels repeated, or mixed of their neighbours.',
  fields: {
    size: pair(2, { help: 'How many times higher and wider.' }),
    interpolation: choice('nearest', ['nearest', 'bilinear'], { help: 'Nearest: pixels are repeated. Bilinear: mixed by distance, with pixels as areas.' }),
  },
  positional: ['size', 'interpolation'],
  inputs: [1, 1],
  keras: 'UpSampling2D',
  shape(layer, inputs) {
    const [h, w, channels] = needRank(inputs, 3);
    const [down, across] = pairOf(layer.size);
    return [h! * down, w! * across, channels!];
  },
  weights: () => [],
  work: (layer, _, output) => (layer.interpolation === 'bilinear' ? 4 * sizeOf(output) : 0),
});
