// How pure a node and its sides are. See twins/forest/node.ts.
import { K, criterion, TARGET, shift, classMask, unit, origin, IDX, PAY, O_VALUE, T, C, S, size, weight, sum, EPSILON } from './_forest-state.as';
import { ln } from './_ln.as';

/** How pure sums of one side are, larger is purer: Σ v²/w, or Σ v ln v − w ln w; for values s²/w, or s ln(s/w). */
@inline
export function classScore(at: usize, w: f64): f64 {
  let s: f64 = 0;
  if (criterion == 0) {
    for (let k: usize = 0; k < <usize>K << 3; k += 8) { const v = load<f64>(at + k); s += v * v; }
    return s / w;
  }
  for (let k: usize = 0; k < <usize>K << 3; k += 8) { const v = load<f64>(at + k); if (v > 0) s += v * ln(v); }
  return s - w * ln(w);
}

@inline
export function valueScore(s: f64, w: f64): f64 { return criterion == 2 ? s * s / w : s > EPSILON ? s * ln(s / w) : -Infinity; }

/** Counts, sums and impurity of the node's rows; writes its value. Returns the impurity. */
export function measure(from: i32, node: i32): f64 {
  const pay = PAY + (<usize>from << 2), end = pay + (<usize>size << 2);
  if (K > 0) {
    const k8 = <usize>K << 3, out = O_VALUE + <usize>node * k8;
    memory.fill(S, 0, k8);
    for (let i = pay; i < end; i += 4) { const v = load<u32>(i), a = S + (<usize>(v & classMask) << 3); store<u64>(a, load<u64>(a) + <u64>(v >> shift)); }
    weight = 0;
    for (let k: usize = 0; k < k8; k += 8) { const v = <f64>load<i32>(S + k) * load<f64>(C + k); store<f64>(T + k, v); weight += v; }
    let s: f64 = 0, kinds = 0;
    for (let k: usize = 0; k < k8; k += 8) {
      const share = load<f64>(T + k) / weight;
      store<f64>(out + k, share);
      if (share > 0) kinds++;
      s += criterion == 0 ? share * share : share > 0 ? share * ln(share) : 0;
    }
    return kinds < 2 ? 0 : criterion == 0 ? 1 - s : -s / 0.6931471805599453;
  }
  const idx = IDX + (<usize>from << 2);
  let units: f64 = 0, squares: f64 = 0;
  sum = 0;
  const first = load<f64>(TARGET + (<usize>load<u32>(idx) << 3));
  let pure = true;
  for (let i: usize = 0; i < <usize>size; i++) {
    const w = <f64>load<u32>(pay + (i << 2)), y = load<f64>(TARGET + (<usize>load<u32>(idx + (i << 2)) << 3));
    units += w; sum += w * y;
    squares += criterion == 2 ? w * y * y : y > 0 ? w * y * ln(y) : 0;
    if (y != first) pure = false;
  }
  weight = units * unit; sum = sum * unit;
  const mean = sum / weight;
  store<f64>(O_VALUE + (<usize>node << 3), origin + mean);
  if (pure) return 0;
  squares = squares * unit;
  return max<f64>(0, criterion == 2 ? squares / weight - mean * mean : sum > EPSILON ? (squares - sum * ln(mean)) / weight : Infinity);
}
