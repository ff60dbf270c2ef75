import { type GraphBuilder, type ValueName, attr } from '../export/graph.ts';
import type { Tree } from './tree.ts';

const INT64 = 7;

/**
 * The tree in the graph: ai.onnx.ml's ensemble finds the number of the leaf (its answers are single precision, exact
 * for whole numbers), and a table gives what the leaf holds in double. N × width.
 */
export function lowerTree({ feature, threshold, left, right, width, value }: Tree, graph: GraphBuilder, x: ValueName): ValueName {
  const n = feature.length;
  const ids = Array.from({ length: n }, (_, t) => t);
  const leafNodes = ids.filter((t) => feature[t]! < 0);
  const zeros = (length: number): number[] => new Array<number>(length).fill(0);
  const child = (t: number): number => Math.max(t, 0);
  const number = graph.op('TreeEnsembleRegressor', [x], {
    n_targets: attr.int(1),
    aggregate_function: attr.string('SUM'),
    post_transform: attr.string('NONE'),
    nodes_treeids: attr.ints(zeros(n)),
    nodes_nodeids: attr.ints(ids),
    nodes_featureids: attr.ints(ids.map((t) => child(feature[t]!))),
    nodes_modes: attr.strings(ids.map((t) => (feature[t]! < 0 ? 'LEAF' : 'BRANCH_LEQ'))),
    nodes_values_as_tensor: attr.tensor({ dtype: 'float64', dims: [n], data: threshold }),
    nodes_truenodeids: attr.ints(ids.map((t) => child(left[t]!))),
    nodes_falsenodeids: attr.ints(ids.map((t) => child(right[t]!))),
    target_treeids: attr.ints(zeros(leafNodes.length)),
    target_nodeids: attr.ints(leafNodes),
    target_ids: attr.ints(zeros(leafNodes.length)),
    target_weights_as_tensor: attr.tensor({ dtype: 'float64', dims: [leafNodes.length], data: Float64Array.from(leafNodes, (_, at) => at) }),
  }, 'ai.onnx.ml');
  const row = graph.op('Squeeze', [graph.op('Cast', [number], { to: attr.int(INT64) }), graph.int64s('axis', [1])]);
  const held = Float64Array.from(leafNodes.flatMap((t) => Array.from(value.subarray(t * width, (t + 1) * width))));
  return graph.op('Gather', [graph.doubles('leaves', held, [leafNodes.length, width]), row], { axis: attr.int(0) });
}
