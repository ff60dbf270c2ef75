import { useEffect, useRef } from 'react';
import type { ImageShape } from '../../../study/schema.ts';

interface Props {
  readonly shape: ImageShape;
  /** Value of a pixel by its place, row-major, channels last; scaled between the image's own lowest and highest. */
  readonly pixel: (index: number) => number;
  readonly size?: number;
}

/** A row of pixel columns as the picture it is. */
export function PixelImage({ shape: { width, height, channels }, pixel, size = 40 }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const values = Array.from({ length: width * height * channels }, (_, i) => pixel(i));
    const low = Math.min(...values);
    const scale = 255 / (Math.max(...values) - low || 1);
    const image = context.createImageData(width, height);
    for (let p = 0; p < width * height; p++) {
      for (let c = 0; c < 3; c++) image.data[4 * p + c] = (values[channels === 1 ? p : 3 * p + c]! - low) * scale;
      image.data[4 * p + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }, [width, height, channels, pixel]);
  return <canvas ref={canvas} className="tl-pixels" width={width} height={height} style={{ width: size, height: (size * height) / width }}>The row as a picture</canvas>;
}
