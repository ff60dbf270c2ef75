import { attr, type GraphBuilder, type LoweredModel, type ValueName } from '../export/graph.ts';
import { lowerNetwork } from './onnx/network.ts';
import { migrated } from './spec/migrate.ts';
import type { NetState } from './state.ts';

const FLOAT = 1;
const DOUBLE = 11;

const cast = (g: GraphBuilder, x: ValueName, to: number): ValueName => g.op('Cast', [x], { to: attr.int(to) });
const scaled = (g: GraphBuilder, x: ValueName, scale: number): ValueName => (scale === 1 ? x : g.op('Mul', [x, g.doubles('input_scale', [scale])]));

/** The trained net as ONNX: float32 inside, double at both ends. Reconstruction nets give one anomaly score a row. */
export function lowerNet(state: NetState, g: GraphBuilder, x: ValueName): LoweredModel {
  const network = migrated(state.net);
  const rows = cast(g, scaled(g, x, state.inputScale), FLOAT);
  const z = cast(g, lowerNetwork(g, network, state.weights, { [network.inputs[0]!.name]: rows })[0]!, DOUBLE);
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
