import { matrix } from '../../frame/matrix.ts';
import { quietContext } from '../core/context.ts';
import { type Dataset, isClassification, takeDataset } from '../core/dataset.ts';
import { type ModelCheck, type Subject, answers, assert, assertFinite, assertModelOrSentence, assertRefuses, fit } from './model-subject.ts';
import { toyData, withColumns } from './model-toys.ts';

/** Promises about data at the edge. */
export function* inputChecks(subject: Subject): Generator<ModelCheck> {
  const { model, task } = subject;
  const train = toyData(model, task);
  const p = train.X.columns.length;
  const all = train.X.columns.map((_, j) => j);
  const rows = Array.from({ length: train.X.rows }, (_, i) => i);
  const middle = train.y?.toSorted()[train.X.rows >> 1] ?? 0;
  const edge = (id: string, says: string, data: () => Dataset): ModelCheck => ({ id, says: `${says}: a model or a sentence`, run: () => assertModelOrSentence(subject, data()) });

  yield edge('one-row', 'one row', () => takeDataset(train, [0]));
  yield edge('two-rows', 'two rows', () => takeDataset(train, [0, 1]));
  yield edge('one-feature', 'one column', () => withColumns(train, [0]));
  yield edge('constant-columns', 'constant columns among others', () => withColumns(train, all, (v, place) => (place % 2 === 0 ? 4 : v)));
  yield edge('all-constant', 'nothing but constant columns', () => withColumns(train, all, () => 4));
  yield edge('duplicate-columns', 'every column twice', () => withColumns(train, [...all, ...all]));
  yield edge('wide', 'more columns than rows', () => takeDataset(withColumns(train, Array.from({ length: model.tags.images ? p : 40 }, (_, j) => j % p), (v, place) => v * (1 + place)), rows.filter((i) => i % 5 === 0)));
  yield edge('scales', 'columns of sizes far apart', () => withColumns(train, all, (v, place) => v * 10 ** ((place % 5) * 4 - 8)));
  yield edge('duplicate-rows', 'few rows, many times each', () => takeDataset(train, rows.map((i) => i % 3)));
  yield edge('huge', 'numbers near the largest there are', () => withColumns(train, all, (v, place) => (place % 2 === 0 ? Math.sign(v) * 1e300 : v)));
  if (model.tags.allowNaN) {
    yield edge('column-missing', 'a column without any value', () => withColumns(train, all, (v, place) => (place === 0 ? Number.NaN : v)));
    yield edge('all-missing', 'no value in any column', () => withColumns(train, all, () => Number.NaN));
  }
  if (model.tags.sampleWeight) {
    const weighted = (weight: (row: number) => number): Dataset => ({ ...train, sampleWeight: Float64Array.from(rows, weight) });
    yield { id: 'no-weight', says: 'it refuses weights that are all zero', run: async () => void await assertRefuses(() => fit(subject, weighted(() => 0)), 'weight') };
    yield edge('one-weight', 'one row that counts, of all', () => weighted((i) => (i === 0 ? 1 : 0)));
    yield edge('weights-apart', 'weights of sizes far apart', () => weighted((i) => 10 ** ((i % 5) * 4 - 8)));
    if (task !== 'unsupervised') yield edge('weightless-target', 'the upper half of the classes or values, of weight zero', () => weighted((i) => (train.y![i]! >= middle ? 0 : 1)));
  }
  if (task !== 'unsupervised') yield edge('one-target', 'one class, or one value, throughout', () => ({ ...train, y: train.y!.map(() => 1) }));

  yield { id: 'no-data', says: 'it refuses no rows, and no columns', run: async () => {
    await assertRefuses(() => fit(subject, takeDataset(train, [])));
    await assertRefuses(() => fit(subject, { ...train, X: { rows: train.X.rows, columns: [], values: new Float64Array(0) } }), 'column');
  } };
  yield { id: 'wrong-task', says: 'it refuses a task that is not its own', run: async () => {
    const other = (['regression', 'binary', 'unsupervised'] as const).find((t) => !model.tags.tasks.includes(t));
    if (other) await assertRefuses(() => fit(subject, { ...toyData(model, 'regression'), task: other }), other);
  } };
  if (task === 'ranking') yield { id: 'queries', says: 'it refuses a ranking without queries, and takes one query or a query a row: a model or a sentence', run: async () => {
    await assertRefuses(() => fit(subject, { ...train, groups: null }), 'query');
    await assertRefuses(() => fit(subject, { ...train, groups: train.groups!.slice(1) }), 'queries');
    await assertModelOrSentence(subject, { ...train, groups: train.groups!.map(() => 0) });
    await assertModelOrSentence(subject, { ...train, groups: train.groups!.map((_, i) => i) });
  } };
  if (task !== 'unsupervised') yield { id: 'bad-target', says: 'it refuses a target that is not there, too short or missing in a row', run: async () => {
    await assertRefuses(() => fit(subject, { ...train, y: null }), 'target');
    await assertRefuses(() => fit(subject, { ...train, y: train.y!.slice(1) }), 'target');
    await assertRefuses(() => fit(subject, { ...train, y: train.y!.with(3, Number.NaN) }), 'row 4');
    if (isClassification(task)) await assertRefuses(() => fit(subject, { ...train, y: train.y!.with(3, 17) }), 'row 4');
  } };

  const poison = (data: Dataset, value: number): Dataset => ({ ...data, X: matrix(data.X.columns, data.X.values.with(2 * p + 1, value)) });
  for (const value of [Infinity, -Infinity, Number.NaN]) {
    const accepted = Number.isNaN(value) && model.tags.allowNaN;
    yield {
      id: Number.isNaN(value) ? 'missing' : 'infinity',
      says: accepted ? 'it takes missing values' : `it refuses ${value} and names the column and the row`,
      run: async () => {
        const state = await subject.fitted.get(subject);
        const predict = () => model.predict(state, poison(train, value).X, quietContext());
        if (accepted) {
          assertFinite(await predict());
          assertFinite(await answers(subject, await fit(subject, poison(train, value)), poison(train, value).X));
          return;
        }
        for (const work of [() => fit(subject, poison(train, value)), predict]) {
          const { at } = await assertRefuses(work, `"${train.X.columns[1]!}"`, 'row 3');
          assert(at.column === train.X.columns[1] && at.row === 2, 'the error does not point at the cell');
        }
      },
    };
  }
}
