import type { Figure } from '../figure.ts';
import { DOWN, UP } from '../reference.ts';
import { sane } from '../words.ts';

/** Row-major, channels last. */
export interface PixelShape {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** One number a pixel (channels summed) as a picture: where the model looks. Signed effects have two colours about zero. */
export function pixelFigure(values: ArrayLike<number>, { width, height, channels }: PixelShape, title: string, signed: boolean): Figure {
  const pixel = Float64Array.from({ length: width * height }, (_, p) => {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += values[p * channels + c]!;
    return sum;
  });
  const most = pixel.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
  const idle = pixel.filter((v) => Math.abs(v) <= most / 100).length;
  const columns = Array.from({ length: width }, (_, x) => x);
  return {
    data: [
      {
        type: 'heatmap',
        z: Array.from({ length: height }, (_, y) => columns.map((x) => pixel[y * width + x]!)),
        zmin: signed ? -most : 0,
        zmax: most,
        colorscale: signed ? [[0, DOWN], [0.5, '@sunken'], [1, UP]] : [[0, '@sunken'], [1, '@accent']],
        colorbar: { thickness: 8, len: 0.8, outlinewidth: 0, tickfont: { size: 11 } },
        hovertemplate: 'Column %{x}, line %{y}: %{z:.3~g}<extra></extra>',
      },
    ],
    layout: {
      xaxis: { visible: false, constrain: 'domain' },
      yaxis: { visible: false, autorange: 'reversed', scaleanchor: 'x', scaleratio: 1 },
    },
    title,
    summary: `${((100 * idle) / pixel.length).toFixed(0)} % of the ${width} × ${height} pixels hardly matter; the strongest one moves it by ${sane(most)}.`,
    table: [
      { name: 'column', values: Float64Array.from(pixel, (_, p) => p % width) },
      { name: 'line', values: Float64Array.from(pixel, (_, p) => Math.floor(p / width)) },
      { name: 'effect', values: pixel },
    ],
  };
}
