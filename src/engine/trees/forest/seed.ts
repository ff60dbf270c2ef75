/** The seed of tree `t`: a mixed number (MurmurHash3's finaliser), so that trees grow alike whichever thread grows them and in whatever order. */
export function treeSeed(seed: number, t: number): number {
  let h = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(t + 1, 0x9e3779b1)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
