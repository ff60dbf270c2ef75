import { StudioError } from '../../../core/errors.ts';
import type { TreeEnsemble } from '../../ensemble.ts';
import { codesOf } from '../assemble.ts';
import { type Document, encodeJson, encodeUbjson, floatText, Numbers } from '../document.ts';
import { floorFloat32, nextFloat32 } from '../float32.ts';
import { oneNumberLeaves } from '../one-number.ts';
import { sortCategories } from '../recode.ts';
import { keepsNames, writeCategories } from './categories.ts';
import { fromMargin, objectiveFor, objectiveOf, toMargin } from './objectives.ts';

export interface XgboostOptions {
  readonly form: 'json' | 'ubjson';
  /** XGBoost's name of the objective, where it is known; one with the same link otherwise. */
  readonly objective?: string;
}

const LARGEST = 3.4028234663852886e38;

/** XGBoost reads `<` the next number; beyond the largest there is none. */
const below = (threshold: number): number => Math.min(nextFloat32(floorFloat32(threshold)), LARGEST);

/**
 * Base scores, and what of each output's start they cannot say: a probability in single precision tells margins apart only
 * near a half. That part is added to the leaves of the output's first tree.
 */
function startOf(e: TreeEnsemble, start: ReturnType<typeof objectiveOf>['start']): { readonly scores: readonly number[]; readonly rest: Map<number, number> } {
  const rest = new Map<number, number>();
  const scores = Array.from(e.base, (margin, k) => {
    const score = Math.fround(fromMargin(start, margin));
    const error = margin - toMargin(start, score);
    const first = e.output.indexOf(k);
    if (Math.abs(error) <= 2e-7 * Math.max(1, Math.abs(margin)) || first < 0) return score;
    rest.set(first, margin);
    return fromMargin(start, 0);
  });
  return { scores, rest };
}

/**
 * The nodes of tree `t`, level by level: XGBoost looks for a right child right behind the left one. What goes left here by
 * its category goes right there.
 */
function levels(e: TreeEnsemble, t: number): { readonly nodes: readonly number[]; readonly left: readonly number[]; readonly right: readonly number[] } {
  const nodes = [e.roots[t]!];
  const left: number[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    if (e.feature[node]! < 0) left.push(-1);
    else {
      left.push(nodes.length);
      const sides = [e.left[node]!, e.right[node]!];
      nodes.push(...(e.set[node]! >= 0 ? sides.reverse() : sides));
    }
  }
  return { nodes, left, right: left.map((child) => (child < 0 ? -1 : child + 1)) };
}

function treeDocument(e: TreeEnsemble, t: number, scale: number, shift: number): Document {
  const { nodes, left, right } = levels(e, t);
  const of = <T>(values: ArrayLike<T>): ((i: number) => T) => (i) => values[nodes[i]!]!;
  const leaf = (i: number): boolean => of(e.feature)(i) < 0;
  const held = (i: number): number => of(e.value)(i) * scale + shift;
  const byCategory = (i: number): boolean => of(e.set)(i) >= 0;
  const each = (value: (i: number) => number): number[] => nodes.map((_, i) => value(i));
  const parents = new Array<number>(nodes.length).fill(2 ** 31 - 1);
  left.forEach((child, i) => { if (child >= 0) parents[child] = parents[child + 1] = i; });
  const owners = each((i) => i).filter(byCategory);
  const listed = owners.map((i) => codesOf(e.sets, of(e.set)(i)));
  let segment = 0;
  const segments = listed.map((codes) => (segment += codes.length) - codes.length);
  return {
    base_weights: new Numbers('d', each((i) => held(i))),
    categories: new Numbers('l', listed.flat()), categories_nodes: new Numbers('l', owners),
    categories_segments: new Numbers('L', segments), categories_sizes: new Numbers('L', listed.map((codes) => codes.length)),
    default_left: new Numbers('U', each((i) => (leaf(i) ? 0 : byCategory(i) ? 1 - of(e.missingLeft)(i) : of(e.missingLeft)(i)))),
    id: t,
    left_children: new Numbers('l', left), right_children: new Numbers('l', right), parents: new Numbers('l', parents),
    loss_changes: new Numbers('d', each(of(e.gain))),
    split_conditions: new Numbers('d', each((i) => (leaf(i) ? held(i) : byCategory(i) ? 0 : below(of(e.threshold)(i))))),
    split_indices: new Numbers('l', each((i) => Math.max(0, of(e.feature)(i)))),
    split_type: new Numbers('U', each((i) => (byCategory(i) ? 1 : 0))),
    sum_hessian: new Numbers('d', each(of(e.cover))),
    tree_param: { num_deleted: '0', num_feature: String(e.columns.length), num_nodes: String(nodes.length), size_leaf_vector: '1' },
  };
}

/** Trees of a round stand together, output by output; how many a round has is a matter of warm starts alone. */
function rounds(e: TreeEnsemble): { readonly indptr: readonly number[]; readonly parallel: number } {
  const trees = e.roots.length - 1;
  const step = e.combine === 'mean' ? trees : e.outputs;
  const whole = step > 0 && trees % step === 0 && (e.combine === 'mean' || Array.from(e.output).every((k, t) => k === t % step));
  const size = whole ? step : Math.max(1, trees);
  return { indptr: Array.from({ length: Math.floor(trees / size) + 1 }, (_, i) => Math.min(trees, i * size)), parallel: e.combine === 'mean' ? Math.max(1, trees) : 1 };
}

/**
 * The trees as XGBoost 3.x reads them, in JSON or UBJSON. Numbers become single precision: thresholds so that every value of
 * single precision goes where it went, leaves rounded. The mean over a forest becomes a sum of shares. Throws
 * StudioError('unsupported') for forests that average the shares of classes.
 */
export function writeXgboost(given: TreeEnsemble, { form, objective = objectiveFor(given.link) }: XgboostOptions): Uint8Array<ArrayBuffer> {
  const narrow = oneNumberLeaves(given, 'XGBoost');
  const e = keepsNames(narrow.categories) ? narrow : sortCategories(narrow);
  const { link, start } = objectiveOf(objective);
  if (link !== e.link) throw new StudioError('internal', `The objective ${objective} does not go with ${e.link}.`);
  const trees = e.roots.length - 1;
  const scale = e.combine === 'mean' ? 1 / Math.max(1, trees) : 1;
  const { indptr, parallel } = rounds(e);
  const classes = link === 'softmax' ? e.outputs : 0;
  const { scores, rest } = startOf(e, start);
  const document: Document = {
    learner: {
      attributes: classes > 0 || link === 'logistic' ? { scikit_learn: '{"_estimator_type": "classifier"}' } : {},
      feature_names: [...e.columns],
      feature_types: e.categories.map((names) => (names === null ? 'float' : 'c')),
      gradient_booster: {
        model: {
          cats: catsDocument(e),
          gbtree_model_param: { num_parallel_tree: String(parallel), num_trees: String(trees) },
          iteration_indptr: [...indptr],
          tree_info: Array.from(e.output),
          trees: Array.from({ length: trees }, (_, t) => treeDocument(e, t, scale, rest.get(t) ?? 0)),
        },
        name: 'gbtree',
      },
      learner_model_param: { base_score: `[${scores.map(floatText).join(',')}]`, boost_from_average: '0', num_class: String(classes), num_feature: String(e.columns.length), num_target: '1' },
      objective: { name: objective, ...parametersOf(objective, classes) },
    },
    version: [3, 2, 0],
  };
  return form === 'json' ? encodeJson(document) : encodeUbjson(document);
}

function catsDocument(e: TreeEnsemble): Document {
  const { enc, feature_segments, sorted_idx } = writeCategories(e.categories);
  return {
    enc: enc.map(({ offsets, values }) => ({ offsets: new Numbers('l', offsets), values: new Numbers('i', values) })),
    feature_segments: new Numbers('l', feature_segments), sorted_idx: new Numbers('l', sorted_idx),
  };
}

/** What an objective's own reader asks for; the values matter in training alone. */
function parametersOf(objective: string, classes: number): Record<string, Document> {
  if (objective.startsWith('multi:')) return { softmax_multiclass_param: { num_class: String(classes) } };
  if (objective.startsWith('rank:')) return { lambdarank_param: {} };
  switch (objective) {
    case 'count:poisson': return { poisson_regression_param: { max_delta_step: '0.7' } };
    case 'reg:tweedie': return { tweedie_regression_param: { tweedie_variance_power: '1.5' } };
    case 'reg:pseudohubererror': return { pseudo_huber_param: { huber_slope: '1' } };
    case 'reg:quantileerror': return { quantile_loss_param: { quantile_alpha: '[0.5]' } };
    case 'survival:aft': return { aft_loss_param: { aft_loss_distribution: 'normal', aft_loss_distribution_scale: '1' } };
    case 'survival:cox': case 'reg:absoluteerror': case 'reg:squaredlogerror': return {};
    default: return { reg_loss_param: { scale_pos_weight: '1' } };
  }
}
