import type { Trial } from './kernel.ts';
import { binary, BINARY_CODES, bitsOf, scale, unary, UNARY_CODES, unaryGrad } from './twins/neural/elementwise.ts';
import { gemm, pack } from './twins/neural/gemm.ts';
import { conv, convFilterGrad, convInputGrad, scratchOf } from './twins/neural/conv.ts';
import { LOSS_CODES, rowLoss, rowLossGrad, rowMetric } from './twins/neural/loss.ts';
import { copyPart, fillWith, takeRows } from './twins/neural/move.ts';
import { adagrad, adam, clipFactor, clipScale, clipValue, lion, maxNorm, penalise, penalty, rmsprop, sgd, squareSum } from './twins/neural/optimizer.ts';
import { avgPool, avgPoolGrad, maxPool, maxPoolGrad } from './twins/neural/pool.ts';
import { random, RANDOM } from './twins/neural/random.ts';
import { reduce, reduceMaxGrad } from './twins/neural/reduce.ts';
import { gatherRows, scatterAddRows } from './twins/neural/rows.ts';
import { softmax, softmaxGrad } from './twins/neural/softmax.ts';
import { type Window, WINDOW_BYTES, writeWindow } from './twins/neural/window.ts';

/** Not a multiple of four, so that ends of rows are tried too. */
const [M, K, N] = [6, 5, 13];
const SIZE = M * N;
/** Two images of 5 × 4, looked at in windows of 3 × 2 with a border. */
const LOOK: Window = { height: 5, width: 4, channels: 6, outHeight: 3, outWidth: 4, kernelHeight: 3, kernelWidth: 2, strideY: 2, strideX: 1, dilationY: 1, dilationX: 1, padTop: 1, padLeft: 0, filters: 10, groups: 2 };
const [CELLS, SEEN, TAPS] = [2 * 5 * 4, 2 * 3 * 4, 3 * 2 * 3];

/** Every kernel once, on numbers of both signs. */
export const neuralTrial: Trial = {
  bytes: 300_000,
  run(memory, call) {
    const { alloc, f32, i32, u32 } = memory;
    let wave = 0;
    const numbers = (n: number, size = 2): number => {
      const at = alloc(n * 4 + 64);
      for (let i = 0; i < n; i++) f32[at / 4 + i] = size * Math.sin(++wave * 1.7);
      return at;
    };
    const space = (n: number): number => {
      const at = alloc(n * 4 + 64);
      f32.fill(0, at / 4, at / 4 + n + 16);
      return at;
    };
    const [a, b, c, packed, bias] = [numbers(M * K), numbers(K * N), space(SIZE), space(K * 16), numbers(N)];
    call(pack, K, N, b, N, 1, 0, 2, packed);
    call(gemm, 1, M, N, K, a, 0, K, 1, packed, 0, 8 * K, 8, c, 0, N, bias, 1);
    call(gemm, 1, M, N, K, a, 0, 1, M, b, 0, 8, N, c, 0, N, 0, 2);
    call(gemm, 2, 3, 3, K, a, 15, K, 1, b, 0, 8, N, space(SIZE), 9, 3, 0, 0);
    const x = numbers(SIZE);
    for (const [code, name] of UNARY_CODES.entries()) {
      const [y, dx] = [space(SIZE), space(SIZE)];
      call(unary, code, SIZE, x, y, bitsOf(0.3));
      if (name !== 'log' && name !== 'sqrt' && name !== 'rsqrt') call(unaryGrad, code, SIZE, x, y, dx, bitsOf(0.3));
    }
    for (const code of BINARY_CODES.keys()) call(binary, code, M, N, x, N, 1, bias, 0, 1, space(SIZE));
    call(binary, 0, M, N, x, N, 1, a, 1, 0, c);
    call(scale, SIZE, x, c, bitsOf(-1.1));
    for (const largest of [0, 1]) {
      const y = space(N);
      call(reduce, largest, 1, M, N, 0, N, x, y, bitsOf(0.5));
      call(reduce, largest, M, N, 1, 0, 1, x, space(M), bitsOf(0.5));
      call(reduceMaxGrad, 1, M, N, x, y, bias, space(SIZE));
    }
    call(copyPart, 1, 2, N, M, x, 0, 0, 1, N, space(2 * SIZE), 0, SIZE, M, 1);
    call(fillWith, 9, space(9), bitsOf(0.25));
    const rows = alloc(16);
    i32.set([4, 0, 2], rows / 4);
    call(takeRows, 3, N, rows, x, space(3 * N));
    const [y, dRow] = [numbers(SIZE, 1), numbers(SIZE)];
    for (const code of LOSS_CODES.keys()) {
      for (const k of [1, N]) {
        call(rowLoss, code, 0, M, k, x, y, space(M), bitsOf(0.7));
        call(rowLossGrad, code, 0, M, k, x, y, dRow, space(M * k), bitsOf(0.7));
        call(rowMetric, code, 0, M, k, x, y, space(M));
      }
    }
    const p = alloc(64);
    f32.set([0.01, 0.999, 0.1, 0.9, 0.1, 1e-3], p / 4);
    const [w, g, squares, factor] = [numbers(SIZE), numbers(SIZE), space(2), space(1)];
    const positive = (): number => {
      const at = numbers(SIZE);
      for (let i = 0; i < SIZE; i++) f32[at / 4 + i]! **= 2;
      return at;
    };
    call(penalise, 3, 30, w, g, p);
    call(penalty, 0, SIZE, w, p, space(1));
    call(squareSum, 0, 33, g, squares);
    call(squareSum, 33, SIZE, g, squares + 4);
    call(clipFactor, 2, squares, p + 4, factor);
    call(clipScale, 0, SIZE, g, factor);
    call(clipValue, 0, SIZE, g, p + 8);
    call(adam, 0, SIZE, w, g, numbers(SIZE), positive(), p);
    for (const m of [0, numbers(SIZE)]) {
      call(sgd, 0, SIZE, w, g, m, p);
      call(rmsprop, 0, SIZE, w, g, positive(), m, p);
    }
    call(adagrad, 0, SIZE, w, g, positive(), p);
    call(lion, 0, SIZE, w, g, numbers(SIZE), p);
    call(maxNorm, M, N, 0, N, w, p + 4);
    const chances = space(SIZE);
    call(softmax, 0, M, N, x, chances, 0, bias, M, 0, 1, 0);
    call(softmax, 0, M, N, x, space(SIZE), 3, 0, 1, 0, 1, 0);
    call(softmaxGrad, 0, M, N, chances, x, space(SIZE));
    const ids = alloc(16);
    f32.set([2, 0, 2, 9], ids / 4);
    call(gatherRows, 0, 4, N, M, ids, x, space(4 * N));
    call(scatterAddRows, 0, 3, 3, N, ids, x, space(3 * N));
    const state = alloc(12);
    u32.set([7, 8, 9], state / 4);
    for (const kind of Object.values(RANDOM)) call(random, 0, 37, kind, 3, state, p + 8, space(37));
    const at = alloc(WINDOW_BYTES);
    writeWindow(memory, at, LOOK);
    const [images, seen, where] = [numbers(CELLS * 6), numbers(SEEN * 10), space(SEEN * 6)];
    call(maxPool, 0, 6, at, images, space(SEEN * 6), where);
    call(maxPoolGrad, 0, 2, at, seen, where, space(CELLS * 6));
    call(avgPool, 0, 6, at, images, space(SEEN * 6));
    call(avgPoolGrad, 0, 2, at, seen, space(CELLS * 6));
    const [filters, turned, scratch] = [numbers(TAPS * 10), space(2 * 24 * 8), space(scratchOf(LOOK))];
    call(conv, 0, 6, at, images, filters, 8, 10, space(SEEN * 10), bias, 1, scratch);
    call(convFilterGrad, 0, TAPS, 2, at, images, seen, space(TAPS * 10), scratch);
    for (const group of [0, 1]) call(pack, 5, TAPS, filters + group * 20, 1, 10, 0, 3, turned + group * 480);
    call(convInputGrad, 0, 2, at, seen, turned, 120, space(CELLS * 6), scratch);
    // What is left in the scratch is nobody's.
    f32.fill(0, scratch / 4, scratch / 4 + scratchOf(LOOK));
  },
};
