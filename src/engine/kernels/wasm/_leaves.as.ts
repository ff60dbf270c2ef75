// Leaves: exact sums, the leaf of every row, scores. See twins/leaves.ts.

export function leafSums(node: usize, segments: i32, rows: usize, gradient: usize, hessian: usize, out: usize): void {
  let sum = f64x2.splat(0);
  for (let s = 0; s < segments; s++) {
    const begin = rows + (<usize>load<u32>(node + (<usize>s << 3)) << 2), end = begin + (<usize>load<u32>(node + (<usize>s << 3), 4) << 2);
    for (let i = begin; i < end; i += 4) {
      const r = <usize>load<u32>(i) << 2;
      sum = f64x2.add(sum, f64x2.replace_lane(f64x2.splat(<f64>load<f32>(gradient + r)), 1, <f64>load<f32>(hessian + r)));
    }
  }
  v128.store(out, sum);
}

export function addLeaf(node: usize, segments: i32, rows: usize, scores: usize, value: usize): void {
  const v = load<f64>(value);
  for (let s = 0; s < segments; s++) {
    const begin = rows + (<usize>load<u32>(node + (<usize>s << 3)) << 2), end = begin + (<usize>load<u32>(node + (<usize>s << 3), 4) << 2);
    for (let i = begin; i < end; i += 4) {
      const at = scores + (<usize>load<u32>(i) << 3);
      store<f64>(at, load<f64>(at) + v);
    }
  }
}

export function markLeaf(node: usize, segments: i32, rows: usize, leaves: usize, leaf: i32): void {
  for (let s = 0; s < segments; s++) {
    const begin = rows + (<usize>load<u32>(node + (<usize>s << 3)) << 2), end = begin + (<usize>load<u32>(node + (<usize>s << 3), 4) << 2);
    for (let i = begin; i < end; i += 4) store<i32>(leaves + (<usize>load<u32>(i) << 2), leaf);
  }
}

export function route(tree: usize, from: i32, to: i32, bins: usize, stride: usize, leaves: usize): void {
  for (let i = from; i < to; i++) {
    const row = bins + <usize>i * stride;
    let node = 0;
    for (;;) {
      const p = tree + (<usize>node << 4), feature = load<i32>(p);
      if (feature < 0) break;
      node = load<i32>(p + (<usize>load<u8>(<usize>load<u32>(p, 12) + <usize>load<u8>(row + <usize>feature)) << 2), 4);
    }
    store<i32>(leaves + (<usize>i << 2), node);
  }
}

export function addByLeaf(leaves: usize, from: i32, to: i32, scores: usize, values: usize): void {
  for (let i = from; i < to; i++) {
    const at = scores + (<usize>i << 3);
    store<f64>(at, load<f64>(at) + load<f64>(values + (<usize>load<u32>(leaves + (<usize>i << 2)) << 3)));
  }
}
