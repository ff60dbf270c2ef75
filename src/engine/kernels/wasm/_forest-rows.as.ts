// Chance, and the rows that a tree is grown on. See twins/forest/rows.ts.
import { n, K, TARGET, WEIGHTS, CUMULATIVE, draws, subsample, shift, classMask, unit, IDX, IDX2, PAY, WY, seed, C } from './_forest-state.as';

/** Mulberry32. */
@inline
export function next(): f64 {
  seed += 0x6d2b79f5;
  let t = (seed ^ (seed >> 15)) * (1 | seed);
  t = (t + (t ^ (t >> 7)) * (61 | t)) ^ t;
  return <f64>(t ^ (t >> 14)) / 4294967296.0;
}

@inline
export function below(count: i32): i32 { return <i32>Math.floor(next() * <f64>count); }

function drawRows(times: usize): void {
  memory.fill(times, 0, <usize>n << 2);
  if (CUMULATIVE == 0) {
    for (let d = 0; d < draws; d++) { const a = times + (<usize>below(n) << 2); store<u32>(a, load<u32>(a) + 1); }
    return;
  }
  const total = load<f64>(CUMULATIVE + (<usize>(n - 1) << 3));
  for (let d = 0; d < draws; d++) {
    const target = next() * total;
    let low = 0, high = n - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (load<f64>(CUMULATIVE + (<usize>middle << 3)) > target) high = middle; else low = middle + 1;
    }
    const a = times + (<usize>low << 2); store<u32>(a, load<u32>(a) + 1);
  }
}

/** The rows that count, with class or weighed target beside them; returns how many. */
export function gatherRows(): i32 {
  const times = draws > 0 ? IDX2 : WEIGHTS;
  if (draws > 0) drawRows(times);
  let m = 0;
  for (let i = 0; i < n; i++) {
    const w = times == 0 ? 1 : load<u32>(times + (<usize>i << 2));
    if (w == 0) continue;
    store<u32>(IDX + (<usize>m << 2), i);
    store<u32>(PAY + (<usize>m << 2), (w << shift) | (K > 0 ? load<u32>(TARGET + (<usize>i << 2)) : 0));
    if (K == 0) store<f64>(WY + (<usize>m << 3), <f64>w * load<f64>(TARGET + (<usize>i << 3)));
    m++;
  }
  return m;
}

/** What a unit of weight counts, by class. */
export function weighClasses(m: i32): void {
  for (let k = 0; k < K; k++) store<f64>(C + (<usize>k << 3), 0);
  let total: f64 = 0;
  for (let i = 0; i < m; i++) {
    const v = load<u32>(PAY + (<usize>i << 2)), a = C + (<usize>(v & classMask) << 3);
    store<f64>(a, load<f64>(a) + <f64>(v >> shift));
    total += <f64>(v >> shift);
  }
  let kinds: f64 = 0;
  for (let k = 0; k < K; k++) if (load<f64>(C + (<usize>k << 3)) > 0) kinds += 1;
  for (let k = 0; k < K; k++) {
    const a = C + (<usize>k << 3), count = load<f64>(a);
    store<f64>(a, subsample != 0 ? (count > 0 ? total / (kinds * count) : 0) : unit);
  }
}
