import { attr, type GraphBuilder, type ValueName } from '../../export/graph.ts';
import { softmaxOp } from '../graph/ops/softmax.ts';
import { numbersOf } from './counts.ts';
import { defineOnnx } from './site.ts';

/** What a key that is not seen gets: e to it is 0 beside any key that is seen, and added to what is no number near it, it stays finite. */
const UNSEEN = -1e30;

/** Of queries × keys: what is added to hide keys later than the query. */
function later(g: GraphBuilder, queries: number, keys: number): ValueName {
  const added = Float32Array.from({ length: queries * keys }, (_, i) => (i % keys > Math.floor(i / keys) + keys - queries ? UNSEEN : 0));
  return g.floats('later_keys', added, [queries, keys]);
}

export const softmax = defineOnnx(softmaxOp, ({ g, attrs: { causal }, inputs: [x, added] }) => {
  const rank = x!.shape.length;
  let z = x!.last();
  if (added) {
    const between = Array.from({ length: rank - 2 }, (_, i) => i + 1);
    z = g.op('Add', [z, between.length === 0 ? added.last() : g.op('Unsqueeze', [added.last(), g.int64s('axes', between)])]);
  }
  const shares = (of: ValueName): ValueName => g.op('Softmax', [of], { axis: attr.int(-1) });
  if (!causal) return [{ last: shares(z) }];
  const [queries, keys] = numbersOf(x!.shape.slice(-2)) as readonly [number, number];
  const y = shares(g.op('Add', [z, later(g, queries, keys)]));
  if (queries <= keys) return [{ last: y }];
  // The first queries see no key at all: zeros, where a softmax of nothing would be equal shares.
  return [{ last: g.op('Mul', [y, g.floats('sees_any', Array.from({ length: queries }, (_, q) => Number(q >= queries - keys)), [queries, 1])]) }];
});
