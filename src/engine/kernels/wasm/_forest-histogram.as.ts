// Histograms of one column over the rows of a node.
import { K, shift, classMask, IDX, PAY, WY, HIST, pair, MASK, size } from './_forest-state.as';

/** Fills the histogram of one column: for every bin and class weight and rows in one number; for values also their sum. */
export function accumulate(column: usize, from: i32): void {
  let i = IDX + (<usize>from << 2), q = PAY + (<usize>from << 2);
  const end = i + (<usize>size << 2), h = HIST;
  if (pair) {
    for (; i < end; i += 4, q += 4) {
      const v = load<u32>(q), a = h + (<usize>load<u8>(column + load<u32>(i)) << 3);
      store<u64>(a, load<u64>(a) + (<u64>(v >> 1) << <u64>((v & 1) << 5)));
    }
    return;
  }
  if (K > 0) {
    const k = <usize>K;
    for (; i < end; i += 4, q += 4) {
      const v = load<u32>(q), a = h + ((<usize>load<u8>(column + load<u32>(i)) * k + <usize>(v & classMask)) << 3);
      store<u64>(a, load<u64>(a) + ((<u64>(v >> shift) << 32) | 1));
    }
    return;
  }
  let y = WY + (<usize>from << 3);
  for (; i < end; i += 4, q += 4, y += 8) {
    const a = h + (<usize>load<u8>(column + load<u32>(i)) << 4);
    store<u64>(a, load<u64>(a) + ((<u64>load<u32>(q) << 32) | 1)); store<f64>(a, load<f64>(a, 8) + load<f64>(y), 8);
  }
}

/** Notes which bins a row's column meets. */
@inline
export function bitOf(b: usize): u64 { return (<u64>1) << (<u64>b & 63); }

/** As `accumulate`, noting which bins were met: for nodes of few rows. */
export function accumulateFew(column: usize, from: i32): void {
  let i = IDX + (<usize>from << 2), q = PAY + (<usize>from << 2), y = WY + (<usize>from << 3);
  const end = i + (<usize>size << 2), h = HIST, k = <usize>K;
  let m0: u64 = 0, m1: u64 = 0, m2: u64 = 0, m3: u64 = 0;
  for (; i < end; i += 4, q += 4, y += 8) {
    const b = <usize>load<u8>(column + load<u32>(i)), v = load<u32>(q), bit = bitOf(b);
    if (k > 0) {
      const a = h + ((b * k + <usize>(v & classMask)) << 3);
      store<u64>(a, load<u64>(a) + ((<u64>(v >> shift) << 32) | 1));
    } else {
      const a = h + (b << 4);
      store<u64>(a, load<u64>(a) + ((<u64>v << 32) | 1)); store<f64>(a, load<f64>(a, 8) + load<f64>(y), 8);
    }
    if (b < 128) { if (b < 64) m0 |= bit; else m1 |= bit; } else if (b < 192) m2 |= bit; else m3 |= bit;
  }
  store<u64>(MASK, m0); store<u64>(MASK, m1, 8); store<u64>(MASK, m2, 16); store<u64>(MASK, m3, 24);
}

export function accumulatePairFew(column: usize, from: i32): void {
  let i = IDX + (<usize>from << 2), q = PAY + (<usize>from << 2);
  const end = i + (<usize>size << 2), h = HIST;
  let m0: u64 = 0, m1: u64 = 0, m2: u64 = 0, m3: u64 = 0;
  for (; i < end; i += 4, q += 4) {
    const b = <usize>load<u8>(column + load<u32>(i)), v = load<u32>(q), a = h + (b << 3), bit = bitOf(b);
    store<u64>(a, load<u64>(a) + (<u64>(v >> 1) << <u64>((v & 1) << 5)));
    if (b < 128) { if (b < 64) m0 |= bit; else m1 |= bit; } else if (b < 192) m2 |= bit; else m3 |= bit;
  }
  store<u64>(MASK, m0); store<u64>(MASK, m1, 8); store<u64>(MASK, m2, 16); store<u64>(MASK, m3, 24);
}
