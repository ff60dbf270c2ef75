import { int } from '../../../core/params.ts';
import { padding, pair } from './fields.ts';
import { defineLayer, needRank, type LayerKind, sizeOf } from './kind.ts';
import { pairOf, windowed } from './window.ts';

const size1d = int(2, { min: 1, max: 10_000, help: 'Steps that become one.' });
const strides1d = int(0, { min: 0, max: 10_000, help: 'Steps from one pool to the next; 0: as many as it spans, so that none overlap.' });
const size2d = pair(2, { help: 'Height and width of what becomes one pixel.' });
const strides2d = { ...pair(2, { help: 'Pixels from one pool to the next; 0: as many as it spans, so that none overlap.' }), default: [0, 0], min: 0 } as const;

/** Keras' `strides=None` is 0 here: as far as the pool is wide. */
export const poolStrides = (size: readonly number[], strides: readonly number[]): readonly number[] => size.map((s, i) => strides[i]! || s);

/** A pool over the steps of a sequence. */
export const pool1d = <const K extends string>(kind: K, summary: string, keras: string): LayerKind<K, { poolSize: typeof size1d; strides: typeof strides1d; padding: typeof padding }> => defineLayer({
  kind, summary, keras,
  fields: { poolSize: size1d, strides: strides1d, padding },
  positional: ['poolSize', 'strides', 'padding'],
  inputs: [1, 1],
  shape(layer, inputs) {
    const [steps, channels] = needRank(inputs, 2);
    const strides = poolStrides([layer.poolSize], [layer.strides]);
    return [...windowed([steps!], { size: [layer.poolSize], strides, dilation: [1], padding: layer.padding }, 'pool'), channels!];
  },
  weights: () => [],
  work: (layer, _, output) => sizeOf(output) * layer.poolSize,
});

/** A pool over the pixels of an image. */
export const pool2d = <const K extends string>(kind: K, summary: string, keras: string): LayerKind<K, { poolSize: typeof size2d; strides: typeof strides2d; padding: typeof padding }> => defineLayer({
  kind, summary, keras,
  fields: { poolSize: size2d, strides: strides2d, padding },
  positional: ['poolSize', 'strides', 'padding'],
  inputs: [1, 1],
  shape(layer, inputs) {
    const [h, w, channels] = needRank(inputs, 3);
    const size = pairOf(layer.poolSize);
    return [...windowed([h!, w!], { size, strides: poolStrides(size, pairOf(layer.strides)), dilation: [1, 1], padding: layer.padding }, 'pool'), channels!];
  },
  weights: () => [],
  work: (layer, _, output) => sizeOf(output) * sizeOf(pairOf(layer.poolSize)),
});

const keepdims = { kind: 'bool', default: false, advanced: true, help: 'Keep the sides that are pooled, as sides of 1.' } as const;

/** All steps or pixels become one. */
export const globalPool = <const K extends string>(kind: K, rank: 2 | 3, summary: string, keras: string): LayerKind<K, { keepdims: typeof keepdims }> => defineLayer({
  kind, summary, keras,
  fields: { keepdims },
  positional: [],
  inputs: [1, 1],
  shape(layer, inputs) {
    const shape = needRank(inputs, rank);
    return layer.keepdims ? [...shape.slice(0, -1).map(() => 1), shape.at(-1)!] : [shape.at(-1)!];
  },
  weights: () => [],
  work: (_, [input]) => sizeOf(input!),
});
