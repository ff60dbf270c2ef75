import type { TreeEnsemble } from '../ensemble.ts';

/** The same ensemble with the nodes of each tree numbered level by level, and sets in that order: equal trees are then equal values. */
export function breadthFirst(e: TreeEnsemble): TreeEnsemble {
  const order: number[] = [];
  for (let t = 0; t < e.roots.length - 1; t++) {
    const start = order.length;
    order.push(e.roots[t]!);
    for (let at = start; at < order.length; at++) if (e.feature[order[at]!]! >= 0) order.push(e.left[order[at]!]!, e.right[order[at]!]!);
  }
  const place = new Int32Array(order.length);
  order.forEach((node, i) => { place[node] = i; });
  const sets: number[] = [];
  const pick = <A extends Int32Array | Float64Array | Uint8Array>(values: A): A => values.map((_, i) => values[order[i]!]!) as A;
  const set = Int32Array.from(order, (node) => {
    const at = e.set[node]!;
    if (at < 0) return -1;
    sets.push(...e.sets.subarray(at, at + 1 + e.sets[at]!));
    return sets.length - 1 - e.sets[at]!;
  });
  const child = (values: Int32Array): Int32Array => pick(values).map((node) => (node < 0 ? -1 : place[node]!));
  return {
    ...e, feature: pick(e.feature), threshold: pick(e.threshold), left: child(e.left), right: child(e.right), missingLeft: pick(e.missingLeft),
    set, sets: Uint32Array.from(sets), gain: pick(e.gain), cover: pick(e.cover), count: pick(e.count),
    value: Float64Array.from({ length: order.length * e.width }, (_, i) => e.value[order[Math.floor(i / e.width)]! * e.width + (i % e.width)]!),
  };
}
