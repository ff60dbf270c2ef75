import { type Matrix, takeRows } from '../../frame/matrix.ts';
import { quietContext } from '../core/context.ts';
import { mulberry32, permutation } from '../core/random.ts';
import { argmaxRows, sigmoid, softmaxRows } from '../math/softmax.ts';
import { type ModelCheck, type Subject, answers, assert, assertClose, assertFinite, assertRefuses, fit, hasProba, tolerance } from './model-subject.ts';
import { toyData } from './model-toys.ts';

const renamed = (X: Matrix, columns: readonly string[]): Matrix => ({ ...X, columns });

/** Promises about predictions. */
export function* predictChecks(subject: Subject): Generator<ModelCheck> {
  const { model, task } = subject;
  const train = toyData(model, task);
  const fresh = toyData(model, task, 24, 99).X;
  const width = (values: Float64Array, rows: number): number => values.length / rows;
  const within = tolerance(subject, 1e-12);

  yield { id: 'predict-order', says: 'each row gets its answer whatever the order of the rows', run: async () => {
    const state = await subject.fitted.get(subject);
    const order = permutation(fresh.rows, mulberry32(3));
    const all = await answers(subject, state, fresh);
    const k = width(all, fresh.rows);
    const expected = Float64Array.from(Array.from(order).flatMap((i) => Array.from(all.subarray(i * k, (i + 1) * k))));
    assertClose(await answers(subject, state, takeRows(fresh, order)), expected, within, 'prediction order');
  } };
  yield { id: 'row-alone', says: 'a row alone gets what it gets among others', run: async () => {
    const state = await subject.fitted.get(subject);
    const all = await answers(subject, state, fresh);
    const k = width(all, fresh.rows);
    for (let i = 0; i < fresh.rows; i++) assertClose(await answers(subject, state, takeRows(fresh, [i])), all.slice(i * k, (i + 1) * k), within, `row ${i}`);
  } };
  yield { id: 'no-rows', says: 'no rows get no answers', run: async () => {
    const state = await subject.fitted.get(subject);
    assert((await answers(subject, state, takeRows(fresh, []))).length === 0, 'it answered');
  } };
  yield { id: 'columns', says: 'it refuses missing, extra, renamed and reordered columns by name', run: async () => {
    const state = await subject.fitted.get(subject);
    const predict = (X: Matrix) => () => model.predict(state, X, quietContext());
    const p = fresh.columns.length;
    const last = fresh.columns[p - 1]!;
    const drop = Float64Array.from(fresh.values.filter((_, at) => at % p !== p - 1));
    await assertRefuses(predict({ rows: fresh.rows, columns: fresh.columns.slice(0, -1), values: drop }), `"${last}"`);
    const more = Float64Array.from(Array.from({ length: fresh.rows * (p + 1) }, (_, at) => (at % (p + 1) === p ? 1 : fresh.values[Math.floor(at / (p + 1)) * p + (at % (p + 1))]!)));
    await assertRefuses(predict({ rows: fresh.rows, columns: [...fresh.columns, 'surplus'], values: more }), '"surplus"');
    await assertRefuses(predict(renamed(fresh, fresh.columns.with(0, 'renamed'))), '"renamed"');
    await assertRefuses(predict(renamed(fresh, fresh.columns.with(0, fresh.columns[1]!).with(1, fresh.columns[0]!))), `"${fresh.columns[0]!}"`);
  } };
  yield { id: 'column-names', says: 'odd column names change nothing', run: async () => {
    const odd = ['__proto__', 'constructor', '', '列 "1"'];
    const names = fresh.columns.map((name, j) => odd[j] ?? name);
    const plain = await answers(subject, await subject.fitted.get(subject), fresh);
    const strange = await answers(subject, await fit(subject, { ...train, X: renamed(train.X, names) }), renamed(fresh, names));
    assertClose(strange, plain, tolerance(subject, 0), 'column names');
  } };
  if (hasProba(subject)) yield* probaChecks(subject);
  if (task === 'unsupervised') yield* unsupervisedChecks(subject);
  if (model.coefficients) yield { id: 'coefficients', says: 'its coefficients are its predictions', run: async () => {
    const state = await subject.fitted.get(subject);
    const { coef, intercept } = model.coefficients!(state);
    const p = fresh.columns.length;
    const outputs = intercept.length;
    assert(coef.rows === outputs && coef.values.length === outputs * p && coef.columns.join() === fresh.columns.join(), `shape ${coef.rows} × ${coef.columns.length}, ${outputs} intercepts`);
    const z = Float64Array.from({ length: fresh.rows * outputs }, (_, at) => {
      const [i, k] = [Math.floor(at / outputs), at % outputs];
      let sum = intercept[k]!;
      for (let j = 0; j < p; j++) sum += coef.values[k * p + j]! * fresh.values[i * p + j]!;
      return sum;
    });
    if (!hasProba(subject)) return assertClose(z, await answers(subject, state, fresh), 1e-9, 'coefficients');
    if (outputs > 1) softmaxRows(z, outputs);
    const expected = outputs > 1 ? z : Float64Array.from(Array.from(z).flatMap((v) => [sigmoid(-v), sigmoid(v)]));
    assertClose(expected, await answers(subject, state, fresh), 1e-9, 'coefficients');
  } };
}

function* probaChecks(subject: Subject): Generator<ModelCheck> {
  const { model, task } = subject;
  const train = toyData(model, task);
  const fresh = toyData(model, task, 24, 99).X;
  const K = train.classes!.length;
  yield { id: 'proba', says: 'its probabilities lie in 0 … 1, sum to one, stand under the classes, and their largest is the label', run: async () => {
    const state = await subject.fitted.get(subject);
    const { rows, columns, values } = await model.predictProba!(state, fresh, quietContext());
    assert(rows === fresh.rows && columns.join() === train.classes!.join(), `${rows} rows under ${columns.join()}`);
    for (let i = 0; i < rows; i++) {
      const row = values.subarray(i * K, (i + 1) * K);
      assert(row.every((v) => v >= 0 && v <= 1), `row ${i}: ${row.join()}`);
      const sum = row.reduce((a, b) => a + b, 0);
      assert(Math.abs(sum - 1) <= tolerance(subject, 1e-12), `row ${i} sums to ${sum}`);
    }
    assertClose(await model.predict(state, fresh, quietContext()), argmaxRows(values, K), 0, 'labels');
  } };
  yield { id: 'class-order', says: 'naming the classes the other way round turns the probabilities round', run: async () => {
    const turned = { ...train, classes: train.classes!.toReversed(), y: train.y!.map((k) => K - 1 - k) };
    const plain = await answers(subject, await subject.fitted.get(subject), fresh);
    const other = await answers(subject, await fit(subject, turned), fresh);
    const back = Float64Array.from(other, (_, at) => other[Math.floor(at / K) * K + (K - 1 - (at % K))]!);
    assertClose(back, plain, tolerance(subject, 1e-6), 'class order');
  } };
  yield { id: 'absent-class', says: 'a class without training rows keeps its place', run: async () => {
    const state = await fit(subject, { ...train, task: 'multiclass', classes: [...train.classes!, 'zebra'] });
    const { columns, values } = await model.predictProba!(state, fresh, quietContext());
    assert(columns.length === K + 1 && values.length === fresh.rows * (K + 1), `${columns.length} columns`);
    assertFinite(values);
  } };
}

function* unsupervisedChecks(subject: Subject): Generator<ModelCheck> {
  const { model, task } = subject;
  const train = toyData(model, task);
  yield { id: 'code', says: 'it encodes and rebuilds every row, if it does at all', run: async () => {
    const state = await subject.fitted.get(subject);
    const code = await model.encode?.(state, train.X, quietContext());
    const rebuilt = await model.reconstruct?.(state, train.X, quietContext());
    assert((code === undefined) === (rebuilt === undefined), 'it does one but not the other');
    if (!code || !rebuilt) return;
    assert(code.rows === train.X.rows && code.values.length === code.rows * code.columns.length, 'shape of the code');
    assert(rebuilt.rows === train.X.rows && rebuilt.columns.join() === train.X.columns.join(), 'shape of the rebuilt rows');
    assertFinite(code.values);
    assertFinite(rebuilt.values);
  } };
}
