/**
 * Divides `total` over groups in proportion to `counts` and never above `caps` (largest remainders; ties to the earlier group).
 * The caps together must leave room for `total`.
 */
export function apportion(counts: readonly number[], caps: readonly number[], total: number): number[] {
  const all = counts.reduce((a, b) => a + b, 0);
  const exact = counts.map((c) => (c / all) * total);
  const given = exact.map((e, k) => Math.min(Math.floor(e), caps[k]!));
  let left = total - given.reduce((a, b) => a + b, 0);
  const order = exact.map((_, k) => k).sort((a, b) => exact[b]! - Math.floor(exact[b]!) - (exact[a]! - Math.floor(exact[a]!)) || a - b);
  while (left > 0) {
    const before = left;
    for (const k of order) {
      if (left === 0 || given[k]! >= caps[k]!) continue;
      given[k]!++;
      left--;
    }
    if (left === before) break;
  }
  return given;
}
