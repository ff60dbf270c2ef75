import { attr, type Attributes, type GraphBuilder, type LoweredModel, type ValueName } from '../export/graph.ts';
import type { Activation } from './names.ts';
import { layoutOf, type LayerSpec, samePadding } from './spec.ts';
import type { NetState } from './state.ts';

const FLOAT = 1;
const DOUBLE = 11;
const TO_CHANNELS_FIRST = [0, 3, 1, 2];
const TO_CHANNELS_LAST = [0, 2, 3, 1];

const cast = (g: GraphBuilder, x: ValueName, to: number): ValueName => g.op('Cast', [x], { to: attr.int(to) });
const transposed = (g: GraphBuilder, x: ValueName, perm: readonly number[]): ValueName => g.op('Transpose', [x], { perm: attr.ints(perm) });
const SIMPLE: Partial<Record<Activation, string>> = { relu: 'Relu', tanh: 'Tanh', sigmoid: 'Sigmoid', elu: 'Elu', selu: 'Selu', softplus: 'Softplus' };

function activation(g: GraphBuilder, kind: Activation, x: ValueName): ValueName {
  const op = SIMPLE[kind];
  if (op !== undefined) return g.op(op, [x]);
  if (kind === 'swish') return g.op('Mul', [x, g.op('Sigmoid', [x])]);
  if (kind === 'gelu') {
    const erf = g.op('Erf', [g.op('Mul', [x, g.floats('sqrt_half', [Math.SQRT1_2])])]);
    const cdf = g.op('Mul', [g.op('Add', [erf, g.floats('one', [1])]), g.floats('half', [0.5])]);
    return g.op('Mul', [x, cdf]);
  }
  return x;
}

/** [filters, channels, h, w] from TensorFlow's [h, w, channels, filters]. */
function onnxKernel(kernel: Float32Array, [h, w, c, f]: readonly number[]): Float32Array {
  const out = new Float32Array(kernel.length);
  let i = 0;
  for (let y = 0; y < h!; y++) for (let x = 0; x < w!; x++) for (let ch = 0; ch < c!; ch++) for (let k = 0; k < f!; k++, i++) out[((k * c! + ch) * h! + y) * w! + x] = kernel[i]!;
  return out;
}

function convolution(g: GraphBuilder, layer: Extract<LayerSpec, { kind: 'conv2d' }>, x: ValueName, input: readonly number[], kernel: Float32Array, kernelShape: readonly number[], bias: Float32Array): ValueName {
  const [h, w, c, f] = kernelShape;
  const sides = input.slice(0, 2).map((side) => (layer.padding === 'same' ? samePadding(side, layer.kernelSize, layer.strides) : { before: 0, total: 0 }));
  const attributes: Attributes = {
    kernel_shape: attr.ints([h!, w!]),
    strides: attr.ints([layer.strides, layer.strides]),
    pads: attr.ints([...sides.map((s) => s.before), ...sides.map((s) => s.total - s.before)]),
  };
  const y = g.op('Conv', [x, g.floats(`${layer.name}_kernel`, onnxKernel(kernel, kernelShape), [f!, c!, h!, w!]), g.floats(`${layer.name}_bias`, bias)], attributes);
  return activation(g, layer.activation, y);
}

/** The layers on float32 rows; images go channels first through ONNX's convolutions and come back before they are flattened. */
function layers(g: GraphBuilder, state: NetState, x: ValueName): ValueName {
  const { net, weights } = state;
  const layout = layoutOf(net);
  let shape = net.inputShape;
  let y = x;
  if (shape.length === 3) y = transposed(g, g.op('Reshape', [y, g.int64s('image_shape', [-1, ...shape])]), TO_CHANNELS_FIRST);
  for (const [i, layer] of net.layers.entries()) {
    const own = layout.variables.filter((v) => v.layer === i).map((v) => ({ ...v, values: weights.slice(v.offset, v.offset + v.size) }));
    const constant = (k: number): ValueName => g.floats(`${layer.name}_${own[k]!.name}`, own[k]!.values, own[k]!.shape);
    switch (layer.kind) {
      case 'dense':
        y = activation(g, layer.activation, g.op('Gemm', [y, constant(0), constant(1)]));
        break;
      case 'conv2d':
        y = convolution(g, layer, y, shape, own[0]!.values, own[0]!.shape, own[1]!.values);
        break;
      case 'maxPool2d':
      case 'avgPool2d': {
        const window = { kernel_shape: attr.ints([layer.size, layer.size]), strides: attr.ints([layer.size, layer.size]) };
        y = g.op(layer.kind === 'maxPool2d' ? 'MaxPool' : 'AveragePool', [y], window);
        break;
      }
      case 'batchNorm':
        y = g.op('BatchNormalization', [y, constant(0), constant(1), constant(2), constant(3)], { epsilon: attr.float(layer.epsilon) });
        break;
      case 'activation':
        y = activation(g, layer.activation, y);
        break;
      case 'flatten':
        y = g.op('Reshape', [shape.length === 3 ? transposed(g, y, TO_CHANNELS_LAST) : y, g.int64s('flat_shape', [-1, ...layout.shapes[i]!])]);
        break;
      case 'dropout':
      case 'gaussianNoise':
        break;
      default: layer satisfies never;
    }
    shape = layout.shapes[i]!;
  }
  return y;
}

const scaled = (g: GraphBuilder, x: ValueName, scale: number): ValueName => (scale === 1 ? x : g.op('Mul', [x, g.doubles('input_scale', [scale])]));

/** The trained net as ONNX: float32 inside, double at both ends. Reconstruction nets give one anomaly score a row. */
export function lowerNet(state: NetState, g: GraphBuilder, x: ValueName): LoweredModel {
  const z = cast(g, layers(g, state, cast(g, scaled(g, x, state.inputScale), FLOAT)), DOUBLE);
  switch (state.head) {
    case 'softmax': return { kind: 'probabilities', value: g.op('Softmax', [z], { axis: attr.int(1) }) };
    case 'sigmoid': {
      const p = g.op('Sigmoid', [z]);
      return { kind: 'probabilities', value: g.op('Concat', [g.op('Sub', [g.doubles('one', [1]), p]), p], { axis: attr.int(1) }) };
    }
    case 'value': return { kind: 'value', value: g.op('Add', [g.op('Mul', [z, g.doubles('target_sd', [state.outputSd])]), g.doubles('target_mean', [state.outputMean])]) };
    case 'reconstruction': {
      const away = g.op('Sub', [x, z]);
      return { kind: 'value', value: g.op('ReduceMean', [g.op('Mul', [away, away]), g.int64s('axes', [1])], { keepdims: attr.int(1) }) };
    }
    default: return state.head satisfies never;
  }
}
