const DIGIT = 65_536;

/** Row numbers `rows` ordered by `values[row]`, equal values in the order given. Finite values only. */
export function argsort(values: Float64Array, rows: Int32Array): Int32Array {
  return rows.length < 4096 ? rows.slice().sort((a, b) => values[a]! - values[b]!) : radix(values, rows);
}

/** Least-significant-digit radix sort over the bits of the doubles, turned so that they order as unsigned integers. */
function radix(values: Float64Array, rows: Int32Array): Int32Array {
  const n = rows.length;
  const keys = new Float64Array(n);
  // Adding zero turns −0 into 0, which has other bits but is equal.
  for (let i = 0; i < n; i++) keys[i] = values[rows[i]!]! + 0;
  const bits = new Uint32Array(keys.buffer);
  for (let i = 0; i < n; i++) {
    const high = bits[2 * i + 1]!;
    const negative = high >>> 31 === 1;
    bits[2 * i] = negative ? ~bits[2 * i]! : bits[2 * i]!;
    bits[2 * i + 1] = negative ? ~high : high ^ 0x80_00_00_00;
  }
  let from = Int32Array.from({ length: n }, (_, i) => i);
  let to = new Int32Array(n);
  const count = new Int32Array(DIGIT);
  for (let pass = 0; pass < 4; pass++) {
    const word = pass >> 1;
    const shift = (pass & 1) * 16;
    count.fill(0);
    for (let i = 0; i < n; i++) count[(bits[2 * i + word]! >>> shift) & 0xffff]!++;
    for (let d = 0, sum = 0; d < DIGIT; d++) {
      const here = count[d]!;
      count[d] = sum;
      sum += here;
    }
    for (let i = 0; i < n; i++) {
      const at = from[i]!;
      to[count[(bits[2 * at + word]! >>> shift) & 0xffff]!++] = at;
    }
    [from, to] = [to, from];
  }
  return from.map((at) => rows[at]!);
}
