import { Misfit, type Shape } from './kind.ts';

export type Padding = 'valid' | 'same' | 'causal';

/** One or two numbers as two. */
export const pairOf = (value: readonly number[]): readonly [number, number] => [value[0]!, value[1] ?? value[0]!];

/** Cells a dilated window spans. */
export const spanOf = (size: number, dilation: number): number => (size - 1) * dilation + 1;

/** Windows along one side. May be below 1 where none fits. */
export const windowsAlong = (side: number, size: number, strides: number, padding: Padding, dilation = 1): number =>
  padding === 'valid' ? Math.floor((side - spanOf(size, dilation)) / strides) + 1 : Math.ceil(side / strides);

/** Zeros before and after one side, as TensorFlow puts them: the odd one after. Causal: all before, so that nothing looks ahead. */
export function padsAlong(side: number, size: number, strides: number, padding: Padding, dilation = 1): readonly [before: number, after: number] {
  if (padding === 'valid') return [0, 0];
  const span = spanOf(size, dilation);
  if (padding === 'causal') return [span - 1, 0];
  const total = Math.max(0, (Math.ceil(side / strides) - 1) * strides + span - side);
  return [Math.floor(total / 2), total - Math.floor(total / 2)];
}

export interface Window {
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly dilation: readonly number[];
  readonly padding: Padding;
}

/** The sides after a convolution or pooling. Throws Misfit where nothing is left. */
export function windowed(sides: Shape, w: Window, what: 'kernel' | 'pool'): Shape {
  if (w.strides.some((s) => s > 1) && w.dilation.some((d) => d > 1)) throw new Misfit('strides and a dilation rate above 1 do not go together; set one of them to 1.');
  const out = sides.map((side, i) => windowsAlong(side, w.size[i]!, w.strides[i]!, w.padding, w.dilation[i]!));
  if (out.some((side) => side < 1)) {
    const span = w.size.map((size, i) => spanOf(size, w.dilation[i]!)).join(' × ');
    throw new Misfit(what === 'kernel'
      ? `its kernel of ${span} is larger than the ${sides.join(' × ')} ${sides.length === 1 ? 'steps' : 'image'} that reach${sides.length === 1 ? '' : 'es'} it; use a smaller kernel or padding "same".`
      : `nothing is left of the ${sides.join(' × ')} ${sides.length === 1 ? 'steps' : 'image'} that reach${sides.length === 1 ? '' : 'es'} it; use fewer pools or a smaller one.`);
  }
  return out;
}

/** One side after a transposed convolution. */
export const widened = (side: number, size: number, strides: number, padding: 'valid' | 'same', dilation: number): number =>
  padding === 'same' ? side * strides : side * strides + Math.max(spanOf(size, dilation) - strides, 0);
