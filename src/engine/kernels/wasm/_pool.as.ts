// Pooling. See twins/neural/pool.ts.
import { put, take } from './_lanes.as';
import { Window } from './_window.as';

export function maxPool(from: i32, to: i32, at: usize, x: usize, y: usize, argmax: usize): void {
  const w = changetype<Window>(at), C = w.channels, cell = <usize>C << 2, line = <usize>w.width * cell;
  for (let r = from; r < to; r++) {
    const image = x + <usize>(r / w.outHeight) * <usize>w.height * line, top = r % w.outHeight * w.strideY - w.padTop;
    const y0 = max(0, -top), y1 = min(w.kernelHeight, w.height - top);
    for (let ox = 0; ox < w.outWidth; ox++) {
      const left = ox * w.strideX - w.padLeft, x0 = max(0, -left), x1 = min(w.kernelWidth, w.width - left);
      const out = <usize>(r * w.outWidth + ox) * cell, corner = image + <usize>(top + y0) * line + <usize>(left + x0) * cell;
      for (let c = 0; c < C; c += 4) {
        const o = <usize>c << 2, rest = C - c;
        let best = take(corner + o, rest), where = i32x4.splat(y0 * w.kernelWidth + x0), begin = corner + o;
        for (let ky = y0; ky < y1; ky++) {
          let p = begin;
          for (let kx = x0; kx < x1; kx++) {
            const v = take(p, rest), more = f32x4.gt(v, best);
            best = v128.bitselect(v, best, more);
            where = v128.bitselect(i32x4.splat(ky * w.kernelWidth + kx), where, more);
            p += cell;
          }
          begin += line;
        }
        put(y + out + o, rest, best);
        put(argmax + out + o, rest, where);
      }
    }
  }
}

export function maxPoolGrad(from: i32, to: i32, at: usize, dy: usize, argmax: usize, dx: usize): void {
  const w = changetype<Window>(at), C = w.channels, cell = <usize>C << 2, line = <usize>w.width * cell, plane = <usize>w.height * line;
  memory.fill(dx + <usize>from * plane, 0, <usize>(to - from) * plane);
  for (let b = from; b < to; b++) for (let oy = 0; oy < w.outHeight; oy++) {
    const image = dx + <usize>b * plane, top = oy * w.strideY - w.padTop;
    const y0 = max(0, -top), y1 = min(w.kernelHeight, w.height - top);
    for (let ox = 0; ox < w.outWidth; ox++) {
      const left = ox * w.strideX - w.padLeft, x0 = max(0, -left), x1 = min(w.kernelWidth, w.width - left);
      const out = <usize>((b * w.outHeight + oy) * w.outWidth + ox) * cell, corner = image + <usize>(top + y0) * line + <usize>(left + x0) * cell;
      for (let c = 0; c < C; c += 4) {
        const o = <usize>c << 2, rest = C - c;
        const g = take(dy + out + o, rest), where = take(argmax + out + o, rest);
        let begin = corner + o;
        for (let ky = y0; ky < y1; ky++) {
          let p = begin;
          for (let kx = x0; kx < x1; kx++) {
            put(p, rest, f32x4.add(take(p, rest), v128.and(g, i32x4.eq(where, i32x4.splat(ky * w.kernelWidth + kx)))));
            p += cell;
          }
          begin += line;
        }
      }
    }
  }
}

export function avgPool(from: i32, to: i32, at: usize, x: usize, y: usize): void {
  const w = changetype<Window>(at), C = w.channels, cell = <usize>C << 2, line = <usize>w.width * cell;
  for (let r = from; r < to; r++) {
    const image = x + <usize>(r / w.outHeight) * <usize>w.height * line, top = r % w.outHeight * w.strideY - w.padTop;
    const y0 = max(0, -top), y1 = min(w.kernelHeight, w.height - top);
    for (let ox = 0; ox < w.outWidth; ox++) {
      const left = ox * w.strideX - w.padLeft, x0 = max(0, -left), x1 = min(w.kernelWidth, w.width - left);
      const out = <usize>(r * w.outWidth + ox) * cell, corner = image + <usize>(top + y0) * line + <usize>(left + x0) * cell;
      const count = f32x4.splat(<f32>((y1 - y0) * (x1 - x0)));
      for (let c = 0; c < C; c += 4) {
        const o = <usize>c << 2, rest = C - c;
        let sum = f32x4.splat(0), begin = corner + o;
        for (let ky = y0; ky < y1; ky++) {
          let p = begin;
          for (let kx = x0; kx < x1; kx++) {
            sum = f32x4.add(sum, take(p, rest));
            p += cell;
          }
          begin += line;
        }
        put(y + out + o, rest, f32x4.div(sum, count));
      }
    }
  }
}

export function avgPoolGrad(from: i32, to: i32, at: usize, dy: usize, dx: usize): void {
  const w = changetype<Window>(at), C = w.channels, cell = <usize>C << 2, line = <usize>w.width * cell, plane = <usize>w.height * line;
  memory.fill(dx + <usize>from * plane, 0, <usize>(to - from) * plane);
  for (let b = from; b < to; b++) for (let oy = 0; oy < w.outHeight; oy++) {
    const image = dx + <usize>b * plane, top = oy * w.strideY - w.padTop;
    const y0 = max(0, -top), y1 = min(w.kernelHeight, w.height - top);
    for (let ox = 0; ox < w.outWidth; ox++) {
      const left = ox * w.strideX - w.padLeft, x0 = max(0, -left), x1 = min(w.kernelWidth, w.width - left);
      const out = <usize>((b * w.outHeight + oy) * w.outWidth + ox) * cell, corner = image + <usize>(top + y0) * line + <usize>(left + x0) * cell;
      const count = f32x4.splat(<f32>((y1 - y0) * (x1 - x0)));
      for (let c = 0; c < C; c += 4) {
        const o = <usize>c << 2, rest = C - c, g = f32x4.div(take(dy + out + o, rest), count);
        let begin = corner + o;
        for (let ky = y0; ky < y1; ky++) {
          let p = begin;
          for (let kx = x0; kx < x1; kx++) {
            put(p, rest, f32x4.add(take(p, rest), g));
            p += cell;
          }
          begin += line;
        }
      }
    }
  }
}
