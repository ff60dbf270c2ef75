// Convolution: images are unfolded a few rows of output at a time and multiplied. See twins/neural/conv.ts.
import { gemm } from './_gemm.as';
import { Window } from './_window.as';

const TILE = 16384;

@inline
function rowsAtOnce(w: Window, k: i32): i32 { return max(1, TILE / (w.outWidth * k)); }

@inline
function copy(to: usize, from: usize, bytes: usize): void {
  let o: usize = 0;
  for (; o + 16 <= bytes; o += 16) v128.store(to + o, v128.load(from + o));
  for (; o < bytes; o += 4) store<u32>(to + o, load<u32>(from + o));
}
@inline
function clear(to: usize, bytes: usize): void {
  let o: usize = 0;
  for (; o + 16 <= bytes; o += 16) v128.store(to + o, i32x4.splat(0));
  for (; o < bytes; o += 4) store<u32>(to + o, 0);
}

/** Taps `l0` … `l1` of what rows `from` … `to` of the output see, a cell after the other. */
function unfold(w: Window, from: i32, to: i32, group: i32, l0: i32, l1: i32, x: usize, out: usize): void {
  const C = w.channels / w.groups, cell = <usize>w.channels << 2, line = <usize>w.width * cell, first = <usize>(group * C) << 2;
  const p0 = l0 / C, p1 = (l1 + C - 1) / C;
  for (let r = from; r < to; r++) {
    const image = x + <usize>(r / w.outHeight) * <usize>w.height * line + first, top = r % w.outHeight * w.strideY - w.padTop;
    for (let ox = 0; ox < w.outWidth; ox++) {
      const left = ox * w.strideX - w.padLeft;
      for (let p = p0; p < p1; p++) {
        const ky = p / w.kernelWidth, iy = top + ky * w.dilationY, ix = left + (p - ky * w.kernelWidth) * w.dilationX;
        const c0 = max(0, l0 - p * C), bytes = <usize>(min(C, l1 - p * C) - c0) << 2;
        if (<u32>iy < <u32>w.height && <u32>ix < <u32>w.width) copy(out, image + <usize>iy * line + <usize>ix * cell + (<usize>c0 << 2), bytes);
        else clear(out, bytes);
        out += bytes;
      }
    }
  }
}

export function conv(from: i32, to: i32, at: usize, x: usize, b: usize, bPanel: i32, bRow: i32, y: usize, bias: usize, flags: i32, scratch: usize): void {
  const w = changetype<Window>(at), k = w.kernelHeight * w.kernelWidth * (w.channels / w.groups), n = w.filters / w.groups, rows = rowsAtOnce(w, k);
  for (let r = from; r < to; r += rows) {
    const end = min(to, r + rows), cells = (end - r) * w.outWidth, out = y + (<usize>(r * w.outWidth) * <usize>w.filters << 2);
    for (let group = 0; group < w.groups; group++) {
      const own = <usize>(group * n) << 2;
      unfold(w, r, end, group, 0, k, x, scratch);
      gemm(1, cells, n, k, scratch, 0, k, 1, b + own, 0, bPanel, bRow, out + own, 0, w.filters, bias ? bias + own : 0, flags);
    }
  }
}

export function convFilterGrad(from: i32, to: i32, images: i32, at: usize, x: usize, dy: usize, dw: usize, scratch: usize): void {
  const w = changetype<Window>(at), k = to - from, n = w.filters / w.groups, all = images * w.outHeight;
  const rows = rowsAtOnce(w, w.kernelHeight * w.kernelWidth * (w.channels / w.groups));
  for (let r = 0; r < all; r += rows) {
    const end = min(all, r + rows), cells = (end - r) * w.outWidth;
    for (let group = 0; group < w.groups; group++) {
      const own = <usize>(group * n) << 2;
      unfold(w, r, end, group, from, to, x, scratch);
      gemm(1, k, n, cells, scratch, 0, 1, k, dy + (<usize>(r * w.outWidth) * <usize>w.filters << 2) + own, 0, 8, w.filters, dw + (<usize>from * <usize>w.filters << 2) + own, 0, w.filters, 0, r ? 2 : 0);
    }
  }
}

export function convInputGrad(from: i32, to: i32, at: usize, dy: usize, b: usize, bGroup: i32, dx: usize, scratch: usize): void {
  const w = changetype<Window>(at), C = w.channels / w.groups, k = w.kernelHeight * w.kernelWidth * C, n = w.filters / w.groups, rows = rowsAtOnce(w, k);
  const cell = <usize>w.channels << 2, line = <usize>w.width * cell, plane = <usize>w.height * line, bytes = <usize>C << 2;
  memory.fill(dx + <usize>from * plane, 0, <usize>(to - from) * plane);
  for (let r = from * w.outHeight; r < to * w.outHeight; r += rows) {
    const end = min(to * w.outHeight, r + rows), cells = (end - r) * w.outWidth;
    for (let group = 0; group < w.groups; group++) {
      const own = <usize>(group * n) << 2;
      gemm(1, cells, k, n, dy + (<usize>(r * w.outWidth) * <usize>w.filters << 2) + own, 0, w.filters, 1, b + (<usize>(group * bGroup) << 2), 0, 8 * n, 8, scratch, 0, k, 0, 0);
      let s = scratch;
      for (let q = r; q < end; q++) {
        const image = dx + <usize>(q / w.outHeight) * plane + <usize>group * bytes, top = q % w.outHeight * w.strideY - w.padTop;
        for (let ox = 0; ox < w.outWidth; ox++) {
          const left = ox * w.strideX - w.padLeft;
          for (let ky = 0; ky < w.kernelHeight; ky++) {
            const iy = top + ky * w.dilationY, row = image + <usize>iy * line;
            for (let kx = 0; kx < w.kernelWidth; kx++) {
              const ix = left + kx * w.dilationX;
              if (<u32>iy < <u32>w.height && <u32>ix < <u32>w.width) {
                const to = row + <usize>ix * cell;
                let o: usize = 0;
                for (; o + 16 <= bytes; o += 16) v128.store(to + o, f32x4.add(v128.load(to + o), v128.load(s + o)));
                for (; o < bytes; o += 4) store<f32>(to + o, load<f32>(to + o) + load<f32>(s + o));
              }
              s += bytes;
            }
          }
        }
      }
    }
  }
}
