const LINE = 64;

/** A stretch of memory that is needed from step `from` to step `to`. */
export interface Buffer {
  bytes: number;
  from: number;
  to: number;
  offset: number;
}

/** Gives every buffer a place, the largest first, each as low as those that live at the same time allow. Answers the bytes in all. */
export function place(buffers: readonly Buffer[]): number {
  const placed: Buffer[] = [];
  let end = 0;
  for (const buffer of buffers.toSorted((a, b) => b.bytes - a.bytes || a.from - b.from)) {
    const beside = placed.filter((p) => p.from <= buffer.to && buffer.from <= p.to).sort((a, b) => a.offset - b.offset);
    let at = 0;
    for (const p of beside) {
      if (at + buffer.bytes <= p.offset) break;
      at = Math.max(at, p.offset + p.bytes);
    }
    buffer.offset = at;
    end = Math.max(end, at + buffer.bytes);
    placed.push(buffer);
  }
  return end;
}

export const lines = (bytes: number): number => Math.ceil(bytes / LINE) * LINE;
