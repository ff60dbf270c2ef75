import { StudioError } from '../engine/core/errors.ts';
import { type FeatureColumn, type Features, type FeatureSource, sourceOf, toMatrix } from '../frame/features.ts';
import type { Matrix } from '../frame/matrix.ts';
import type { FittedPipeline } from './results.ts';
import { applySteps } from './steps.ts';

/** For each column the names its codes stand for; `null` for a number column. */
export type Dictionaries = readonly (readonly string[] | null)[];
type CategoryColumn = Extract<FeatureColumn, { readonly kind: 'category' }>;

function refuse(left: readonly string[]): never {
  const which = left.length === 1 ? `Column "${left[0]}" still holds` : `Columns ${left.slice(0, 5).map((n) => `"${n}"`).join(', ')}${left.length > 5 ? ` and ${left.length - 5} more` : ''} still hold`;
  throw new StudioError('data', `${which} categories, and this model takes numbers. Add a one-hot or ordinal encoding step in Prepare, or drop ${left.length === 1 ? 'it' : 'them'}.`, { column: left[0]! });
}

/** The categories that occur, in the order of the column's own dictionary: one that no training row has is not known to the model. */
function occurring({ codes, categories }: CategoryColumn): readonly string[] {
  const seen = new Uint8Array(categories.length);
  for (const code of codes) if (code >= 0) seen[code] = 1;
  return categories.filter((_, code) => seen[code] === 1);
}

/** What a model will know of each column, from its training rows; a sentence where it cannot take categories and is given some. */
export function learnDictionaries(train: FeatureSource, takesCategories: boolean): Dictionaries {
  const left = train.columns.filter((c) => c.kind === 'category').map((c) => c.name);
  if (left.length > 0 && !takesCategories) refuse(left);
  if (train.columns.length === 0) throw new StudioError('data', 'No column is left to learn from. Keep at least one column besides the target.');
  return train.columns.map(({ kind }, j) => {
    const column = kind === 'category' ? train.read(j) : null;
    return column?.kind === 'category' ? occurring(column) : null;
  });
}

/** For each code of a column's own dictionary the code of training; the number of names for one that was not there. */
function recoding(own: readonly string[], names: readonly string[]): Int32Array {
  const place = new Map(names.map((name, code) => [name, code]));
  return Int32Array.from(own, (name) => place.get(name) ?? names.length);
}

/**
 * Makes the matrices a model sees of features whose steps have been applied: numbers as they are, categories as the codes of
 * training, NaN where one is missing (frame/matrix.ts). Made once for many batches: dictionaries are compared once each.
 */
export function matrices(dictionaries: Dictionaries): (features: FeatureSource) => Matrix {
  const known = dictionaries.map(() => new WeakMap<readonly string[], Int32Array>());
  const some = dictionaries.some((names) => names !== null);
  /** The column with the codes of training as its numbers. */
  const coded = (column: CategoryColumn, j: number): FeatureColumn => {
    const names = dictionaries[j] ?? refuse([column.name]);
    const codes = known[j]!.get(column.categories) ?? recoding(column.categories, names);
    known[j]!.set(column.categories, codes);
    return { kind: 'number', name: column.name, values: Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : codes[code]!)) };
  };
  return (features) => {
    const X = toMatrix({
      ...features,
      read(j) {
        const column = features.read(j);
        return column.kind === 'category' ? coded(column, j) : column;
      },
    });
    return some ? { ...X, categories: dictionaries } : X;
  };
}

/** From rows of a pipeline's inputs to the matrix its model sees: the steps, then the codes of training. */
export function pipelineMatrices(fitted: Pick<FittedPipeline, 'steps' | 'features'>): (features: Features) => Matrix {
  const make = matrices(fitted.features.map((f) => f.categories ?? null));
  return (features) => make(sourceOf(applySteps(fitted.steps, features)));
}
