import type { Memory } from '../../memory.ts';
import { readWindow, type Window } from './window.ts';

const f = Math.fround;

/** The cells one output cell sees. */
interface Seen {
  /** Where the output cell's channels begin, in numbers. */
  readonly out: number;
  /** Taps of the window, ky · kernelWidth + kx, with where their channels begin. */
  readonly taps: readonly (readonly [tap: number, cell: number])[];
}

/** What output cell (r, ox) sees, r counting rows of all images. Every window has a cell in its image. */
function seen(w: Window, r: number, ox: number): Seen {
  const [b, top, left] = [Math.trunc(r / w.outHeight), (r % w.outHeight) * w.strideY - w.padTop, ox * w.strideX - w.padLeft];
  const taps: [number, number][] = [];
  for (let ky = Math.max(0, -top); ky < Math.min(w.kernelHeight, w.height - top); ky++) {
    for (let kx = Math.max(0, -left); kx < Math.min(w.kernelWidth, w.width - left); kx++) {
      taps.push([ky * w.kernelWidth + kx, ((b * w.height + top + ky) * w.width + left + kx) * w.channels]);
    }
  }
  return { out: (r * w.outWidth + ox) * w.channels, taps };
}

/** Rows `from` … `to` of the output (rows of all images, one after the other): the greatest of each window, and its tap (of equals the first) as an integer. */
export function maxPool(memory: Memory, from: number, to: number, at: number, x: number, y: number, argmax: number): void {
  const w = readWindow(memory, at);
  const { f32, i32 } = memory;
  for (let r = from; r < to; r++) {
    for (let ox = 0; ox < w.outWidth; ox++) {
      const { out, taps } = seen(w, r, ox);
      for (let c = 0; c < w.channels; c++) {
        let where = taps[0]![0];
        let best = f32[x / 4 + taps[0]![1] + c]!;
        for (const [tap, cell] of taps) {
          const v = f32[x / 4 + cell + c]!;
          if (v > best) [best, where] = [v, tap];
        }
        f32[y / 4 + out + c] = best;
        i32[argmax / 4 + out + c] = where;
      }
    }
  }
}

/** The gradient of images `from` … `to`: each output's goes to the cell it was the value of. */
export function maxPoolGrad(memory: Memory, from: number, to: number, at: number, dy: number, argmax: number, dx: number): void {
  const w = readWindow(memory, at);
  const { f32, i32 } = memory;
  const plane = w.height * w.width * w.channels;
  f32.fill(0, dx / 4 + from * plane, dx / 4 + to * plane);
  for (let r = from * w.outHeight; r < to * w.outHeight; r++) {
    for (let ox = 0; ox < w.outWidth; ox++) {
      const { out, taps } = seen(w, r, ox);
      for (const [tap, cell] of taps) {
        for (let c = 0; c < w.channels; c++) {
          if (i32[argmax / 4 + out + c] === tap) f32[dx / 4 + cell + c]! += f32[dy / 4 + out + c]!;
        }
      }
    }
  }
}

/** Rows `from` … `to` of the output: the mean of the window's cells that are in the image. */
export function avgPool(memory: Memory, from: number, to: number, at: number, x: number, y: number): void {
  const w = readWindow(memory, at);
  const { f32 } = memory;
  for (let r = from; r < to; r++) {
    for (let ox = 0; ox < w.outWidth; ox++) {
      const { out, taps } = seen(w, r, ox);
      for (let c = 0; c < w.channels; c++) {
        let sum = 0;
        for (const [, cell] of taps) sum = f(sum + f32[x / 4 + cell + c]!);
        f32[y / 4 + out + c] = sum / taps.length;
      }
    }
  }
}

/** The gradient of images `from` … `to`: each output's, divided by the cells it is the mean of, to all of them. */
export function avgPoolGrad(memory: Memory, from: number, to: number, at: number, dy: number, dx: number): void {
  const w = readWindow(memory, at);
  const { f32 } = memory;
  const plane = w.height * w.width * w.channels;
  f32.fill(0, dx / 4 + from * plane, dx / 4 + to * plane);
  for (let r = from * w.outHeight; r < to * w.outHeight; r++) {
    for (let ox = 0; ox < w.outWidth; ox++) {
      const { out, taps } = seen(w, r, ox);
      for (const [, cell] of taps) {
        for (let c = 0; c < w.channels; c++) f32[dx / 4 + cell + c]! += f(f32[dy / 4 + out + c]! / taps.length);
      }
    }
  }
}
