import type { Kernel } from '../../kernels/kernel.ts';

/** An ensemble as a kernel reads it; addresses are relative to where `bytes` will lie. */
export interface Packed {
  readonly kernel: Kernel;
  readonly bytes: ArrayBuffer;
  /** The table of trees. */
  readonly trees: ArrayBuffer;
  /** Places in `bytes` and `trees` (in 32-bit words) that hold addresses. */
  readonly moved: { readonly bytes: Int32Array; readonly trees: Int32Array };
  /** Bytes the kernel works in while it predicts a block of so many cells (rows × columns). */
  scratch(cells: number): number;
  /** The kernel's last argument. */
  readonly last: number;
}

/** The next cache line. */
export const line = (bytes: number): number => Math.ceil(bytes / 64) * 64;
