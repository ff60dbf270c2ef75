import type { Build, Value } from '../graph/graph.ts';
import { add, mul, scale, sub } from '../graph/ops/binary.ts';
import { matmul } from '../graph/ops/matmul.ts';
import { concat, split, transpose } from '../graph/ops/move.ts';
import { reshape } from '../graph/ops/reshape.ts';
import { activate } from './shared/activate.ts';
import { defineBuild, type SettingsOf, type Site } from './site.ts';

type Kind = 'simpleRnn' | 'lstm' | 'gru';
type Inner = SettingsOf<Kind>;
/** A recurrent layer's place in the graph, on its own or inside another. */
type Place = Pick<Site, 'b' | 'training' | 'weight' | 'random'> & { readonly x: Value; readonly mask: Value | null };

/** What a step makes of the product of its input (rows × gates · units) and the states before it; the first state is what comes out. */
type Cell = (b: Build, input: Value, states: readonly Value[]) => readonly Value[];

const gates = (b: Build, z: Value, count: number): readonly Value[] => split(b, z, Array.from({ length: count }, () => z.shape[1]! / count), 1);

function simpleCell(layer: SettingsOf<'simpleRnn'>, kernel: Value): Cell {
  return (b, input, [h]) => [activate(b, layer.activation, add(b, input, matmul(b, h!, kernel)))];
}

/** Gates in Keras' order: input, forget, cell, output. */
function lstmCell(layer: SettingsOf<'lstm'>, kernel: Value): Cell {
  const open = (b: Build, z: Value): Value => activate(b, layer.recurrentActivation, z);
  return (b, input, [h, c]) => {
    const [i, f, g, o] = gates(b, add(b, input, matmul(b, h!, kernel)), 4) as readonly [Value, Value, Value, Value];
    const next = add(b, mul(b, open(b, f), c!), mul(b, open(b, i), activate(b, layer.activation, g)));
    return [mul(b, open(b, o), activate(b, layer.activation, next)), next];
  };
}

/** Gates in Keras' order: update, reset, candidate. */
function gruCell(b: Build, layer: SettingsOf<'gru'>, kernel: Value, innerBias: Value | null): Cell {
  const { units } = layer;
  const open = (z: Value): Value => activate(b, layer.recurrentActivation, z);
  const mixed = (update: Value, old: Value, now: Value): Value => add(b, mul(b, update, old), mul(b, sub(b, b.constant(1, []), update), now));
  if (layer.resetAfter) {
    return (_, input, [h]) => {
      const product = matmul(b, h!, kernel);
      const [iz, ir, ih] = gates(b, innerBias === null ? product : add(b, product, innerBias), 3) as readonly [Value, Value, Value];
      const [xz, xr, xh] = gates(b, input, 3) as readonly [Value, Value, Value];
      const now = activate(b, layer.activation, add(b, xh, mul(b, open(add(b, xr, ir)), ih)));
      return [mixed(open(add(b, xz, iz)), h!, now)];
    };
  }
  const [both, candidate] = split(b, kernel, [2 * units, units], 1) as readonly [Value, Value];
  return (_, input, [h]) => {
    const [xzr, xh] = split(b, input, [2 * units, units], 1) as readonly [Value, Value];
    const [z, r] = gates(b, open(add(b, xzr, matmul(b, h!, both))), 2) as readonly [Value, Value];
    return [mixed(z, h!, activate(b, layer.activation, add(b, xh, matmul(b, mul(b, r, h!), candidate))))];
  };
}

/** The bias of the inputs' product and, of a GRU that resets after, of the state's. */
function biases({ b, weight }: Place, layer: Inner): readonly [Value | null, Value | null] {
  if (!layer.useBias) return [null, null];
  const bias = weight('bias');
  if (bias.shape.length === 1) return [bias, null];
  const [own, inner] = split(b, bias, [1, 1], 0) as readonly [Value, Value];
  return [reshape(b, own, [bias.shape[1]!]), reshape(b, inner, [bias.shape[1]!])];
}

function cellOf(place: Place, layer: Inner, kernel: Value, innerBias: Value | null): Cell {
  switch (layer.kind) {
    case 'simpleRnn': return simpleCell(layer, kernel);
    case 'lstm': return lstmCell(layer, kernel);
    case 'gru': return gruCell(place.b, layer, kernel, innerBias);
    default: return layer satisfies never;
  }
}

/** What comes out of every step, rows × units, in the order the steps are read in. */
function readSteps(place: Place, layer: Inner, backwards: boolean): readonly Value[] {
  const { b, training, mask, weight, random } = place;
  const [rows, time, features] = place.x.shape as readonly [number, number, number];
  const { units, dropout, recurrentDropout } = layer;
  const share = (rate: number, width: number): Value | null => (training && rate > 0 ? random('mask', [rows, width], rate, 1 / (1 - rate)) : null);
  const [inputShare, stateShare] = [share(dropout, features), share(recurrentDropout, units)];
  const [bias, innerBias] = biases(place, layer);
  // Steps first, so that each is one piece of memory and all inputs are one product.
  const x = transpose(b, inputShare === null ? place.x : mul(b, place.x, reshape(b, inputShare, [rows, 1, features])), [1, 0, 2]);
  const product = matmul(b, reshape(b, x, [time * rows, features]), weight('kernel'));
  const all = bias === null ? product : add(b, product, bias);
  const inputs = split(b, all, Array.from({ length: time }, () => rows), 0);
  const seen = mask === null ? null : split(b, transpose(b, mask, [1, 0]), Array.from({ length: time }, () => 1), 0).map((m) => reshape(b, m, [rows, 1]));
  const cell = cellOf(place, layer, weight('recurrent_kernel'), innerBias);
  let states: readonly Value[] = Array.from({ length: layer.kind === 'lstm' ? 2 : 1 }, () => b.constant(0, [rows, units]));
  return Array.from({ length: time }, (_, i) => {
    const t = backwards ? time - 1 - i : i;
    const [h, ...rest] = states as readonly [Value, ...Value[]];
    const next = cell(b, inputs[t]!, stateShare === null ? states : [mul(b, h, stateShare), ...rest]);
    const m = seen?.[t] ?? null;
    states = m === null ? next : next.map((v, s) => add(b, mul(b, v, m), mul(b, states[s]!, sub(b, b.constant(1, []), m))));
    return states[0]!;
  });
}

/** Steps as one value, rows × time × units. */
function stacked(b: Build, steps: readonly Value[]): Value {
  const [rows, units] = steps[0]!.shape as readonly [number, number];
  return transpose(b, concat(b, steps.map((v) => reshape(b, v, [1, rows, units])), 0), [1, 0, 2]);
}

function read<K extends Kind>({ b, layer, inputs, masks, training, weight, random }: Site<K>): Value {
  const own = layer as Inner;
  const steps = readSteps({ b, training, weight, random, x: inputs[0]!, mask: masks[0] ?? null }, own, own.goBackwards);
  return own.returnSequences ? stacked(b, steps) : steps.at(-1)!;
}
/** Steps go on being masked only where every step comes out. */
const onward = ({ layer, masks }: { readonly layer: { readonly returnSequences: boolean }; readonly masks: readonly (Value | null)[] }): Value | null => (layer.returnSequences ? (masks[0] ?? null) : null);

export const simpleRnn = defineBuild('simpleRnn', read, onward);
export const lstm = defineBuild('lstm', read, onward);
export const gru = defineBuild('gru', read, onward);

export const bidirectional = defineBuild('bidirectional', ({ b, layer, inputs, masks, training, weight, random }) => {
  const inner = layer.layer as Inner;
  const way = (name: string, backwards: boolean): Value => {
    const steps = readSteps({ b, training, random, x: inputs[0]!, mask: masks[0] ?? null, weight: (w) => weight(`${name}/${w}`) }, inner, backwards);
    if (!inner.returnSequences) return steps.at(-1)!;
    // Both readings in the order of time.
    return stacked(b, backwards ? steps.toReversed() : steps);
  };
  const [there, back] = [way('forward', inner.goBackwards), way('backward', !inner.goBackwards)];
  switch (layer.mergeMode) {
    case 'concat': return concat(b, [there, back], there.shape.length - 1);
    case 'sum': return add(b, there, back);
    case 'mul': return mul(b, there, back);
    case 'ave': return scale(b, add(b, there, back), 0.5);
    default: return layer.mergeMode satisfies never;
  }
}, ({ layer, masks }) => ((layer.layer as Inner).returnSequences ? (masks[0] ?? null) : null));
