import { add } from '../graph/ops/binary.ts';
import { matmul } from '../graph/ops/matmul.ts';
import { activate } from './shared/activate.ts';
import { defineBuild } from './site.ts';

export const dense = defineBuild('dense', ({ b, layer, inputs: [x], weight }) => {
  const sums = matmul(b, x!, weight('kernel'));
  return activate(b, layer.activation, layer.useBias ? add(b, sums, weight('bias')) : sums);
});
