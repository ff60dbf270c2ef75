// The natural logarithm, the same bits as twins/ln.ts everywhere.

/** Of a positive normal number: m·2^e with m in √½ … √2, then the series of artanh. Within 1e-15 of the true value's size. */
export function ln(x: f64): f64 {
  const bits = reinterpret<u64>(x);
  let e = <i32>((bits >> 52) & 0x7ff) - 1023;
  let m = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (m > 1.4142135623730951) { m *= 0.5; e += 1; }
  const s = (m - 1) / (m + 1), z = s * s;
  let p: f64 = 1.0 / 21;
  p = p * z + 1.0 / 19; p = p * z + 1.0 / 17; p = p * z + 1.0 / 15; p = p * z + 1.0 / 13; p = p * z + 1.0 / 11;
  p = p * z + 1.0 / 9; p = p * z + 1.0 / 7; p = p * z + 1.0 / 5; p = p * z + 1.0 / 3;
  return <f64>e * 0.6931471805599453 + 2 * (s + s * z * p);
}
