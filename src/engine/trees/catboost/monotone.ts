/** Leaves in an order along which their values must not fall. */
export type LeafOrder = Int32Array;

/**
 * The orders an oblivious tree's leaves must keep. As in CatBoost, leaves that share the answers to the free splits are put in
 * one line by their answers to the constrained ones, the first split counting most: stricter than need be, and simple.
 * `signs` has 1, −1 or 0 for each split, that of bit 0 first.
 */
export function leafOrders(signs: readonly number[]): readonly LeafOrder[] {
  if (signs.every((s) => s === 0)) return [];
  const leaves = 1 << signs.length;
  const free = signs.reduce((mask, s, bit) => (s === 0 ? mask | (1 << bit) : mask), 0);
  const orders = new Map<number, number[]>();
  for (let leaf = 0; leaf < leaves; leaf++) {
    const known = orders.get(leaf & free);
    if (known) known.push(leaf);
    else orders.set(leaf & free, [leaf]);
  }
  /** The leaf's answers, each turned so that 1 means "high". */
  const height = (leaf: number): number => signs.reduce((sum, s, bit) => (s === 0 ? sum : sum * 2 + (((leaf >> bit) & 1) === (s > 0 ? 1 : 0) ? 1 : 0)), 0);
  return Array.from(orders.values(), (order) => Int32Array.from(order.toSorted((a, b) => height(a) - height(b))));
}

/** Isotonic regression along each order (pool adjacent violators), weighted. Values that keep the orders stay. */
export function isotonicLeaves(values: Float64Array, weights: Float64Array, orders: readonly LeafOrder[]): Float64Array {
  const out = values.slice();
  for (const order of orders) {
    const means: number[] = [];
    const sums: number[] = [];
    const sizes: number[] = [];
    for (const leaf of order) {
      let [mean, weight, size] = [values[leaf]!, weights[leaf]!, 1];
      while (means.length > 0 && means.at(-1)! > mean) {
        const [m, w] = [means.pop()!, sums.pop()!];
        mean = (m * w + mean * weight) / (w + weight);
        weight += w;
        size += sizes.pop()!;
      }
      means.push(mean);
      sums.push(weight);
      sizes.push(size);
    }
    let at = 0;
    means.forEach((mean, i) => {
      for (let k = 0; k < sizes[i]!; k++) out[order[at++]!] = mean;
    });
  }
  return out;
}
