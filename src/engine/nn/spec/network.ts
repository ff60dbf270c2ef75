import type { Layer } from '../layers/index.ts';
import type { Shape } from '../layers/shared/kind.ts';

export type { Layer, LayerKindName, LayerOf } from '../layers/index.ts';

export type NetworkInput = {
  readonly name: string;
  /** Of one row: `[p]`, `[time]` (ids), `[time, features]`, `[height, width, channels]`. */
  readonly shape: Shape;
};

/**
 * A network as plain data: a graph of layers, as Keras' functional API makes. Layers stand after what they take. Made by
 * `parseNetwork`, `parseText` or a builder of ours, which all fill in every setting.
 */
export type Network = {
  readonly version: 2;
  readonly inputs: readonly NetworkInput[];
  readonly layers: readonly Layer[];
  /** Names of layers (or inputs) whose values come out. */
  readonly outputs: readonly string[];
};

/** Letters, digits and underscores: names stand in Python, in files and in the text form. */
export const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,99}$/;

const snake = (kind: string): string => kind.replaceAll(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

/** The name a layer gets where none is given: its kind and the first number that is free. */
export function freeName(kind: string, taken: ReadonlySet<string>): string {
  const stem = snake(kind);
  let n = 1;
  while (taken.has(`${stem}_${n}`)) n++;
  return `${stem}_${n}`;
}
