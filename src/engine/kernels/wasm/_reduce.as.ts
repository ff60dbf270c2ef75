// Sums, means and largest values over one side. See twins/neural/reduce.ts.
import { lanes, number, put, total } from './_lanes.as';

function rowSum(x: usize, n: i32): f32 {
  let sum = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= n; i += 4) sum = f32x4.add(sum, v128.load(x + (<usize>i << 2)));
  if (i < n) sum = f32x4.add(sum, v128.and(v128.load(x + (<usize>i << 2)), lanes(n - i)));
  return total(sum);
}

function rowMax(x: usize, n: i32): f32 {
  let most = load<f32>(x);
  for (let i = 1; i < n; i++) {
    const v = load<f32>(x + (<usize>i << 2));
    most = most < v || v != v ? v : most;
  }
  return most;
}

/** Columns `j` … `j` + 3 of n rows. */
@inline
function columns(x: usize, n: i32, row: usize, largest: bool): v128 {
  let out = largest ? v128.load(x) : f32x4.splat(0);
  for (let i = 0; i < n; i++) {
    const v = v128.load(x);
    out = largest ? v128.bitselect(v, out, v128.or(f32x4.lt(out, v), f32x4.ne(v, v))) : f32x4.add(out, v);
    x += row;
  }
  return out;
}

/** Sixteen columns at once: a whole line of the cache. */
function lineSum(x: usize, n: i32, row: usize, out: usize, by: v128): void {
  let a = f32x4.splat(0), b = a, c = a, d = a;
  for (let i = 0; i < n; i++) {
    a = f32x4.add(a, v128.load(x)); b = f32x4.add(b, v128.load(x, 16)); c = f32x4.add(c, v128.load(x, 32)); d = f32x4.add(d, v128.load(x, 48));
    x += row;
  }
  v128.store(out, f32x4.mul(a, by)); v128.store(out, f32x4.mul(b, by), 16); v128.store(out, f32x4.mul(c, by), 32); v128.store(out, f32x4.mul(d, by), 48);
}

export function reduce(largest: i32, outer: i32, n: i32, inner: i32, from: i32, to: i32, x: usize, y: usize, byBits: i32): void {
  const row = <usize>inner << 2, by = number(byBits), factor = reinterpret<f32>(byBits);
  for (let o = 0; o < outer; o++) {
    if (inner == 1) store<f32>(y, largest ? rowMax(x, n) : rowSum(x, n) * factor);
    else {
      let j = from;
      if (!largest) for (; j + 16 <= to; j += 16) lineSum(x + (<usize>j << 2), n, row, y + (<usize>j << 2), by);
      for (; j < to; j += 4) {
        const at = <usize>j << 2;
        put(y + at, to - j, largest ? columns(x + at, n, row, true) : f32x4.mul(columns(x + at, n, row, false), by));
      }
    }
    x += row * <usize>n; y += row;
  }
}

export function reduceMaxGrad(outer: i32, n: i32, inner: i32, x: usize, y: usize, dy: usize, dx: usize): void {
  memory.fill(dx, 0, <usize>(outer * n * inner) << 2);
  for (let o = 0; o < outer; o++) {
    for (let j = 0; j < inner; j++) {
      const most = load<f32>(y + (<usize>j << 2));
      for (let i = 0; i < n; i++) {
        const at = <usize>(i * inner + j) << 2;
        if (load<f32>(x + at) != most) continue;
        store<f32>(dx + at, load<f32>(dy + (<usize>j << 2)));
        break;
      }
    }
    x += <usize>(n * inner) << 2; dx += <usize>(n * inner) << 2; y += <usize>inner << 2; dy += <usize>inner << 2;
  }
}
