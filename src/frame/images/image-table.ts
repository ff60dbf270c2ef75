import { FrameError } from '../error.ts';
import { fromColumns } from '../from-columns.ts';
import type { Chunk, Table } from '../table.ts';
import { resizeImage } from './resize.ts';
import type { PixelShape, RgbaImage } from './shape.ts';

export interface LabelledImage extends RgbaImage {
  readonly name: string;
  readonly label: string;
}

const CHUNK_ROWS = 8_192;

/**
 * A table of images: `pixel_0`, `pixel_1`, … (0…255, row by row, channels last) and the category column `label`; images
 * without a label have it missing. Takes the images one at a time, so that only one need be decoded. Throws FrameError
 * ('data') where there is none or one has no pixels.
 */
export async function imageTable(images: Iterable<LabelledImage> | AsyncIterable<LabelledImage>, shape: PixelShape): Promise<Table> {
  const pixels: Uint8Array[] = [];
  const labels: (string | null)[] = [];
  for await (const image of images) {
    if (image.width < 1 || image.height < 1 || image.rgba.length !== image.width * image.height * 4) throw new FrameError('data', `"${image.name}" is not a decoded image of ${image.width} × ${image.height} pixels. Open it in an image program and save it again.`, { row: labels.length });
    pixels.push(resizeImage(image, shape));
    labels.push(image.label === '' ? null : image.label);
  }
  if (pixels.length === 0) throw new FrameError('data', 'There are no images. Choose PNG or JPEG files, one folder for each label.');
  const label = fromColumns([{ name: 'label', values: labels, type: 'category' }], CHUNK_ROWS);
  const width = shape.width * shape.height * shape.channels;
  const chunks = label.chunks.map((chunk, k): Chunk => {
    const rows = pixels.slice(k * CHUNK_ROWS, k * CHUNK_ROWS + chunk.rows);
    const columns = Array.from({ length: width }, (_, j) => ({ type: 'number' as const, values: Uint8Array.from(rows, (row) => row[j]!), missing: null }));
    return { rows: chunk.rows, columns: [...columns, chunk.columns[0]!] };
  });
  const names = Array.from({ length: width }, (_, j) => ({ name: `pixel_${j}`, type: 'number' as const }));
  return { rows: pixels.length, columns: [...names, ...label.columns], chunkRows: CHUNK_ROWS, chunks };
}
