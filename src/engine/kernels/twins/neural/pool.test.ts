import { expect, it } from 'vitest';
import { avgPool, avgPoolGrad, maxPool, maxPoolGrad } from './pool.ts';
import { everywhere, numbers, slopes } from '../../checks/everywhere.ts';
import { writeWindow, WINDOW_BYTES, type Window } from './window.ts';

const BATCH = 3;

const window = (height: number, width: number, channels: number, size: readonly [number, number], stride: readonly [number, number], pad: readonly [number, number, number, number]): Window => ({
  height, width, channels, kernelHeight: size[0], kernelWidth: size[1], strideY: stride[0], strideX: stride[1], dilationY: 1, dilationX: 1,
  padTop: pad[0], padLeft: pad[2], filters: 0, groups: 1,
  outHeight: Math.floor((height + pad[0] + pad[1] - size[0]) / stride[0]) + 1, outWidth: Math.floor((width + pad[2] + pad[3] - size[1]) / stride[1]) + 1,
});

/** Both poolings by the book: every cell of every window, those outside left out. */
function plain(x: ArrayLike<number>, w: Window, of: (cells: readonly number[]) => number): Float64Array {
  const out: number[] = [];
  for (let b = 0; b < BATCH; b++) for (let oy = 0; oy < w.outHeight; oy++) for (let ox = 0; ox < w.outWidth; ox++) for (let c = 0; c < w.channels; c++) {
    const cells: number[] = [];
    for (let ky = 0; ky < w.kernelHeight; ky++) for (let kx = 0; kx < w.kernelWidth; kx++) {
      const [iy, ix] = [oy * w.strideY - w.padTop + ky, ox * w.strideX - w.padLeft + kx];
      if (iy >= 0 && iy < w.height && ix >= 0 && ix < w.width) cells.push(x[((b * w.height + iy) * w.width + ix) * w.channels + c]!);
    }
    out.push(of(cells));
  }
  return Float64Array.from(out);
}
const greatest = (cells: readonly number[]): number => Math.max(...cells);
const mean = (cells: readonly number[]): number => cells.reduce((s, v) => s + v, 0) / cells.length;

it.each([
  ['2 × 2 without overlap', window(6, 6, 4, [2, 2], [2, 2], [0, 0, 0, 0])],
  ['2 × 2 over an odd image', window(5, 7, 3, [2, 2], [2, 2], [0, 0, 0, 0])],
  ['3 × 3 with overlap and pads on one side', window(6, 6, 5, [3, 3], [2, 2], [0, 1, 0, 1])],
  ['3 × 2 with strides 1 × 3 and pads', window(5, 8, 2, [3, 2], [1, 3], [1, 1, 1, 0])],
  ['one dimension', window(1, 9, 6, [1, 3], [1, 2], [0, 0, 1, 1])],
  ['the whole image', window(4, 4, 9, [4, 4], [1, 1], [0, 0, 0, 0])],
] as const)('pooling of windows of %s, and its gradient', async (_, w) => {
  const [cells, outs] = [BATCH * w.height * w.width * w.channels, BATCH * w.outHeight * w.outWidth * w.channels];
  // All negative: a window without a positive number has a greatest one too.
  const [x, g] = [numbers(cells, 1).map((v) => v - 2), numbers(outs, 2)];
  const [top, topSlope, middle, middleSlope] = await everywhere(({ backend, put, room, get, split }) => {
    const [at, xs, dy, argmax, y, dx, average, da] = [room(WINDOW_BYTES / 4), put(x), put(g), room(outs), room(outs), room(cells), room(outs), room(cells)];
    writeWindow(backend.memory, at, w);
    split(maxPool, BATCH * w.outHeight, 1, [at, xs, y, argmax]);
    split(maxPoolGrad, BATCH, 1, [at, dy, argmax, dx]);
    split(avgPool, BATCH * w.outHeight, 1, [at, xs, average]);
    split(avgPoolGrad, BATCH, 1, [at, dy, da]);
    return [get(y, outs), get(dx, cells), get(average, outs), get(da, cells)];
  });
  expect(top).toEqual(Float32Array.from(plain(x, w, greatest)));
  slopes(x, g, (at) => plain(at, w, greatest)).forEach((v, i) => { expect(topSlope![i]).toBeCloseTo(v, 4); });
  plain(x, w, mean).forEach((v, i) => { expect(middle![i]).toBeCloseTo(v, 5); });
  slopes(x, g, (at) => plain(at, w, mean)).forEach((v, i) => { expect(middleSlope![i]).toBeCloseTo(v, 4); });
});

it('of equal cells the first is the greatest', async () => {
  const w = window(2, 2, 1, [2, 2], [2, 2], [0, 0, 0, 0]);
  const [dx] = await everywhere(({ backend, put, room, get, split }) => {
    const [at, y, argmax, back] = [room(WINDOW_BYTES / 4), room(BATCH), room(BATCH), room(4 * BATCH)];
    writeWindow(backend.memory, at, w);
    split(maxPool, BATCH, 1, [at, put(new Float32Array(4 * BATCH).fill(3)), y, argmax]);
    split(maxPoolGrad, BATCH, 1, [at, put([1, 2, 3]), argmax, back]);
    return [get(back, 4 * BATCH)];
  });
  expect(dx).toEqual(Float32Array.of(1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0));
});
