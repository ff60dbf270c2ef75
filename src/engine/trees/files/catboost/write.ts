import { StudioError } from '../../../core/errors.ts';
import type { TreeEnsemble } from '../../ensemble.ts';
import { codesOf } from '../assemble.ts';
import { floatThresholds } from '../float32.ts';
import { noSoftmax } from '../one-number.ts';
import { categoryHash, MISSING_HASH, MISSING_NAME } from './city-hash.ts';
import { lossFor } from './losses.ts';
import { type Statistics, writeCtrs } from './write-ctrs.ts';

export interface CatboostOptions {
  /** CatBoost's name of the loss, where it is known; one with the same link otherwise. */
  readonly loss?: string;
  /** Names of the classes; '0', '1', … where they are not given. */
  readonly classes?: readonly string[] | null;
  /** Behind the ensemble's last columns, where it asks about statistics of categories. */
  readonly statistics?: Statistics;
}

const refuse = (why: string): StudioError => new StudioError('unsupported', `These trees have no CatBoost form: ${why} Take the ONNX file instead.`);

type Split =
  | { readonly split_type: 'FloatFeature'; readonly float_feature_index: number; readonly border: number; readonly split_index: number }
  | { readonly split_type: 'OnlineCtr'; readonly ctr_target_border_idx: number; readonly border: number; readonly split_index: number }
  | { readonly split_type: 'OneHotFeature'; readonly cat_feature_index: number; readonly value: number; readonly split_index: number };

/** Where CatBoost sends missing numbers of each column: it has one rule a column. */
function nanTreatments(e: TreeEnsemble): readonly string[] {
  const seen = e.columns.map(() => new Set<number>());
  e.feature.forEach((j, node) => { if (j >= 0 && e.set[node]! < 0) seen[j]!.add(e.missingLeft[node]!); });
  return seen.map((sides, j) => {
    if (sides.size > 1) throw refuse(`some of them send missing values of "${e.columns[j]!}" left and some right, and CatBoost has one rule a column.`);
    return sides.has(0) ? 'AsTrue' : 'AsFalse';
  });
}

/** Columns with what is asked of them, and every node's question in CatBoost's words. */
class Questions {
  readonly floats: readonly { readonly column: number; readonly borders: readonly number[] }[];
  readonly cats: readonly { readonly column: number; readonly values: readonly number[] }[];
  /** Of each statistic, ascending. */
  readonly statistics: readonly (readonly number[])[];
  readonly #e: TreeEnsemble;
  readonly #made: Statistics;
  /** Columns of the table; those of statistics are behind them. */
  readonly #own: number;
  readonly #thresholds: Float64Array;

  constructor(e: TreeEnsemble, made: Statistics) {
    this.#e = e;
    this.#made = made;
    this.#own = e.columns.length - made.features.length;
    this.#thresholds = floatThresholds(e.threshold);
    const asked = e.columns.map(() => new Set<number>());
    e.feature.forEach((j, node) => { if (j >= 0) asked[j]!.add(e.set[node]! < 0 ? this.#thresholds[node]! : this.#hash(node)); });
    // What statistics combine must be among the questions that the file knows.
    for (const { floats, oneHots } of made.tables) {
      for (const { column, border } of floats) asked[column]!.add(border);
      for (const { column, code } of oneHots) asked[column]!.add(code < 0 ? MISSING_HASH : categoryHash(e.categories[column]![code]!));
    }
    const ascending = (values: Iterable<number>): number[] => [...values].sort((a, b) => a - b);
    this.statistics = asked.slice(this.#own).map(ascending);
    const of = (category: boolean) => e.categories.slice(0, this.#own).flatMap((names, column) => ((names !== null) === category ? [{ column, values: ascending(asked[column]!) }] : []));
    this.floats = of(false).map(({ column, values }) => ({ column, borders: values }));
    this.cats = of(true);
  }

  #hash(node: number): number {
    const e = this.#e;
    const codes = codesOf(e.sets, e.set[node]!);
    const name = e.columns[e.feature[node]!]!;
    if (codes.length === 0 && e.missingLeft[node] === 1) return MISSING_HASH;
    if (codes.length !== 1 || e.missingLeft[node] === 1) throw refuse(`some of them divide the categories of "${name}" into sets${e.missingLeft[node] === 1 ? ' with the missing ones' : ''}, and CatBoost asks for one category at a time.`);
    return categoryHash(e.categories[e.feature[node]!]![codes[0]!]!);
  }

  split(node: number): Split {
    const e = this.#e;
    const j = e.feature[node]!;
    const before = (lists: readonly (readonly number[])[]): number => lists.reduce((sum, list) => sum + list.length, 0);
    if (j >= this.#own) {
      const at = j - this.#own;
      const border = this.#thresholds[node]!;
      const index = before([...this.floats.map((f) => f.borders), ...this.cats.map((c) => c.values), ...this.statistics.slice(0, at)]) + this.statistics[at]!.indexOf(border);
      return { split_type: 'OnlineCtr', ctr_target_border_idx: this.#made.features[at]!.border, border, split_index: index };
    }
    if (e.set[node]! < 0) {
      const at = this.floats.findIndex((float) => float.column === j);
      const border = this.#thresholds[node]!;
      const index = before(this.floats.slice(0, at).map((f) => f.borders)) + this.floats[at]!.borders.indexOf(border);
      return { split_type: 'FloatFeature', float_feature_index: at, border, split_index: index };
    }
    const at = this.cats.findIndex((cat) => cat.column === j);
    const value = this.#hash(node);
    const index = before([...this.floats.map((f) => f.borders), ...this.cats.slice(0, at).map((c) => c.values)]) + this.cats[at]!.values.indexOf(value);
    return { split_type: 'OneHotFeature', cat_feature_index: at, value, split_index: index };
  }
}

/** What a leaf adds to every output. */
function leafValue(e: TreeEnsemble, tree: number, leaf: number): number[] {
  const scale = e.combine === 'mean' ? 1 / (e.roots.length - 1) : 1;
  if (e.width > 1) return Array.from({ length: e.width }, (_, k) => e.value[leaf * e.width + k]! * scale);
  return Array.from({ length: e.outputs }, (_, k) => (k === e.output[tree] ? e.value[leaf]! * scale : 0));
}

/** "No" and "yes": the yes of a category is our left, that of a number our right. */
const sides = (e: TreeEnsemble, node: number): readonly [number, number] => (e.set[node]! < 0 ? [e.left[node]!, e.right[node]!] : [e.right[node]!, e.left[node]!]);

/** The levels of a symmetric tree from its root, `null` where the tree is none: one question a level, every branch as deep as the others. */
function levelsOf(e: TreeEnsemble, root: number, same: (a: number, b: number) => boolean): readonly (readonly number[])[] | null {
  const levels: number[][] = [[root]];
  for (let level = levels[0]!; ; level = levels.at(-1)!) {
    const leaves = level.filter((node) => e.feature[node]! < 0).length;
    if (leaves === level.length) return levels.length > 17 ? null : levels;
    if (leaves > 0 || !level.every((node) => same(level[0]!, node))) return null;
    levels.push(level.flatMap((node) => sides(e, node)));
  }
}

const sameQuestion = (e: TreeEnsemble) => (a: number, b: number): boolean =>
  e.feature[a] === e.feature[b] && e.threshold[a] === e.threshold[b] && (e.set[a]! < 0) === (e.set[b]! < 0) && (e.set[a]! < 0 || codesOf(e.sets, e.set[a]!).join() === codesOf(e.sets, e.set[b]!).join());

type Nested = { value: number | readonly number[]; weight: number } | { split: Split; left: Nested; right: Nested };

function nestedTree(e: TreeEnsemble, t: number, questions: Questions): Nested {
  // Children stand after their parents, so that going backwards finds them made.
  const made = new Map<number, Nested>();
  for (let node = e.roots[t + 1]! - 1; node >= e.roots[t]!; node--) {
    if (e.feature[node]! < 0) {
      const value = leafValue(e, t, node);
      made.set(node, { value: value.length === 1 ? value[0]! : value, weight: e.cover[node]! });
    } else {
      const [no, yes] = sides(e, node);
      made.set(node, { split: questions.split(node), left: made.get(no)!, right: made.get(yes)! });
    }
  }
  return made.get(e.roots[t]!)!;
}

/** The trees of the file: symmetric where all of them are. */
function treesOf(e: TreeEnsemble, questions: Questions): Record<string, unknown> {
  const trees = Array.from({ length: e.roots.length - 1 }, (_, t) => t);
  const same = sameQuestion(e);
  const levels = trees.map((t) => levelsOf(e, e.roots[t]!, same));
  if (!levels.every((found) => found !== null)) return { trees: trees.map((t) => nestedTree(e, t, questions)) };
  return {
    oblivious_trees: levels.map((found, t) => ({
      leaf_values: found.at(-1)!.flatMap((leaf) => leafValue(e, t, leaf)),
      leaf_weights: found.at(-1)!.map((leaf) => e.cover[leaf]!),
      splits: found.slice(0, -1).map((level) => questions.split(level[0]!)).reverse(),
    })),
  };
}

/**
 * The trees as the JSON that CatBoost loads. Thresholds become single precision, so that every value of single precision
 * goes where it went. Throws StudioError('unsupported') where CatBoost has no such question: sets of several categories,
 * missing values that go left at one node and right at another.
 */
export function writeCatboost(e: TreeEnsemble, { loss = lossFor(e.link), classes = null, statistics = { tables: [], features: [] } }: CatboostOptions = {}): Uint8Array<ArrayBuffer> {
  if (e.outputs > 1 && e.link !== 'softmax') throw noSoftmax(e, 'CatBoost');
  const treatments = nanTreatments(e);
  const questions = new Questions(e, statistics);
  const made = statistics.features.length === 0 ? null : writeCtrs(statistics, questions.statistics, {
    cat: (column) => questions.cats.findIndex((c) => c.column === column), float: (column) => questions.floats.findIndex((f) => f.column === column), names: (column) => e.categories[column] ?? [],
  });
  const count = e.link === 'softmax' ? e.outputs : e.link === 'logistic' ? 2 : 0;
  const names = classes ?? Array.from({ length: count }, (_, k) => String(k));
  const name = (column: number) => ({ feature_id: e.columns[column]!, feature_name: e.columns[column]!, flat_feature_index: column });
  const model = {
    features_info: {
      float_features: questions.floats.map(({ column, borders }, i) => ({ ...name(column), feature_index: i, borders, has_nans: true, nan_value_treatment: treatments[column]! })),
      ...(questions.cats.length === 0 ? {} : {
        categorical_features: questions.cats.map(({ column, values }, i) => ({ ...name(column), feature_index: i, ...(values.length === 0 ? {} : { values }) })),
        cat_features_hash: [...new Set([...questions.cats.flatMap(({ column }) => e.categories[column] ?? []), MISSING_NAME])].map((value) => ({ hash: categoryHash(value) >>> 0, value })),
      }),
      ...(made === null ? {} : { ctrs: made.ctrs }),
    },
    ...(made === null ? {} : { ctr_data: made.ctr_data }),
    model_info: {
      params: { loss_function: { type: loss } },
      ...(count === 0 ? {} : { class_params: { class_label_type: 'String', class_names: names, class_to_label: names.map((_, k) => k), classes_count: 0 } }),
    },
    ...treesOf(e, questions),
    scale_and_bias: [1, Array.from(e.base)],
  };
  return new TextEncoder().encode(JSON.stringify(model));
}
