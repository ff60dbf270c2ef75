import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { mulberry32, normal } from '../../src/engine/core/random.ts';

/** Rows made, written and read at once: the whole is in memory only where it is learned from. */
const BLOCK = 65_536;

/** Rows beyond the training rows, for scores and for the speed of predicting. */
export const heldRows = (rows: number): number => Math.min(200_000, Math.max(20_000, rows / 5));

/**
 * Writes `rows` of `p` columns to FOLDER/x and their labels to FOLDER/y, in single precision as the libraries take them. The label
 * depends on columns in ways that are neither linear nor additive.
 */
export function writeData(folder: string, rows: number, p: number, seed = 1): void {
  const random = mulberry32(seed);
  const bell = normal(random);
  const [x, y] = [openSync(join(folder, 'x'), 'w'), openSync(join(folder, 'y'), 'w')];
  for (let from = 0; from < rows; from += BLOCK) {
    const n = Math.min(BLOCK, rows - from);
    const values = new Float32Array(n * p);
    const labels = new Float32Array(n);
    for (let i = 0; i < n; i++) {
      const at = (j: number): number => values[i * p + (j % p)]!;
      for (let j = 0; j < p; j++) {
        const kind = j % 4;
        values[i * p + j] = kind === 0 ? bell() : kind === 1 ? Math.exp(0.6 * bell()) : kind === 2 ? random() * 3.48 - 1.74 : Math.floor(random() * 3) * 1.087;
      }
      const z = Math.sin(1.7 * at(0) * at(1)) + 0.9 * Math.cos(2 * at(2) - at(4)) + 0.8 * (at(3) > 1 ? at(5) : 0) - 0.7 * Math.log(Math.abs(at(9)) + 1e-3) * at(8) + 0.6 * Math.abs(at(4)) + 0.8 * Math.tanh(at(12) * at(16)) - 0.3;
      labels[i] = Number(random() < 1 / (1 + Math.exp(-1.1 * z)));
    }
    writeSync(x, values);
    writeSync(y, labels);
  }
  closeSync(x);
  closeSync(y);
}

/** `count` numbers of a file of single ones from number `from` on, as doubles. */
export function readNumbers(folder: string, name: string, from: number, count: number): Float64Array {
  const out = new Float64Array(count);
  const piece = new Float32Array(Math.min(count, 2 ** 20));
  const file = openSync(join(folder, name), 'r');
  for (let done = 0; done < count; done += piece.length) {
    const part = piece.subarray(0, Math.min(piece.length, count - done));
    readSync(file, part, 0, part.byteLength, (from + done) * 4);
    out.set(part, done);
  }
  closeSync(file);
  return out;
}
