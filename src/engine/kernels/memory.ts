import { StudioError } from '../core/errors.ts';

/** Addresses are handed out in multiples of this: a cache line. */
const LINE = 64;
/** The first bytes belong to the team (see team.ts). */
export const RESERVED = 65_536;

/**
 * One block of bytes that kernels work on, seen through typed views over all of it: the value at byte address `a` is
 * `f64[a >> 3]`, `i32[a >> 2]`, `u8[a]`. Space is handed out from the bottom up and given back by `release`.
 */
export interface Memory {
  readonly buffer: ArrayBufferLike;
  readonly u8: Uint8Array;
  readonly i32: Int32Array;
  readonly u32: Uint32Array;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
  /** Address of `bytes` new bytes, on a multiple of 64; their content is whatever was there. Throws StudioError('internal') when full. */
  alloc(bytes: number): number;
  /** Where the next space would begin; `release(mark)` gives back all that was handed out since. */
  mark(): number;
  release(mark: number): void;
}

const line = (bytes: number): number => Math.ceil(bytes / LINE) * LINE;

/** Bytes `alloc` takes for this many. */
export const allocated = line;

export function memoryOver(buffer: ArrayBufferLike): Memory {
  let next = RESERVED;
  const whole = Math.floor(buffer.byteLength / 8);
  return {
    buffer,
    u8: new Uint8Array(buffer),
    i32: new Int32Array(buffer, 0, whole * 2),
    u32: new Uint32Array(buffer, 0, whole * 2),
    f32: new Float32Array(buffer, 0, whole * 2),
    f64: new Float64Array(buffer, 0, whole),
    alloc(bytes) {
      const at = next;
      if (at + line(bytes) > buffer.byteLength) {
        throw new StudioError('internal', `A kernel's memory of ${buffer.byteLength} bytes is full: ${bytes} more were asked for and ${buffer.byteLength - at} are left.`);
      }
      next += line(bytes);
      return at;
    },
    mark: () => next,
    release(mark) {
      next = mark;
    },
  };
}
