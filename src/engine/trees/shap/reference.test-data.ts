import { type Matrix, matrix } from '../../../frame/matrix.ts';
import type { TreeEnsemble } from '../ensemble.ts';

type Numbers = readonly number[];

/** The plain form as reference.py writes it. */
interface Written {
  readonly columns: readonly string[];
  readonly categories: readonly (readonly string[] | null)[];
  readonly outputs: number;
  readonly width: number;
  readonly base: Numbers;
  readonly combine: string;
  readonly link: string;
  readonly float32: boolean;
  readonly roots: Numbers;
  readonly output: Numbers;
  readonly sets: Numbers;
  readonly feature: Numbers;
  readonly threshold: Numbers;
  readonly left: Numbers;
  readonly right: Numbers;
  readonly missingLeft: Numbers;
  readonly set: Numbers;
  readonly value: Numbers;
  readonly gain: Numbers;
  readonly cover: Numbers;
  readonly count: Numbers;
}

export const readEnsemble = (w: Written): TreeEnsemble => ({
  columns: w.columns, categories: w.categories, outputs: w.outputs, width: w.width, base: Float64Array.from(w.base),
  combine: w.combine as TreeEnsemble['combine'], link: w.link as TreeEnsemble['link'], float32: w.float32,
  roots: Int32Array.from(w.roots), output: Int32Array.from(w.output), sets: Uint32Array.from(w.sets), feature: Int32Array.from(w.feature),
  threshold: Float64Array.from(w.threshold), left: Int32Array.from(w.left), right: Int32Array.from(w.right), missingLeft: Uint8Array.from(w.missingLeft),
  set: Int32Array.from(w.set), value: Float64Array.from(w.value), gain: Float64Array.from(w.gain), cover: Float64Array.from(w.cover), count: Float64Array.from(w.count),
});

/** JSON has no NaN: Python writes it as such, and the file is read as null. */
export const readRows = (e: TreeEnsemble, rows: readonly (readonly (number | null)[])[]): Matrix =>
  ({ ...matrix(e.columns, Float64Array.from(rows.flat(), (v) => v ?? Number.NaN)), categories: e.categories });
