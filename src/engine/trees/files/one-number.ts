import { StudioError } from '../../core/errors.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { assemble, type RawTree } from './assemble.ts';

/** Tree `t` of an ensemble by itself, with output `k` of its leaves. */
function rawTree(e: TreeEnsemble, t: number, k: number, scale: number): RawTree {
  const from = e.roots[t]!;
  const to = e.roots[t + 1]!;
  const inside = (values: Int32Array): Int32Array => values.slice(from, to).map((node) => (node < 0 ? -1 : node - from));
  const sets = new Map<number, Uint32Array>();
  for (let node = from; node < to; node++) {
    const at = e.set[node]!;
    if (at >= 0) sets.set(node - from, e.sets.slice(at + 1, at + 1 + e.sets[at]!));
  }
  return {
    feature: e.feature.slice(from, to), threshold: e.threshold.slice(from, to), left: inside(e.left), right: inside(e.right), missingLeft: e.missingLeft.slice(from, to), sets,
    value: Float64Array.from({ length: to - from }, (_, i) => e.value[(from + i) * e.width + k]! * scale),
    gain: e.gain.slice(from, to), cover: e.cover.slice(from, to), count: e.count.slice(from, to), output: k,
  };
}

/** Several outputs that are no softmax: a forest's shares of classes, or one question a class. */
export function noSoftmax(e: TreeEnsemble, library: string): StudioError {
  const why = e.combine === 'mean' ? `they average the shares of ${e.outputs} classes, and ${library} adds scores` : `each of their ${e.outputs} classes has a probability of its own, which is not written here`;
  return new StudioError('unsupported', `These trees have no ${library} form: ${why}. Take the ONNX file instead.`);
}

/**
 * The same predictions from leaves of one number each, for libraries that know no others: a tree becomes one tree an
 * output. Throws StudioError('unsupported') where the outputs are no softmax: a forest's shares of classes.
 */
export function oneNumberLeaves(e: TreeEnsemble, library: string): TreeEnsemble {
  if (e.outputs > 1 && e.link !== 'softmax') throw noSoftmax(e, library);
  if (e.width === 1) return e;
  const trees = e.roots.length - 1;
  const raw = Array.from({ length: trees * e.outputs }, (_, i) => rawTree(e, Math.floor(i / e.outputs), i % e.outputs, e.combine === 'mean' ? e.outputs : 1));
  const { columns, categories, outputs, base, combine, link, float32 } = e;
  return assemble({ columns, categories, width: 1, outputs, base, combine, link, float32 }, raw, library);
}
