import type { Memory } from '../../memory.ts';
import { readWindow, type Window } from './window.ts';

const f = Math.fround;

// Filters are kernelHeight × kernelWidth × channels of a group × filters, the last group after group. A tap is a place (ky, kx, c) of a filter of one
// group: k of them, counted in this order. `scratch` is room for one call: TILE numbers, or one row of output if that has more taps.

/** Numbers of an unfolded image that are in work at once. */
export const TILE = 16_384;

const taps = (w: Window): number => w.kernelHeight * w.kernelWidth * (w.channels / w.groups);
/** Rows of output that are unfolded at once. */
const rowsAtOnce = (w: Window): number => Math.max(1, Math.trunc(TILE / (w.outWidth * taps(w))));
/** Numbers of scratch a call needs. */
export const scratchOf = (w: Window): number => rowsAtOnce(w) * w.outWidth * taps(w);

/** Where, in numbers, the channel of a tap lies that output cell (r, ox) of a group sees; −1 outside the image. r counts rows of all images. */
function cellOf(w: Window, r: number, ox: number, group: number, tap: number): number {
  const width = w.channels / w.groups;
  const place = Math.trunc(tap / width);
  const y = (r % w.outHeight) * w.strideY - w.padTop + Math.trunc(place / w.kernelWidth) * w.dilationY;
  const x = ox * w.strideX - w.padLeft + (place % w.kernelWidth) * w.dilationX;
  if (y < 0 || y >= w.height || x < 0 || x >= w.width) return -1;
  return ((Math.trunc(r / w.outHeight) * w.height + y) * w.width + x) * w.channels + group * width + (tap % width);
}

/**
 * Rows `from` … `to` of a convolution's output, rows of all images: sums of the taps in order, beginning with the bias (`bias` 0: with 0); `flags` 1 sets what is
 * negative to 0. Filters lie at `b` as the second matrix of `gemm` does (bPanel, bRow); packed, for one group only.
 */
export function conv(memory: Memory, from: number, to: number, at: number, x: number, b: number, bPanel: number, bRow: number, y: number, bias: number, flags: number, _scratch: number): void {
  const w = readWindow(memory, at);
  const { f32 } = memory;
  const [k, n] = [taps(w), w.filters / w.groups];
  for (let r = from; r < to; r++) for (let ox = 0; ox < w.outWidth; ox++) for (let j = 0; j < w.filters; j++) {
    const group = Math.trunc(j / n);
    const own = j % n;
    const column = b / 4 + group * n + (own >> 3) * bPanel + (own & 7);
    let sum = bias === 0 ? 0 : f32[bias / 4 + j]!;
    for (let l = 0; l < k; l++) {
      const cell = cellOf(w, r, ox, group, l);
      sum = f(sum + f((cell < 0 ? 0 : f32[x / 4 + cell]!) * f32[column + l * bRow]!));
    }
    f32[y / 4 + (r * w.outWidth + ox) * w.filters + j] = (flags & 1) !== 0 && sum < 0 ? 0 : sum;
  }
}

/** Taps `from` … `to` of the gradient by the filters: sums over the output's cells of all images in order. */
export function convFilterGrad(memory: Memory, from: number, to: number, images: number, at: number, x: number, dy: number, dw: number, _scratch: number): void {
  const w = readWindow(memory, at);
  const { f32 } = memory;
  const n = w.filters / w.groups;
  for (let l = from; l < to; l++) for (let j = 0; j < w.filters; j++) {
    const group = Math.trunc(j / n);
    let sum = 0;
    for (let r = 0; r < images * w.outHeight; r++) for (let ox = 0; ox < w.outWidth; ox++) {
      const cell = cellOf(w, r, ox, group, l);
      sum = f(sum + f((cell < 0 ? 0 : f32[x / 4 + cell]!) * f32[dy / 4 + (r * w.outWidth + ox) * w.filters + j]!));
    }
    f32[dw / 4 + l * w.filters + j] = sum;
  }
}

/**
 * The gradient by images `from` … `to`: what each output cell sends back to its taps (a sum over the filters in order), added in order of cells and taps.
 * `b`: the filters of one group after another, turned over and packed (filters × taps, see `pack`), `bGroup` numbers a group.
 */
export function convInputGrad(memory: Memory, from: number, to: number, at: number, dy: number, b: number, bGroup: number, dx: number, _scratch: number): void {
  const w = readWindow(memory, at);
  const { f32 } = memory;
  const [k, n] = [taps(w), w.filters / w.groups];
  const plane = w.height * w.width * w.channels;
  f32.fill(0, dx / 4 + from * plane, dx / 4 + to * plane);
  for (let r = from * w.outHeight; r < to * w.outHeight; r++) for (let ox = 0; ox < w.outWidth; ox++) for (let group = 0; group < w.groups; group++) {
    const out = dy / 4 + (r * w.outWidth + ox) * w.filters + group * n;
    for (let l = 0; l < k; l++) {
      const cell = cellOf(w, r, ox, group, l);
      if (cell < 0) continue;
      const column = b / 4 + group * bGroup + (l >> 3) * 8 * n + (l & 7);
      let sum = 0;
      for (let j = 0; j < n; j++) sum = f(sum + f(f32[out + j]! * f32[column + j * 8]!));
      f32[dx / 4 + cell]! += sum;
    }
  }
}
