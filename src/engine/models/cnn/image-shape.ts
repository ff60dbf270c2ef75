import { StudioError } from '../../core/errors.ts';

interface Given {
  readonly width: number | null;
  readonly height: number | null;
  readonly channels: number | null;
}

/** `[height, width, channels]` for so many pixel columns, filling in what is not given. Throws StudioError('param') where it cannot be. */
export function imageShape(columns: number, { width, height, channels }: Given): readonly [number, number, number] {
  for (const c of channels === null ? [1, 3] : [channels]) {
    const area = columns / c;
    const side = Math.sqrt(area);
    const w = width ?? (height === null ? side : area / height);
    const h = height ?? (width === null ? side : area / width);
    if (Number.isInteger(w) && Number.isInteger(h) && w * h * c === columns) return [h, w, c];
  }
  const asked = width === null && height === null ? 'a square image' : `an image of ${width ?? 'any'} × ${height ?? 'any'}`;
  const depth = channels === null ? '' : ` with ${channels} numbers a pixel`;
  throw new StudioError('param', `The ${columns} columns are not the pixels of ${asked}${depth}. Set "width", "height" and "channels" so that their product is ${columns}, or leave out columns that are not pixels.`, { algorithm: 'CNN', param: 'width' });
}
