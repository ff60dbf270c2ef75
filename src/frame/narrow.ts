import { type CodeArray, type MissingMask, type NumberArray, isMissing } from './table.ts';

/**
 * The smallest array that holds the first `rows` values exactly; a copy. Missing cells hold 0 in integer arrays and NaN in
 * floating ones. −0 counts as not an integer, so that it survives.
 */
export function narrowNumbers(values: Float64Array, rows: number, missing: MissingMask): NumberArray {
  let min = Infinity;
  let max = -Infinity;
  let integers = true;
  let singles = true;
  for (let i = 0; i < rows; i++) {
    if (isMissing(missing, i)) continue;
    const v = values[i]!;
    if (v < min) min = v;
    if (v > max) max = v;
    if (integers && (v !== Math.trunc(v) || (v === 0 && Object.is(v, -0)))) integers = false;
    if (singles && Math.fround(v) !== v && v === v) singles = false;
  }
  const target = pick(rows, min, max, integers, singles);
  const fill = target instanceof Float64Array || target instanceof Float32Array ? NaN : 0;
  for (let i = 0; i < rows; i++) target[i] = isMissing(missing, i) ? fill : values[i]!;
  return target;
}

function pick(rows: number, min: number, max: number, integers: boolean, singles: boolean): NumberArray {
  if (min > max) return new Uint8Array(rows);
  if (integers) {
    if (min >= 0) {
      if (max < 0x100) return new Uint8Array(rows);
      if (max < 0x10000) return new Uint16Array(rows);
      if (max < 0x100000000) return new Uint32Array(rows);
    }
    if (min >= -0x80 && max < 0x80) return new Int8Array(rows);
    if (min >= -0x8000 && max < 0x8000) return new Int16Array(rows);
    if (min >= -0x80000000 && max < 0x80000000) return new Int32Array(rows);
  }
  return singles ? new Float32Array(rows) : new Float64Array(rows);
}

/** An empty array for codes below `size`. */
export function codeArray(size: number, rows: number): CodeArray {
  if (size <= 0x100) return new Uint8Array(rows);
  return size <= 0x10000 ? new Uint16Array(rows) : new Int32Array(rows);
}
