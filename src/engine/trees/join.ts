import type { TreeEnsemble } from './ensemble.ts';

type Numbers = Int32Array | Uint32Array | Uint8Array | Float64Array;

/** The trees of several ensembles of one shape (same columns, width, base, link), in their order. */
export function joinEnsembles(parts: readonly TreeEnsemble[]): TreeEnsemble {
  if (parts.length === 1) return parts[0]!;
  const nodes = parts.reduce((n, { feature }) => n + feature.length, 0);
  const trees = parts.reduce((n, { roots }) => n + roots.length - 1, 0);
  const { width } = parts[0]!;
  const gathered = <A extends Numbers>(into: A, pick: (e: TreeEnsemble) => A, moved: (e: TreeEnsemble, node: number, sets: number) => ((v: number) => number) | null = () => null): A => {
    let at = 0;
    let node = 0;
    let sets = 0;
    for (const part of parts) {
      const from = pick(part);
      const move = moved(part, node, sets);
      if (move === null) into.set(from, at);
      else for (let i = 0; i < from.length; i++) into[at + i] = move(from[i]!);
      at += from.length;
      node += part.feature.length;
      sets += part.sets.length;
    }
    return into;
  };
  const byNode = (_: TreeEnsemble, node: number) => (v: number): number => (v < 0 ? v : v + node);
  const roots = new Int32Array(trees + 1);
  let tree = 0;
  let node = 0;
  for (const part of parts) {
    for (let t = 1; t < part.roots.length; t++) roots[++tree] = node + part.roots[t]!;
    node += part.feature.length;
  }
  return {
    ...parts[0]!,
    roots,
    feature: gathered(new Int32Array(nodes), (e) => e.feature),
    threshold: gathered(new Float64Array(nodes), (e) => e.threshold),
    left: gathered(new Int32Array(nodes), (e) => e.left, byNode),
    right: gathered(new Int32Array(nodes), (e) => e.right, byNode),
    missingLeft: gathered(new Uint8Array(nodes), (e) => e.missingLeft),
    set: gathered(new Int32Array(nodes), (e) => e.set, (_, __, sets) => (v) => (v < 0 ? v : v + sets)),
    sets: gathered(new Uint32Array(parts.reduce((n, { sets }) => n + sets.length, 0)), (e) => e.sets),
    value: gathered(new Float64Array(nodes * width), (e) => e.value),
    output: gathered(new Int32Array(trees), (e) => e.output),
    gain: gathered(new Float64Array(nodes), (e) => e.gain),
    cover: gathered(new Float64Array(nodes), (e) => e.cover),
    count: gathered(new Float64Array(nodes), (e) => e.count),
  };
}
