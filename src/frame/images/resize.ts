import type { PixelShape, RgbaImage } from './shape.ts';

/** Luma of Rec. 601. */
const RED = 0.299;
const GREEN = 0.587;
const BLUE = 0.114;

/**
 * The image in the given shape, 0…255, channels last: every new pixel is the mean of the area it covers (parts of pixels count
 * by their share), transparency shown on white. Proportions are not kept.
 */
export function resizeImage(image: RgbaImage, shape: PixelShape): Uint8Array {
  const across = spans(image.width, shape.width);
  const down = spans(image.height, shape.height);
  const out = new Uint8Array(shape.width * shape.height * shape.channels);
  let at = 0;
  for (const rows of down) {
    for (const columns of across) {
      let [r, g, b] = [0, 0, 0];
      for (const [y, wy] of rows) {
        for (const [x, wx] of columns) {
          const p = (y * image.width + x) * 4;
          const alpha = image.rgba[p + 3]! / 255;
          const weight = wx * wy;
          r += weight * (image.rgba[p]! * alpha + 255 * (1 - alpha));
          g += weight * (image.rgba[p + 1]! * alpha + 255 * (1 - alpha));
          b += weight * (image.rgba[p + 2]! * alpha + 255 * (1 - alpha));
        }
      }
      if (shape.channels === 1) out[at++] = Math.round(RED * r + GREEN * g + BLUE * b);
      else {
        out[at++] = Math.round(r);
        out[at++] = Math.round(g);
        out[at++] = Math.round(b);
      }
    }
  }
  return out;
}

/** For each of `to` new pixels the old ones it covers, with weights that add up to 1. */
function spans(from: number, to: number): readonly (readonly (readonly [number, number])[])[] {
  const scale = from / to;
  return Array.from({ length: to }, (_, k) => {
    const start = k * scale;
    const end = Math.min(from, (k + 1) * scale);
    const parts: (readonly [number, number])[] = [];
    for (let i = Math.floor(start); i < Math.ceil(end - 1e-9); i++) {
      const share = Math.min(end, i + 1) - Math.max(start, i);
      if (share > 1e-9) parts.push([i, share / (end - start)]);
    }
    return parts;
  });
}
