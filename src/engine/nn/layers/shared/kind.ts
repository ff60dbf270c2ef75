import type { ParamSchema, ParamsOf } from '../../../core/params.ts';

/** Of one row, without the batch: `[p]`, `[time, features]`, `[height, width, channels]`. */
export type Shape = readonly number[];

export const sizeOf = (shape: Shape): number => shape.reduce((a, b) => a * b, 1);
export const shapeText = (shape: Shape): string => (shape.length === 0 ? 'a single number' : shape.join(' × '));

/** Keras' initialisers by their names, and three that only layers of ours ask for. */
export type Fill =
  | 'glorot_uniform' | 'glorot_normal' | 'he_uniform' | 'he_normal' | 'lecun_uniform' | 'lecun_normal' | 'orthogonal'
  | 'random_normal' | 'random_uniform' | 'zeros' | 'ones'
  /** Zeros, and ones for the second quarter: the forget gate of an LSTM stays open at first. */
  | 'open_forget_gate'
  /** Uniform between ± 1 / √(last side), as the feature tokeniser's paper draws. */
  | 'token_uniform'
  /** 0.25 everywhere: PReLU of PyTorch; Keras starts at zero, which `zeros` is. */
  | 'quarter';

/** An array of numbers that a layer keeps. */
export interface WeightSpec {
  /** Keras' name: `kernel`, `bias`, `gamma`, …; parts of a layer before it (`query/kernel`, `forward/kernel`). */
  readonly name: string;
  readonly shape: Shape;
  readonly fill: Fill;
  /** Learned by gradients; the others are statistics that are moved while training. */
  readonly trained: boolean;
  /** L1 and L2 count kernels; not biases, scales, recurrent kernels or tables of embeddings. */
  readonly penalised: boolean;
}

/** Why a layer does not fit what reaches it; `layoutOf` adds which layer it is. */
export class Misfit extends Error {}

/** Kinds by name; a kind's own settings make it no subtype of another, so no more than the name is known here. */
export type Wraps = Readonly<Record<string, { readonly kind: string }>>;

/** One kind of layer: what it is called, what can be set, and what it makes of what reaches it. */
export interface LayerKind<K extends string = string, F extends ParamSchema = ParamSchema, W extends Wraps = Wraps> {
  readonly kind: K;
  readonly summary: string;
  /** Keras' names in camelCase with Keras' defaults. */
  readonly fields: F;
  /** Fields that are given in this order without their names in the text form. */
  readonly positional: readonly (keyof F & string)[];
  /** How many values it takes at least and at most. */
  readonly inputs: readonly [min: number, max: number];
  /** Keras' class; `null` where Keras has no such layer. */
  readonly keras: string | null;
  /** Layers it may be put around, by kind. */
  readonly wraps?: W;
  /** Throws Misfit. */
  shape(layer: SettingsOf<F>, inputs: readonly Shape[]): Shape;
  /** In Keras' order. Called only with inputs that fit. */
  weights(layer: SettingsOf<F>, inputs: readonly Shape[]): readonly WeightSpec[];
  /** Multiply-adds of one row going forward. */
  work(layer: SettingsOf<F>, inputs: readonly Shape[], output: Shape): number;
  /** Numbers of a row that the way back needs besides inputs and output. */
  kept?(layer: SettingsOf<F>, inputs: readonly Shape[], output: Shape): number;
}

/** The layer a wrapper is put around. */
export type WrappedLayer = { readonly kind: string } & Readonly<Record<string, unknown>>;
/** A layer's settings, with the wrapped layer where it is a wrapper. */
export type SettingsOf<F extends ParamSchema> = ParamsOf<F> & { readonly layer?: WrappedLayer };

export const defineLayer = <const K extends string, const F extends ParamSchema, const W extends Wraps = Readonly<Record<never, never>>>(kind: LayerKind<K, F, W>): LayerKind<K, F, W> => kind;

export const kernel = (name: string, shape: Shape, fill: Fill): WeightSpec => ({ name, shape, fill, trained: true, penalised: true });
export const free = (name: string, shape: Shape, fill: Fill): WeightSpec => ({ name, shape, fill, trained: true, penalised: false });
export const statistic = (name: string, shape: Shape, fill: Fill): WeightSpec => ({ name, shape, fill, trained: false, penalised: false });
/** The bias where there is one. */
export const biasOf = (use: boolean, size: number): readonly WeightSpec[] => (use ? [free('bias', [size], 'zeros')] : []);

const NAMES = ['a single number', 'flat rows', 'sequences (time × features)', 'images (height × width × channels)'];

/** The only input, of a wanted number of sides. Throws Misfit that says what to put before. */
export function needRank(inputs: readonly Shape[], rank: 1 | 2 | 3, advice = ''): Shape {
  const shape = inputs[0]!;
  if (shape.length !== rank) throw new Misfit(`it expects ${NAMES[rank]!} and gets ${shapeText(shape)}${advice === '' ? '.' : `; ${advice}.`}`);
  return shape;
}

/** The only input, which must have at least one side. */
export function needAny(inputs: readonly Shape[]): Shape {
  const shape = inputs[0]!;
  if (shape.length === 0) throw new Misfit('it expects at least one number a row and gets none.');
  return shape;
}

/** The layer a wrapper is around, with its settings. Throws Misfit where there is none that it takes. */
export function wrappedOf(wraps: Wraps, layer: WrappedLayer | undefined): { readonly inner: LayerKind; readonly settings: SettingsOf<ParamSchema> } {
  const inner = layer === undefined || !Object.hasOwn(wraps, layer.kind) ? undefined : (wraps[layer.kind] as unknown as LayerKind);
  if (inner === undefined) throw new Misfit(`it is put around another layer: one of ${Object.keys(wraps).join(', ')}.`);
  return { inner, settings: layer as unknown as SettingsOf<ParamSchema> };
}
