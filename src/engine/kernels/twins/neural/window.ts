import type { Memory } from '../../memory.ts';

/**
 * How a window goes over images of batch × height × width × channels, for pooling and convolution. One dimension is an image of
 * height 1. Output cell (oy, ox) sees, for tap (ky, kx), input cell (oy · strideY − padTop + ky · dilationY, ox · strideX − padLeft + kx ·
 * dilationX); cells outside the image are zero in a convolution and not there in pooling.
 */
export interface Window {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly strideY: number;
  readonly strideX: number;
  readonly dilationY: number;
  readonly dilationX: number;
  readonly padTop: number;
  readonly padLeft: number;
  /** Output channels of a convolution; of a depthwise one, channels × multiplier. Pooling: 0. */
  readonly filters: number;
  /** Groups of channels a convolution keeps apart. Pooling: 1. */
  readonly groups: number;
}

const WORDS = ['height', 'width', 'channels', 'outHeight', 'outWidth', 'kernelHeight', 'kernelWidth', 'strideY', 'strideX', 'dilationY', 'dilationX', 'padTop', 'padLeft', 'filters', 'groups'] as const;

export const WINDOW_BYTES = WORDS.length * 4;

export function writeWindow({ i32 }: Memory, at: number, window: Window): void {
  WORDS.forEach((word, i) => {
    i32[at / 4 + i] = window[word];
  });
}

export function readWindow({ i32 }: Memory, at: number): Window {
  const words = i32.subarray(at / 4, at / 4 + WORDS.length);
  return Object.fromEntries(WORDS.map((word, i) => [word, words[i]!])) as unknown as Window;
}
