// Rows of a table by their numbers. See twins/neural/rows.ts.
import { put, take } from './_lanes.as';

export function gatherRows(from: i32, to: i32, width: i32, rows: i32, ids: usize, table: usize, out: usize): void {
  const bytes = <usize>width << 2;
  for (let i = from; i < to; i++) {
    const id = load<f32>(ids + (<usize>i << 2)), at = out + <usize>i * bytes;
    if (id >= 0 && id < <f32>rows) {
      const source = table + <usize><i32>id * bytes;
      if (width > 64) memory.copy(at, source, bytes);
      else for (let j = 0; j < width; j += 4) put(at + (<usize>j << 2), width - j, take(source + (<usize>j << 2), width - j));
    } else memory.fill(at, 0, bytes);
  }
}

export function scatterAddRows(from: i32, to: i32, count: i32, width: i32, ids: usize, values: usize, table: usize): void {
  const bytes = <usize>width << 2, least = <f32>from, end = <f32>to;
  memory.fill(table + <usize>from * bytes, 0, <usize>(to - from) * bytes);
  for (let i = 0; i < count; i++) {
    const id = load<f32>(ids + (<usize>i << 2));
    if (!(id >= least && id < end)) continue;
    const target = table + <usize><i32>id * bytes, source = values + <usize>i * bytes;
    for (let j = 0; j < width; j += 4) {
      const at = <usize>j << 2, left = width - j;
      put(target + at, left, f32x4.add(take(target + at, left), take(source + at, left)));
    }
  }
}
