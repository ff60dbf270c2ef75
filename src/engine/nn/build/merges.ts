import type { Build, Value } from '../graph/graph.ts';
import { add as plus, binary, mul, scale, sub } from '../graph/ops/binary.ts';
import { concat } from '../graph/ops/move.ts';
import { sideOf } from '../layers/concatenate.ts';
import { defineBuild } from './site.ts';

const chained = (b: Build, values: readonly Value[], pair: (b: Build, x: Value, y: Value) => Value): Value => values.reduce((x, y) => pair(b, x, y));

export const add = defineBuild('add', ({ b, inputs }) => chained(b, inputs, plus));
export const subtract = defineBuild('subtract', ({ b, inputs: [x, y] }) => sub(b, x!, y!));
export const multiply = defineBuild('multiply', ({ b, inputs }) => chained(b, inputs, mul));
export const average = defineBuild('average', ({ b, inputs }) => scale(b, chained(b, inputs, plus), 1 / inputs.length));
export const maximum = defineBuild('maximum', ({ b, inputs }) => chained(b, inputs, (_, x, y) => binary(b, 'maximum', x, y)));
export const concatenate = defineBuild('concatenate', ({ b, layer, inputs }) => concat(b, inputs, 1 + sideOf(layer.axis, inputs[0]!.shape.length - 1)));
