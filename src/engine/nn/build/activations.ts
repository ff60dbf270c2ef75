import { add, binary, mul } from '../graph/ops/binary.ts';
import { unary } from '../graph/ops/unary.ts';
import { activate } from './shared/activate.ts';
import { defineBuild } from './site.ts';

export const activation = defineBuild('activation', ({ b, layer, inputs: [x] }) => activate(b, layer.activation, x!));
export const leakyRelu = defineBuild('leakyRelu', ({ b, layer, inputs: [x] }) => unary(b, 'leakyRelu', x!, layer.negativeSlope));
export const prelu = defineBuild('prelu', ({ b, inputs: [x], weight }) =>
  add(b, unary(b, 'relu', x!), mul(b, binary(b, 'minimum', x!, b.constant(0, [])), weight('alpha'))));
