/** The k best of what is offered, for many queries at once; of equal distances the lower index is the better. */
export class NearestLists {
  readonly k: number;
  readonly distance: Float64Array;
  readonly index: Int32Array;

  constructor(queries: number, k: number) {
    this.k = k;
    this.distance = new Float64Array(queries * k).fill(Infinity);
    this.index = new Int32Array(queries * k).fill(2_147_483_647);
  }

  /** The distance at or below which a row may still enter the list of query `q`. */
  limit(q: number): number {
    return this.distance[q * this.k]!;
  }

  /** Heaps with the worst on top: one comparison turns away most rows. */
  offer(q: number, distance: number, index: number): void {
    const { k, distance: D, index: I } = this;
    const base = q * k;
    if (distance > D[base]! || (distance === D[base] && index > I[base]!)) return;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= k) break;
      const right = left + 1;
      const tie = D[base + left] === D[base + Math.min(right, k - 1)];
      const worse = right < k && (tie ? I[base + right]! > I[base + left]! : D[base + right]! > D[base + left]!) ? right : left;
      const d = D[base + worse]!;
      if (d < distance || (d === distance && I[base + worse]! < index)) break;
      D[base + at] = d;
      I[base + at] = I[base + worse]!;
      at = worse;
    }
    D[base + at] = distance;
    I[base + at] = index;
  }

  /** Puts every list in order, closest first. */
  sort(): void {
    const { k, distance: D, index: I } = this;
    for (let base = 0; base < D.length; base += k) {
      const order = Array.from({ length: k }, (_, t) => t).sort((a, b) => D[base + a]! - D[base + b]! || I[base + a]! - I[base + b]!);
      const d = order.map((t) => D[base + t]!);
      const i = order.map((t) => I[base + t]!);
      D.set(d, base);
      I.set(i, base);
    }
  }
}
