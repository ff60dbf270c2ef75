import { StudioError } from '../../core/errors.ts';
import { attr, type Attributes, type GraphBuilder, type ValueName } from '../../export/graph.ts';
import { type ConvAttrs, conv2dInputGradOp, conv2dOp } from '../graph/ops/conv.ts';
import { spanOf } from '../layers/shared/window.ts';
import { numbersOf } from './counts.ts';
import type { Operand } from './operand.ts';
import { defineOnnx } from './site.ts';

/** [filters, channels, height, width] from [height, width, channels, filters]: numbers now where they are known. */
function filtersOf(g: GraphBuilder, filters: Operand): ValueName {
  if (filters.known === null) return g.op('Transpose', [filters.last()], { perm: attr.ints([3, 2, 0, 1]) });
  const [h, w, c, f] = numbersOf(filters.shape) as readonly [number, number, number, number];
  const out = new Float32Array(filters.known.length);
  let i = 0;
  for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) for (let ch = 0; ch < c; ch++) for (let k = 0; k < f; k++, i++) out[((k * c + ch) * h + y) * w + x] = filters.known[i]!;
  return g.floats('filters', out, [f, c, h, w]);
}

const sidesOf = (images: Operand): readonly number[] => numbersOf(images.shape).slice(1, 3);

/**
 * Cells after the last row and column, for windows that span so much; none where windows do not reach the border. Throws where ONNX, which makes
 * as many windows as fit, would make another number of them.
 */
export function padsAfter(sides: readonly number[], spans: readonly number[], { strides, pads, out }: Pick<ConvAttrs, 'strides' | 'pads' | 'out'>): readonly number[] {
  return sides.map((side, i) => {
    const after = Math.max(0, (out[i]! - 1) * strides[i]! + spans[i]! - side - pads[i]!);
    const fit = Math.floor((side + pads[i]! + after - spans[i]!) / strides[i]!) + 1;
    if (fit !== out[i]!) throw new StudioError('internal', `${fit} windows fit where ${out[i]!} are computed: ONNX cannot leave out windows that fit.`);
    return after;
  });
}

const kernelOf = (filters: Operand): readonly number[] => numbersOf(filters.shape).slice(0, 2);
const spansOf = (kernel: readonly number[], dilation: readonly number[]): readonly number[] => kernel.map((size, i) => spanOf(size, dilation[i]!));
const looks = ({ strides, dilation, groups }: ConvAttrs, kernel: readonly number[], pads: readonly number[]): Attributes =>
  ({ kernel_shape: attr.ints(kernel), strides: attr.ints(strides), dilations: attr.ints(dilation), group: attr.int(groups), pads: attr.ints(pads) });

export const conv2d = defineOnnx(conv2dOp, ({ g, attrs, inputs: [x, w, bias] }) => {
  const kernel = kernelOf(w!);
  const after = padsAfter(sidesOf(x!), spansOf(kernel, attrs.dilation), attrs);
  const y = g.op('Conv', [x!.first(), filtersOf(g, w!), ...(bias ? [bias.last()] : [])], looks(attrs, kernel, [...attrs.pads, ...after]));
  return [{ first: attrs.activation === 'relu' ? g.op('Relu', [y]) : y }];
});

/** A transposed convolution. Its images are cut behind (`pads`) or, where strides leave cells that no filter reaches, get zeros there (`output_padding`). */
export const conv2dInputGrad = defineOnnx(conv2dInputGradOp, ({ g, attrs, inputs: [y, w] }) => {
  const kernel = kernelOf(w!);
  const spans = spansOf(kernel, attrs.dilation);
  const cut = sidesOf(y!).map((side, i) => (side - 1) * attrs.strides[i]! + spans[i]! - attrs.pads[i]! - attrs.sides[i]!);
  const attributes = { ...looks(attrs, kernel, [...attrs.pads, ...cut.map((n) => Math.max(0, n))]), output_padding: attr.ints(cut.map((n) => Math.max(0, -n))) };
  return [{ first: g.op('ConvTranspose', [y!.first(), filtersOf(g, w!)], attributes) }];
});
