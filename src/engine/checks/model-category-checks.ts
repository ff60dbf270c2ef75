import { type Matrix, takeRows } from '../../frame/matrix.ts';
import { quietContext } from '../core/context.ts';
import { type Dataset, isClassification, takeDataset } from '../core/dataset.ts';
import { mulberry32, permutation } from '../core/random.ts';
import { CATEGORY, categoryAlone, categoryToys, recode } from './model-category-toys.ts';
import { assertExported } from './model-export-checks.ts';
import { type ModelCheck, type Subject, answers, assert, assertClose, assertFinite, assertModelOrSentence, assertRefuses, fit, tolerance } from './model-subject.ts';

const MANY = 10_000;

/** Pearson's. */
function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (v: Float64Array): number => v.reduce((x, y) => x + y, 0) / v.length;
  const [ma, mb] = [mean(a), mean(b)];
  const sum = (f: (i: number) => number): number => a.reduce((s, _, i) => s + f(i), 0);
  return sum((i) => (a[i]! - ma) * (b[i]! - mb)) / Math.sqrt(sum((i) => (a[i]! - ma) ** 2) * sum((i) => (b[i]! - mb) ** 2));
}

/** Promises about columns of categories, of models that take them as they are; of all others, that they say they do not. */
export function* categoryChecks(subject: Subject): Generator<ModelCheck> {
  const { model, task } = subject;
  if (model.tags.images) return;
  if (!model.tags.categories) {
    yield { id: 'category-refused', says: 'it refuses categories and names the column', run: async () => {
      const { at } = await assertRefuses(() => fit(subject, categoryToys(model, task)), '"kind"', 'categories');
      assert(at.column === 'kind', 'the error does not point at the column');
    } };
    return;
  }
  const toys = (): Dataset => categoryToys(model, task);
  const fresh = categoryToys(model, task, 6, 30, 99).X;
  const unseen = recode(fresh, (code, i) => (i % 3 === 0 ? 6 : code));
  const holed = recode(fresh, (code, i) => (i % 3 === 0 ? Number.NaN : code));

  yield { id: 'category-unseen', says: 'a category that was not there in training gets an answer, and the other rows keep theirs', run: async () => {
    const state = await fit(subject, toys());
    const [known, found] = [await answers(subject, state, fresh), await answers(subject, state, unseen)];
    assertFinite(found);
    const k = found.length / fresh.rows;
    for (let i = 0; i < fresh.rows; i++) if (i % 3 !== 0) assertClose(found.slice(i * k, (i + 1) * k), known.slice(i * k, (i + 1) * k), tolerance(subject, 1e-12), `row ${i}`);
  } };
  yield { id: 'category-missing', says: model.tags.allowNaN ? 'it takes missing categories in training and in use' : 'it refuses a missing category and names the column', run: async () => {
    const spoiled = { ...toys(), X: recode(toys().X, (code, i) => (i % 5 === 0 ? Number.NaN : code)) };
    if (!model.tags.allowNaN) return void await assertRefuses(() => fit(subject, spoiled), '"kind"');
    for (const data of [toys(), spoiled]) assertFinite(await answers(subject, await fit(subject, data), holed));
  } };
  yield { id: 'category-one', says: 'one category only: a model or a sentence', run: () => assertModelOrSentence(subject, { ...toys(), X: recode(toys().X, () => 0, ['only']) }) };
  yield { id: 'category-none', says: 'a category column without any value: a model or a sentence', run: () => assertModelOrSentence(subject, { ...toys(), X: recode(toys().X, () => Number.NaN, []) }) };
  yield { id: 'category-alone', says: 'a category column alone is enough to learn from', run: async () => {
    const data = categoryAlone(categoryToys(model, task, 4, 200));
    const said = await answers(subject, await fit(subject, data), data.X);
    assertFinite(said);
    if (model.tags.family !== 'baseline') assert(said.some((v) => Math.abs(v - said[0]!) > 1e-6 && v !== said[1]!), 'it says the same of every category');
  } };
  yield { id: 'category-learns', says: 'it reads codes as names, not as amounts', run: async () => {
    if (model.tags.family === 'baseline' || task === 'unsupervised') return;
    const data = categoryAlone(categoryToys(model, task, 12, 600));
    const state = await fit(subject, data);
    const said = await model.predict(state, data.X, quietContext());
    const right = isClassification(task) ? said.filter((v, i) => v === data.y![i]).length / said.length : correlation(said, data.y!);
    assert(right > 0.7, `${isClassification(task) ? 'accuracy' : 'correlation'} ${right}`);
  } };
  yield { id: 'category-many', says: `${MANY.toLocaleString('en')} categories: a model or a sentence`, run: () => assertModelOrSentence(subject, categoryToys(model, task, MANY, MANY + 2000)) };
  yield { id: 'category-names', says: 'another order of the names gives the same model', run: async () => {
    const data = toys();
    const names = data.X.categories![CATEGORY]!;
    const order = permutation(names.length, mulberry32(11));
    const renamed = names.map((_, code) => names[order.indexOf(code)]!);
    const turn = (X: Matrix): Matrix => recode(X, (code) => order[code]!, renamed);
    const plain = await answers(subject, await fit(subject, data), fresh);
    const other = await answers(subject, await fit(subject, { ...data, X: turn(data.X) }), turn(fresh));
    assertClose(other, plain, tolerance(subject, 1e-9), 'order of the names');
  } };
  yield { id: 'row-alone', says: 'a row alone gets what it gets among others, known category or not', run: async () => {
    const state = await fit(subject, toys());
    const all = await answers(subject, state, unseen);
    const k = all.length / unseen.rows;
    for (let i = 0; i < unseen.rows; i++) assertClose(await answers(subject, state, takeRows(unseen, [i])), all.slice(i * k, (i + 1) * k), tolerance(subject, 1e-12), `row ${i}`);
  } };
  // Who is excused from the order of rows altogether is so with categories too; some depend on it with categories alone.
  if (model.waives?.['row-order'] === undefined) yield { id: 'category-row-order', says: 'it learns the same of categories whatever the order of the rows', run: async () => {
    const data = toys();
    const shuffled = takeDataset(data, permutation(data.X.rows, mulberry32(5)));
    assertClose(await answers(subject, await fit(subject, shuffled), fresh), await answers(subject, await fit(subject, data), fresh), tolerance(subject, 1e-7), 'row order');
  } };
  yield { id: 'export', says: 'exported, it says the same of known, unknown and missing categories, or says why it cannot be', run: async () => {
    const state = await fit(subject, toys());
    for (const X of [fresh, unseen, ...(model.tags.allowNaN ? [holed] : [])]) await assertExported(subject, state, X);
  } };
}
