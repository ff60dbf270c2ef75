/** What every image of a table is brought to: pixels row by row, channels last; one channel is gray, three are red, green, blue. */
export interface PixelShape {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** A decoded image: four bytes a pixel, alpha last. */
export interface RgbaImage {
  readonly rgba: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}
