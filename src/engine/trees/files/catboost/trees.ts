import type { RawTree } from '../assemble.ts';
import { setOf } from '../assemble.ts';
import type { Part } from '../part.ts';
import { MISSING } from '../derived.ts';
import { codeOf, type Columns } from './columns.ts';

const MOST_DEPTH = 16;
const MOST_NODES = 50_000_000;

/** A question of the file: its "yes" is the right child there. */
interface Question {
  readonly feature: number;
  readonly threshold: number;
  readonly missingLeft: 0 | 1;
  /** The one category it asks for; −1: one that no row has. `null` for numbers. */
  readonly code: number | null;
}

export interface Questions extends Columns {
  /** Splits by statistics in the file's order. */
  readonly ctrSplits: readonly { readonly lookup: number; readonly border: number }[];
}

function readSplit(split: Part, { floats, cats, hashes, columns, ctrSplits, firstCtrSplit }: Questions): Question {
  const type = split.at('split_type').text();
  if (type === 'FloatFeature') {
    const { column, missingAbove } = floats[split.at('float_feature_index').integer(0, floats.length - 1)]!;
    return { feature: column, threshold: Math.fround(split.at('border').number()), missingLeft: missingAbove ? 0 : 1, code: null };
  }
  if (type === 'OneHotFeature') {
    const column = cats[split.at('cat_feature_index').integer(0, cats.length - 1)]!;
    const code = codeOf(hashes[column]!, split.at('value').integer(-(2 ** 31), 2 ** 32 - 1) | 0);
    return { feature: column, threshold: 0, missingLeft: code === MISSING ? 1 : 0, code };
  }
  if (type !== 'OnlineCtr') throw split.at('split_type').bad(`is "${type.slice(0, 40)}", which is not read.`);
  const found = ctrSplits[split.at('split_index').integer(firstCtrSplit, firstCtrSplit + ctrSplits.length - 1) - firstCtrSplit]!;
  return { feature: columns.length + found.lookup, threshold: found.border, missingLeft: 1, code: null };
}

class Nodes {
  readonly #width: number;
  readonly feature: number[] = [];
  readonly threshold: number[] = [];
  readonly left: number[] = [];
  readonly right: number[] = [];
  readonly missingLeft: number[] = [];
  readonly value: number[] = [];
  readonly cover: number[] = [];
  readonly sets = new Map<number, Uint32Array>();

  constructor(width: number) {
    this.#width = width;
  }

  add(values: ArrayLike<number> | null, cover: number): number {
    const node = this.feature.push(-1) - 1;
    this.threshold.push(0);
    this.left.push(-1);
    this.right.push(-1);
    this.missingLeft.push(0);
    for (let k = 0; k < this.#width; k++) this.value.push(values?.[k] ?? 0);
    this.cover.push(cover);
    return node;
  }

  /** "Yes" is the left child where a category is asked for, so that unknown ones go where "no" leads. */
  split(node: number, { feature, threshold, missingLeft, code }: Question, no: number, yes: number): void {
    this.feature[node] = feature;
    this.threshold[node] = threshold;
    this.missingLeft[node] = missingLeft;
    [this.left[node], this.right[node]] = code === null ? [no, yes] : [yes, no];
    if (code !== null) this.sets.set(node, setOf(code < 0 ? [] : [code]));
    this.cover[node] = this.cover[no]! + this.cover[yes]!;
  }

  tree(): RawTree {
    const cover = Float64Array.from(this.cover);
    return {
      feature: Int32Array.from(this.feature), threshold: Float64Array.from(this.threshold), left: Int32Array.from(this.left), right: Int32Array.from(this.right),
      missingLeft: Uint8Array.from(this.missingLeft), sets: this.sets, value: Float64Array.from(this.value), gain: new Float64Array(cover.length), cover, count: cover, output: 0,
    };
  }
}

/** A symmetric tree: one question a level. Bit i of a leaf's number is the answer to question i; the last one stands at the root. */
export function readOblivious(tree: Part, questions: Questions, width: number, scale: number): RawTree {
  const splits = tree.at('splits').value === null ? [] : tree.at('splits').list(MOST_DEPTH).map((split) => readSplit(split, questions));
  const depth = splits.length;
  const leaves = 2 ** depth;
  const values = tree.at('leaf_values').numbers(leaves * width).map((v) => v * scale);
  const weights = tree.has('leaf_weights') ? tree.at('leaf_weights').numbers(leaves) : new Float64Array(leaves);
  const nodes = new Nodes(width);
  for (let i = 0; i < leaves - 1; i++) nodes.add(null, 0);
  for (let leaf = 0; leaf < leaves; leaf++) nodes.add(values.subarray(leaf * width, (leaf + 1) * width), weights[leaf]!);
  for (let node = leaves - 2; node >= 0; node--) nodes.split(node, splits[depth - 1 - Math.floor(Math.log2(node + 1))]!, 2 * node + 1, 2 * node + 2);
  return nodes.tree();
}

/** A tree of nested nodes, as Depthwise and Lossguide grow it. */
export function readNested(tree: Part, questions: Questions, width: number, scale: number): RawTree {
  const nodes = new Nodes(width);
  const open: { readonly part: Part; readonly node: number }[] = [];
  const inner: { readonly node: number; readonly question: Question; no: number; yes: number }[] = [];
  const enter = (part: Part): number => {
    if (nodes.feature.length >= MOST_NODES) throw tree.bad(`has more than ${MOST_NODES} nodes.`);
    if (part.has('split')) {
      const node = nodes.add(null, 0);
      open.push({ part, node });
      return node;
    }
    const value = part.at('value');
    const values = (typeof value.value === 'number' ? Float64Array.of(value.number()) : value.numbers(width)).map((v) => v * scale);
    if (values.length !== width) throw value.bad(`should have ${width} numbers.`);
    return nodes.add(values, part.has('weight') ? part.at('weight').number() : 0);
  };
  enter(tree);
  for (let next = open.shift(); next; next = open.shift()) {
    const question = readSplit(next.part.at('split'), questions);
    inner.push({ node: next.node, question, no: enter(next.part.at('left')), yes: enter(next.part.at('right')) });
  }
  for (const { node, question, no, yes } of inner.reverse()) nodes.split(node, question, no, yes);
  return nodes.tree();
}
