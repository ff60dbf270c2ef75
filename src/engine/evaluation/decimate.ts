/** Most points a curve keeps. */
export const CURVE_POINTS = 512;

interface Piece {
  readonly from: number;
  readonly to: number;
  /** The point farthest from the straight line between the ends, and how far it is; −1 where there is none between. */
  readonly corner: number;
  readonly distance: number;
}

const extent = (values: Float64Array): number => {
  let low = Infinity;
  let high = -Infinity;
  for (const v of values) {
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return high > low ? high - low : 1;
};

/**
 * Places of at most `points` points that keep a curve's shape: the ends first, then again and again the corner that sticks
 * out most (Douglas and Peucker 1973, best first). Ascending; all places where there are few enough.
 */
export function keepCorners(x: Float64Array, y: Float64Array, points = CURVE_POINTS): Uint32Array {
  const n = x.length;
  if (n <= points) return Uint32Array.from({ length: n }, (_, i) => i);
  const width = extent(x);
  const height = extent(y);
  // Distances from the straight line through the ends, on axes scaled to the curve's own extent.
  const piece = (from: number, to: number): Piece => {
    const dx = (x[to]! - x[from]!) / width;
    const dy = (y[to]! - y[from]!) / height;
    const length = Math.hypot(dx, dy);
    let corner = -1;
    let distance = 0;
    for (let i = from + 1; i < to; i++) {
      const px = (x[i]! - x[from]!) / width;
      const py = (y[i]! - y[from]!) / height;
      const d = length === 0 ? Math.hypot(px, py) : Math.abs(px * dy - py * dx) / length;
      if (d > distance) {
        distance = d;
        corner = i;
      }
    }
    return { from, to, corner, distance };
  };
  const kept = [0, n - 1];
  const pieces = [piece(0, n - 1)];
  while (kept.length < points) {
    let widest = 0;
    for (let k = 1; k < pieces.length; k++) if (pieces[k]!.distance > pieces[widest]!.distance) widest = k;
    const { from, to, corner } = pieces[widest]!;
    if (corner < 0) break;
    kept.push(corner);
    pieces[widest] = piece(from, corner);
    pieces.push(piece(corner, to));
  }
  return Uint32Array.from(kept).sort();
}

/** At most `count` whole numbers from 0 to n − 1, evenly spread, both ends among them. */
export const spread = (n: number, count: number): Uint32Array =>
  n <= count ? Uint32Array.from({ length: n }, (_, i) => i) : Uint32Array.from({ length: count }, (_, i) => Math.round((i * (n - 1)) / (count - 1)));
