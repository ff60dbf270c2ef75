/** `k` of the numbers 0 … n − 1, each at most once, in random order (Fisher–Yates, remembering only what moved). */
export function sampleWithout(n: number, k: number, random: () => number): Int32Array {
  const moved = new Map<number, number>();
  return Int32Array.from({ length: k }, (_, i) => {
    const j = i + Math.floor(random() * (n - i));
    const chosen = moved.get(j) ?? j;
    moved.set(j, moved.get(i) ?? i);
    return chosen;
  });
}

/** `k` draws with replacement; a row drawn twice stands once, as scikit-learn counts the rows of a node. */
export const sampleWith = (n: number, k: number, random: () => number): Int32Array => Int32Array.from(new Set(Array.from({ length: k }, () => Math.floor(random() * n))));
