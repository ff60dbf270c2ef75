import type { Cells } from '../../../frame/views.ts';
import type { ColumnInfo } from '../../../frame/table.ts';
import type { ImageShape } from '../../../study/schema.ts';

/** The columns that hold pixels: numbers that are not the target, in the table's order; as many as the shape asks for. */
export function pixelColumns(columns: readonly ColumnInfo[], target: string | null, image: ImageShape): readonly string[] {
  return columns.filter((c) => c.type === 'number' && c.name !== target).slice(0, image.width * image.height * image.channels).map((c) => c.name);
}

/** RGBA of one row's image. Values are taken to run from 0 to `top` (1, 16, 255 …). */
export function rgbaOf(cells: readonly Cells[], row: number, image: ImageShape, top: number): Uint8ClampedArray<ArrayBuffer> {
  const { width, height, channels } = image;
  const out = new Uint8ClampedArray(width * height * 4);
  const at = (column: number): number => {
    const cell = cells[column];
    const value = cell !== undefined && cell.kind !== 'text' ? (cell.values[row] ?? 0) : 0;
    return Number.isNaN(value) ? 0 : (255 * value) / top;
  };
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) out[i * 4 + c] = at(i * channels + (channels === 3 ? c : 0));
    out[i * 4 + 3] = 255;
  }
  return out;
}

/** The brightest value there can be, from the brightest there is: 1, 16 or 255, or the value itself. */
export function topOf(cells: readonly Cells[]): number {
  let most = 0;
  for (const cell of cells) if (cell.kind !== 'text') for (const v of cell.values) if (v > most) most = v;
  return most <= 1 ? 1 : most <= 16 ? 16 : most <= 255 ? 255 : most;
}
