import type { Link, TreeEnsemble } from '../ensemble.ts';
import type { Matrix } from '../../../frame/matrix.ts';
import { type CtrFeature, type CtrTable, ctrTable } from './ctr-table.ts';
import type { Split } from './field.ts';
import { keyOf } from './projections.ts';
import { type Tree, leafCount } from './structure.ts';
import type { Boosted } from './train.ts';

/** Trees over the matrix's columns and the statistics derived from them, and what these are derived by. */
export type CtrModel = {
  readonly ensemble: TreeEnsemble;
  readonly tables: readonly CtrTable[];
  readonly features: readonly CtrFeature[];
  /** For each of the ensemble's columns, the matrix's columns it is made of. */
  readonly origins: readonly (readonly number[])[];
};

/** The largest single-precision number below a whole number above zero. */
function below(value: number): number {
  const bits = new Int32Array(Float32Array.of(value).buffer);
  bits[0]!--;
  return new Float32Array(bits.buffer)[0]!;
}

/** A set's words: category `code` alone. */
const only = (code: number): readonly number[] => {
  const words = new Uint32Array((code >> 5) + 1);
  words[code >> 5] = (1 << (code & 31)) >>> 0;
  return [words.length, ...words];
};

/** Numbers the statistics that kept trees ask about. */
class Statistics {
  readonly tables: CtrTable[] = [];
  readonly features: CtrFeature[] = [];
  readonly names: string[] = [];
  readonly origins: number[][] = [];
  readonly #boosted: Boosted;
  readonly #columns: readonly string[];
  readonly #tableAt = new Map<string, number>();
  readonly #featureAt = new Map<string, number>();

  constructor(boosted: Boosted, columns: readonly string[]) {
    this.#boosted = boosted;
    this.#columns = columns;
  }

  /** The place of the split's statistic among all statistics. */
  at({ projection, column }: Extract<Split, { kind: 'ctr' }>): number {
    const key = `${keyOf(projection)} ${column}`;
    const known = this.#featureAt.get(key);
    if (known !== undefined) return known;
    const { field } = this.#boosted.work;
    const ctrs = field.ctrs!;
    const tableKey = keyOf(projection);
    let table = this.#tableAt.get(tableKey);
    if (table === undefined) {
      table = this.tables.push(ctrTable(projection, ctrs.groups(projection), field.categories, field.floats, this.#boosted.target!)) - 1;
      this.#tableAt.set(tableKey, table);
    }
    const { spec, border, prior } = ctrs.columns(projection)[column]!;
    const { type, priors, borders } = ctrs.specs(projection)[spec]!;
    const found = this.features.push({ table, type, border, prior: priors[prior]!, borders }) - 1;
    const { columns, floats, oneHots } = this.tables[table]!;
    const parts = [...Array.from(columns, (c) => this.#columns[c]!), ...floats.map((f) => `${this.#columns[f.column]!} > ${f.border}`), ...oneHots.map((o) => `${this.#columns[o.column]!} = ${o.code}`)];
    this.names.push(`${parts.join(' × ')}, ${type}${type === 'Borders' || type === 'Buckets' ? ` ${border}` : ''} (prior ${priors[prior]!})`);
    this.origins.push([...new Set([...columns, ...floats.map((f) => f.column), ...oneHots.map((o) => o.column)])]);
    this.#featureAt.set(key, found);
    return found;
  }
}

interface Node {
  readonly split: Split | null;
  readonly leaf: number;
  /** Numbers within the tree. */
  no: number;
  yes: number;
}

/** The tree's nodes, the root first and children behind their parents. */
function nodesOf(tree: Tree): readonly Node[] {
  const nodes: Node[] = [];
  const add = (at: number, level: number): number => {
    const own = nodes.length;
    const symmetric = tree.children === null;
    const isLeaf = symmetric ? level === tree.splits.length : at < 0 || tree.splits.length === 0;
    const node: Node = { split: isLeaf ? null : tree.splits[symmetric ? level : at]!, leaf: isLeaf ? (symmetric ? at : at < 0 ? -1 - at : 0) : -1, no: -1, yes: -1 };
    nodes.push(node);
    if (isLeaf) return own;
    node.no = add(symmetric ? at : tree.children![2 * at]!, level + 1);
    node.yes = add(symmetric ? at | (1 << level) : tree.children![2 * at + 1]!, level + 1);
    return own;
  };
  add(0, 0);
  return nodes;
}

/** The first `count` trees as an ensemble; `shrink` what the model was multiplied by before each tree but the first. Leaves no row of training reached stay, as in CatBoost. */
export function toEnsemble(boosted: Boosted, X: Matrix, count: number, link: Link, shrink: number): CtrModel {
  const trees = boosted.trees.slice(0, count);
  const statistics = new Statistics(boosted, X.columns);
  const { field } = boosted.work;
  const p = X.columns.length;
  const width = boosted.start.length;
  const total = trees.reduce((n, t) => n + 2 * leafCount(t) - 1, 0);
  const ints = (): Int32Array => new Int32Array(total).fill(-1);
  const roots = new Int32Array(trees.length + 1);
  const [feature, left, right, set] = [ints(), ints(), ints(), ints()];
  const [threshold, gain, cover, rows] = [new Float64Array(total), new Float64Array(total), new Float64Array(total), new Float64Array(total)];
  const missingLeft = new Uint8Array(total);
  const value = new Float64Array(total * width);
  const sets: number[] = [];
  const setAt = new Map<number, number>();

  /** Which child of the split is left: `yes` where a category is asked for, so that unknown ones go where "no" leads. */
  const ask = (node: number, split: Split, no: number, yes: number): void => {
    [left[node], right[node]] = split.kind === 'oneHot' ? [yes, no] : [no, yes];
    if (split.kind === 'float') {
      const { column, borders, nan } = field.floats[split.feature]!;
      [feature[node], threshold[node], missingLeft[node]] = [column, borders[split.border]!, nan === 'max' ? 0 : 1];
      return;
    }
    if (split.kind === 'oneHot') {
      const { column, values } = field.categories[split.feature]!;
      const code = values[split.border]!;
      feature[node] = column;
      missingLeft[node] = code < 0 ? 1 : 0;
      if (!setAt.has(code)) setAt.set(code, sets.push(...(code < 0 ? [0] : only(code))) - (code < 0 ? 1 : only(code).length));
      set[node] = setAt.get(code)!;
      return;
    }
    [feature[node], threshold[node], missingLeft[node]] = [p + statistics.at(split), below(split.border + 1), 1];
  };

  let at = 0;
  trees.forEach((tree, t) => {
    roots[t] = at;
    const nodes = nodesOf(tree);
    for (let i = nodes.length - 1; i >= 0; i--) {
      const { split, leaf, no, yes } = nodes[i]!;
      const node = at + i;
      if (split === null) {
        [cover[node], rows[node]] = [tree.weights[leaf]!, tree.counts[leaf]!];
        for (let k = 0; k < width; k++) value[node * width + k] = tree.values[leaf * width + k]! * shrink ** (trees.length - 1 - t);
        continue;
      }
      const [a, b] = [at + no, at + yes];
      ask(node, split, a, b);
      cover[node] = cover[a]! + cover[b]!;
      rows[node] = rows[a]! + rows[b]!;
      for (let k = 0; k < width; k++) {
        const [va, vb] = [value[a * width + k]!, value[b * width + k]!];
        const mean = cover[node]! > 0 ? (va * cover[a]! + vb * cover[b]!) / cover[node]! : 0;
        value[node * width + k] = mean;
        gain[node]! += cover[a]! * (va - mean) ** 2 + cover[b]! * (vb - mean) ** 2;
      }
    }
    at += nodes.length;
  });
  roots[trees.length] = at;
  return {
    ensemble: {
      columns: [...X.columns, ...statistics.names],
      categories: [...X.columns.map((_, j) => X.categories?.[j] ?? null), ...statistics.names.map(() => null)],
      roots, feature, threshold, left, right, missingLeft, set, sets: Uint32Array.from(sets), width, value,
      outputs: width, output: new Int32Array(trees.length), base: boosted.start.map((v) => v * shrink ** Math.max(0, trees.length - 1)), combine: 'sum', link, float32: true, gain, cover, count: rows,
    },
    tables: statistics.tables,
    features: statistics.features,
    origins: [...X.columns.map((_, j) => [j]), ...statistics.origins],
  };
}
