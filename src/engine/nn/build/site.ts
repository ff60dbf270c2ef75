import type { Build, Shape, Value } from '../graph/graph.ts';
import type { LayerKindName, LayerOf } from '../layers/index.ts';

/** The settings of a layer apart from where it stands in its network. */
export type SettingsOf<K extends LayerKindName> = K extends LayerKindName ? Omit<LayerOf<K>, 'name' | 'inputs' | 'trainable'> : never;

/** Where a layer's part of the graph is built: rows are the first side of every value. */
export interface Site<K extends LayerKindName = LayerKindName> {
  readonly b: Build;
  readonly layer: SettingsOf<K>;
  readonly inputs: readonly Value[];
  /** For each input: rows × time, 1 where a step counts and 0 where it is filling; `null` where all count. */
  readonly masks: readonly (Value | null)[];
  readonly training: boolean;
  /** Its weights stay as they are; normalisation then uses its statistics while training too. */
  readonly frozen: boolean;
  /** By its name within the layer, as the layer's kind declares it. */
  readonly weight: (name: string) => Value;
  /** Random numbers, other ones in each step (see graph/ops/random.ts). */
  readonly random: (name: 'uniform' | 'normal' | 'mask', shape: Shape, first: number, second: number) => Value;
  /** Writes a new value into a statistic once the step is done with the old one. */
  readonly move: (name: string, value: Value) => void;
}

/** What a kind of layer becomes. */
export interface LayerBuild<K extends LayerKindName> {
  readonly value: (site: Site<K>) => Value;
  /** The mask of what comes out. Left out: the mask of the first input that has one goes on. */
  readonly mask?: (site: Site<K>, value: Value) => Value | null;
}

export const defineBuild = <const K extends LayerKindName>(_kind: K, value: LayerBuild<K>['value'], mask?: LayerBuild<K>['mask']): LayerBuild<K> =>
  (mask === undefined ? { value } : { value, mask });

/** Of layers behind which no time is left, or another one. */
export const noMask = (): null => null;
