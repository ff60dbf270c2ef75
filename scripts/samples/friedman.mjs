import { csv } from './csv.mjs';
import { bell, uniform } from './random.mjs';

export const file = 'friedman.csv';

/** Friedman's first problem ("Multivariate adaptive regression splines", 1991): five of ten columns matter, one only through its sine with another. */
export function make() {
  const random = uniform(1991);
  const rows = Array.from({ length: 1_000 }, () => {
    const x = Array.from({ length: 10 }, random);
    const y = 10 * Math.sin(Math.PI * x[0] * x[1]) + 20 * (x[2] - 0.5) ** 2 + 10 * x[3] + 5 * x[4] + bell(random);
    return [...x.map((v) => v.toFixed(5)), y.toFixed(4)];
  });
  return csv([...Array.from({ length: 10 }, (_, k) => `x${k + 1}`), 'y'], rows);
}
