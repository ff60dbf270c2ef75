const EULER = 0.577_215_664_901_532_9;

/** Cuts it takes on average to find one of `n` rows alone: the mean path of an unsuccessful search in a binary tree (Liu et al. 2008, equation 1). */
export function averagePath(n: number): number {
  if (n <= 1) return 0;
  if (n === 2) return 1;
  return 2 * (Math.log(n - 1) + EULER) - (2 * (n - 1)) / n;
}
