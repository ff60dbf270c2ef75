import { mulberry32 } from '../../core/random.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { assemble, type RawTree, setOf } from './assemble.ts';

export interface RandomShape {
  readonly seed: number;
  readonly trees: number;
  readonly outputs: number;
  readonly width: number;
  readonly columns: number;
  /** How many categories a column has; columns that are not named hold numbers. */
  readonly categories: Readonly<Record<number, number>>;
  readonly leaves: number;
  readonly float32: boolean;
  readonly link: TreeEnsemble['link'];
  readonly combine?: TreeEnsemble['combine'];
  /** False: missing categories go right everywhere. */
  readonly missingCategoriesLeft?: boolean;
}

/** A random ensemble for tests: any shape that files may hold. Numbers are of single precision where `float32` is. */
export function randomEnsemble(shape: RandomShape): TreeEnsemble {
  const random = mulberry32(shape.seed);
  const below = (n: number): number => Math.floor(random() * n);
  const round = (v: number): number => (shape.float32 ? Math.fround(v) : v);
  const { width } = shape;
  const names = Array.from({ length: shape.columns }, (_, j) => (shape.categories[j] === undefined ? null : Array.from({ length: shape.categories[j] }, (_, c) => `c${c}`)));
  const trees = Array.from({ length: shape.trees }, (_, t): RawTree => {
    const nodes = 2 * shape.leaves - 1;
    const sets = new Map<number, Uint32Array>();
    const tree = {
      feature: new Int32Array(nodes).fill(-1), threshold: new Float64Array(nodes), left: new Int32Array(nodes).fill(-1), right: new Int32Array(nodes).fill(-1),
      missingLeft: new Uint8Array(nodes), sets, value: new Float64Array(nodes * width),
      gain: new Float64Array(nodes), cover: new Float64Array(nodes), count: new Float64Array(nodes), output: width === 1 ? t % shape.outputs : 0,
    };
    const open = [0];
    let made = 1;
    tree.cover[0] = 64;
    for (let leaf = 1; leaf < shape.leaves; leaf++) {
      const node = open.splice(below(open.length), 1)[0]!;
      const feature = below(shape.columns);
      const size = names[feature]?.length;
      tree.feature[node] = feature;
      tree.missingLeft[node] = size !== undefined && shape.missingCategoriesLeft === false ? 0 : below(2);
      tree.gain[node] = round(random() * 10);
      if (size === undefined) tree.threshold[node] = round((random() - 0.5) * 4);
      else {
        const codes = Array.from({ length: size }, (_, c) => c).filter(() => random() < 0.5);
        sets.set(node, setOf(codes.length === 0 ? [0] : codes));
      }
      for (const side of ['left', 'right'] as const) {
        tree[side][node] = made;
        tree.cover[made] = tree.cover[node]! / 2;
        open.push(made++);
      }
    }
    for (let i = 0; i < nodes * width; i++) tree.value[i] = round(random() - 0.5);
    return tree;
  });
  return assemble({
    columns: names.map((_, j) => `x${j}`), categories: names, width, outputs: shape.outputs, link: shape.link, float32: shape.float32,
    base: Float64Array.from({ length: shape.outputs }, () => round(random())), combine: shape.combine ?? 'sum',
  }, trees, 'random');
}
