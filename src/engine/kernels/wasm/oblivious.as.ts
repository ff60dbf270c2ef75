// Kernels of symmetric trees: the compiled form of twins/oblivious.ts. A pair of doubles is one vector; sums are taken in the
// twin's order, so that the bits are the same.

const PAIR: usize = 16;

export function obliviousHistogram(bins: usize, leafOf: usize, rows: usize, count: i32, pairs: usize, buckets: i32, leaves: i32, out: usize): void {
  memory.fill(out, 0, <usize>(leaves * buckets) * PAIR);
  if (rows != 0) {
    for (let i: usize = 0; i < <usize>count; i++) {
      const row = <usize>load<u32>(rows + (i << 2));
      const cell = out + <usize>(load<i32>(leafOf + (row << 2)) * buckets + <i32>load<u8>(bins + row)) * PAIR;
      v128.store(cell, f64x2.add(v128.load(cell), v128.load(pairs + row * PAIR)));
    }
    return;
  }
  if (leaves == 1) {
    for (let row: usize = 0; row < <usize>count; row++) {
      const cell = out + <usize>load<u8>(bins + row) * PAIR;
      v128.store(cell, f64x2.add(v128.load(cell), v128.load(pairs + row * PAIR)));
    }
    return;
  }
  for (let row: usize = 0; row < <usize>count; row++) {
    const cell = out + <usize>(load<i32>(leafOf + (row << 2)) * buckets + <i32>load<u8>(bins + row)) * PAIR;
    v128.store(cell, f64x2.add(v128.load(cell), v128.load(pairs + row * PAIR)));
  }
}

export function obliviousChildren(bins: usize, leafOf: usize, rows: usize, count: i32, pairs: usize, buckets: i32, parents: i32, upper: usize, out: usize): void {
  const bytes = <usize>(parents * buckets) * PAIR;
  const high = out + bytes;
  memory.fill(high, 0, bytes);
  const mask = parents - 1;
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = <usize>load<u32>(rows + (i << 2));
    const cell = high + <usize>((load<i32>(leafOf + (row << 2)) & mask) * buckets + <i32>load<u8>(bins + row)) * PAIR;
    v128.store(cell, f64x2.add(v128.load(cell), v128.load(pairs + row * PAIR)));
  }
  const block = <usize>buckets * PAIR;
  for (let leaf: usize = 0; leaf < <usize>parents; leaf++) {
    const swap = load<u8>(upper + leaf) == 0;
    const from = leaf * block;
    for (let at = from; at < from + block; at += PAIR) {
      const small = v128.load(high + at);
      const large = f64x2.sub(v128.load(out + at), small);
      v128.store(out + at, swap ? small : large);
      v128.store(high + at, swap ? large : small);
    }
  }
}

/** Averages of the two sides of a split: sum / (weight + l2), and 0 where there is no weight. */
// @ts-ignore: decorator
@inline
function averages(sums: v128, weights: v128, l2: v128): v128 {
  return v128.and(f64x2.div(sums, f64x2.add(weights, l2)), f64x2.gt(weights, f64x2.splat(0)));
}

export function obliviousScores(body: usize, tail: usize, buckets: i32, leaves: i32, oneHot: i32, l2Address: usize, scores: usize): void {
  const l2 = f64x2.splat(load<f64>(l2Address));
  const splits = <usize>(oneHot != 0 ? buckets : buckets - 1) * PAIR;
  const block = <usize>buckets * PAIR;
  for (let leaf: usize = 0; leaf < <usize>leaves; leaf++) {
    const b = body + leaf * block;
    const t = tail + leaf * block;
    let bodySum = f64x2.splat(0);
    let tailSum = f64x2.splat(0);
    for (let k: usize = 0; k < block; k += PAIR) {
      bodySum = f64x2.add(bodySum, v128.load(b + k));
      tailSum = f64x2.add(tailSum, v128.load(t + k));
    }
    if (f64x2.extract_lane(tailSum, 1) == 0 && f64x2.extract_lane(tailSum, 0) == 0) continue;
    let bodyLow = f64x2.splat(0);
    let tailLow = f64x2.splat(0);
    for (let at: usize = 0; at < splits; at += PAIR) {
      if (oneHot != 0) {
        bodyLow = v128.load(b + at);
        tailLow = v128.load(t + at);
      } else {
        bodyLow = f64x2.add(bodyLow, v128.load(b + at));
        tailLow = f64x2.add(tailLow, v128.load(t + at));
      }
      const bodyHigh = f64x2.sub(bodySum, bodyLow);
      const tailHigh = f64x2.sub(tailSum, tailLow);
      // Lane 0 the low side, lane 1 the high side.
      const average = averages(v128.shuffle<f64>(bodyLow, bodyHigh, 0, 2), v128.shuffle<f64>(bodyLow, bodyHigh, 1, 3), l2);
      const up = f64x2.mul(average, v128.shuffle<f64>(tailLow, tailHigh, 0, 2));
      const down = f64x2.mul(f64x2.mul(average, average), v128.shuffle<f64>(tailLow, tailHigh, 1, 3));
      const both = f64x2.add(v128.shuffle<f64>(up, down, 0, 2), v128.shuffle<f64>(up, down, 1, 3));
      v128.store(scores + at, f64x2.add(v128.load(scores + at), both));
    }
  }
}

export function obliviousSplit(bins: usize, border: i32, oneHot: i32, bit: i32, leafOf: usize, from: i32, to: i32): void {
  for (let row = <usize>from; row < <usize>to; row++) {
    const bin = <i32>load<u8>(bins + row);
    const yes = oneHot != 0 ? bin == border : bin > border;
    const at = leafOf + (row << 2);
    store<i32>(at, load<i32>(at) | (yes ? bit : 0));
  }
}
