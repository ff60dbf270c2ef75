import type { Dataset } from './dataset.ts';
import { mix, mulberry32, permutation } from './random.ts';

export interface Held {
  readonly train: Int32Array;
  readonly validation: Int32Array;
}

function holdOutQueries(groups: Int32Array, fraction: number, seed: number): Held | null {
  const queries = [...new Set(groups)];
  const order = permutation(queries.length, mulberry32(mix(seed, 5)));
  const held = new Set(Array.from(order.subarray(0, Math.round(queries.length * fraction)), (q) => queries[q]!));
  if (held.size === 0 || held.size === queries.length) return null;
  const rows = Int32Array.from(groups.keys());
  return { train: rows.filter((row) => !held.has(groups[row]!)), validation: rows.filter((row) => held.has(groups[row]!)) };
}

/** Rows for learning and for validation: a random `fraction` held out, of each class alike, or of whole queries. `null` where too few rows are left. */
export function holdOut(data: Dataset, fraction: number, seed: number): Held | null {
  if (data.groups) return holdOutQueries(data.groups, fraction, seed);
  const order = permutation(data.X.rows, mulberry32(mix(seed, 5)));
  const groups = new Map<number, number[]>();
  for (const row of order) {
    const key = data.classes === null || data.y === null ? 0 : data.y[row]!;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const validation: number[] = [];
  for (const rows of groups.values()) {
    const held = Math.round(rows.length * fraction);
    // One at a time: as the arguments of one call, a hundred thousand rows overflow the stack.
    for (let i = 0; i < held; i++) validation.push(rows[i]!);
  }
  if (validation.length === 0 || validation.length === data.X.rows) return null;
  const held = new Set(validation);
  return { train: order.filter((row) => !held.has(row)), validation: Int32Array.from(validation) };
}
