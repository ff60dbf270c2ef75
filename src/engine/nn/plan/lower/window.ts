import { WINDOW_BYTES, type Window, writeWindow } from '../../../kernels/twins/neural/window.ts';
import { memoryOver } from '../../../kernels/memory.ts';

/** A window as numbers that lie in memory as its words. */
export function windowWords(window: Window): Float32Array {
  const buffer = new ArrayBuffer(Math.ceil(WINDOW_BYTES / 8) * 8);
  writeWindow(memoryOver(buffer), 0, window);
  return new Float32Array(buffer, 0, WINDOW_BYTES / 4);
}
