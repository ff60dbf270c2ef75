import { quietContext } from '../core/context.ts';
import { type Dataset, isClassification, takeDataset } from '../core/dataset.ts';
import { StudioError } from '../core/errors.ts';
import type { Plain } from '../core/plain.ts';
import { resolveParams } from '../core/params.ts';
import { mulberry32, permutation } from '../core/random.ts';
import { type ModelCheck, type Subject, answers, assert, assertClose, assertFinite, assertRefuses, fit, tolerance, variants } from './model-subject.ts';
import { toyData } from './model-toys.ts';

const copy = (data: Dataset): Dataset => structuredClone(data);

function isPlain(value: unknown): boolean {
  if (value === null || ['boolean', 'number', 'string'].includes(typeof value)) return true;
  if (ArrayBuffer.isView(value)) return !(value instanceof DataView);
  if (Array.isArray(value)) return value.every(isPlain);
  return typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain);
}

/** Pairs of rows of one query that differ in relevance: the share that stands in the right order. */
function rightPairs(y: Float64Array, predicted: Float64Array, groups: Int32Array): number {
  let pairs = 0;
  let right = 0;
  for (let i = 0; i < y.length; i++) {
    for (let j = 0; j < y.length; j++) {
      if (groups[i] !== groups[j] || y[i]! <= y[j]!) continue;
      pairs++;
      if (predicted[i]! > predicted[j]!) right++;
    }
  }
  return right / pairs;
}

/** Share of right answers, of pairs of a query in the right order, or R², of the model and of the best constant. */
async function score(subject: Subject, state: Plain, data: Dataset): Promise<number> {
  const y = data.y ?? new Float64Array(0);
  const predicted = await subject.model.predict(state, data.X, quietContext());
  if (isClassification(subject.task)) return predicted.filter((v, i) => v === y[i]).length / y.length;
  if (subject.task === 'ranking') return rightPairs(y, predicted, data.groups!);
  const mean = y.reduce((a, b) => a + b, 0) / y.length;
  const left = y.reduce((s, v, i) => s + (v - predicted[i]!) ** 2, 0);
  return 1 - left / y.reduce((s, v) => s + (v - mean) ** 2, 0);
}

/** Promises about what is learned. */
export function* fitChecks(subject: Subject): Generator<ModelCheck> {
  const { model, task } = subject;
  const train = toyData(model, task);
  const fresh = toyData(model, task, 24, 99).X;

  for (const change of variants(model.params)) {
    yield { id: 'options', says: `it learns and predicts with ${JSON.stringify(change)}`, run: async () => {
      const optional = Object.keys(change).some((name) => model.params[name]?.kind === 'nullable');
      try {
        assertFinite(await answers(subject, await subject.fitted.get(subject, change), fresh));
      } catch (error) {
        // A number that may be left out can also not fit the data; a sentence says so.
        if (!optional) throw error;
        await assertRefuses(() => { throw error; });
      }
    } };
  }
  yield { id: 'plain', says: 'what it learned is plain data', run: async () => assert(isPlain(await subject.fitted.get(subject)), 'the state holds something that cannot be posted') };
  yield { id: 'clone', says: 'what it learned predicts bit for bit after a structured clone', run: async () => {
    const state = await subject.fitted.get(subject);
    assertClose(await answers(subject, structuredClone(state), fresh), await answers(subject, state, fresh), 0, 'clone');
  } };
  yield { id: 'twice', says: 'it learns the same twice', run: async () => {
    const [a, b] = [await answers(subject, await fit(subject, train), fresh), await answers(subject, await subject.fitted.get(subject), fresh)];
    assertClose(a, b, tolerance(subject, 0), 'twice');
  } };
  const { continues } = model;
  if (continues !== undefined) {
    yield { id: 'continues', says: 'going on from a finished model gives what training all at once gives, bit for bit', run: async () => {
      const all = (model.checkWith?.[continues.by] ?? model.params[continues.by]!.default) as number;
      const few = Math.ceil(all / 3);
      const learn = async (rounds: number, warmStart?: Plain): Promise<Plain> =>
        model.fit(train, resolveParams(model.params, { ...model.checkWith, [continues.by]: rounds }, model.name), quietContext(3, warmStart === undefined ? {} : { warmStart }));
      const before = await learn(few);
      assert(JSON.stringify(await learn(continues.counts === 'all' ? all : all - few, before)) === JSON.stringify(await learn(all)), 'what was learned in two goes differs from what was learned at once');
    } };
  }
  yield { id: 'row-order', says: 'it learns the same whatever the order of the rows', run: async () => {
    const shuffled = takeDataset(train, permutation(train.X.rows, mulberry32(5)));
    assertClose(await answers(subject, await fit(subject, shuffled), fresh), await answers(subject, await subject.fitted.get(subject), fresh), tolerance(subject, 1e-7), 'row order');
  } };
  yield { id: 'input-untouched', says: 'it leaves its input alone', run: async () => {
    // Made anew: another check may have had its data changed already.
    const own = toyData(model, task);
    const given = model.tags.sampleWeight ? { ...own, sampleWeight: new Float64Array(own.X.rows).fill(1) } : own;
    const [before, freshBefore] = [copy(given), structuredClone(fresh)];
    await answers(subject, await fit(subject, given), fresh);
    assert(JSON.stringify(given) === JSON.stringify(before) && JSON.stringify(fresh) === JSON.stringify(freshBefore), 'the input was changed');
  } };
  yield { id: 'keeps-no-view', says: 'what it learned does not change with the training data', run: async () => {
    const given = copy(train);
    const state = await fit(subject, given);
    const before = await answers(subject, state, fresh);
    given.X.values.fill(0);
    given.y?.fill(0);
    assertClose(await answers(subject, state, fresh), before, 0, 'after the data changed');
  } };
  if (model.tags.sampleWeight) yield* weightChecks(subject);
  if (task !== 'unsupervised' && model.tags.family !== 'baseline' && model.checkWith === undefined) {
    yield { id: 'learns', says: 'it learns what can be learned', run: async () => {
      const data = toyData(model, task, 200);
      const found = await score(subject, await fit(subject, data), toyData(model, task, 100, 99));
      assert(found > 0.7, `score ${found} on new rows`);
    } };
  }
  if (model.tags.family !== 'baseline') yield* jobChecks(subject);
}

function* weightChecks(subject: Subject): Generator<ModelCheck> {
  const train = toyData(subject.model, subject.task);
  const fresh = toyData(subject.model, subject.task, 24, 99).X;
  const rows = Array.from({ length: train.X.rows }, (_, i) => i);
  yield { id: 'weights', says: 'a row of weight k counts as the row k times', run: async () => {
    const times = rows.map((i) => (i % 3) + 1);
    const weighted = await fit(subject, { ...train, sampleWeight: Float64Array.from(times) });
    const repeated = await fit(subject, takeDataset(train, rows.flatMap((i) => new Array<number>(times[i]!).fill(i))));
    assertClose(await answers(subject, weighted, fresh), await answers(subject, repeated, fresh), tolerance(subject, 1e-7), 'weights');
  } };
  yield { id: 'zero-weight', says: 'a row of weight zero counts as no row', run: async () => {
    const weighted = await fit(subject, { ...train, sampleWeight: Float64Array.from(rows, (i) => (i % 4 === 0 ? 0 : 1)) });
    const without = await fit(subject, takeDataset(train, rows.filter((i) => i % 4 !== 0)));
    assertClose(await answers(subject, weighted, fresh), await answers(subject, without, fresh), tolerance(subject, 1e-7), 'zero weight');
  } };
  yield { id: 'bad-weights', says: 'it refuses weights that are negative or too few', run: async () => {
    await assertRefuses(() => fit(subject, { ...train, sampleWeight: Float64Array.from(rows, () => -1) }), 'weight');
    await assertRefuses(() => fit(subject, { ...train, sampleWeight: Float64Array.of(1) }), 'weight');
  } };
}

function* jobChecks(subject: Subject): Generator<ModelCheck> {
  const train = toyData(subject.model, subject.task, 200);
  const stopped = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return false;
    } catch (error) {
      assert(error instanceof StudioError && error.code === 'cancelled', `threw ${String(error)} when cancelled`);
      return true;
    }
  };
  yield { id: 'cancelled-before', says: 'cancelled before it starts, it does not run', run: async () => {
    const controller = new AbortController();
    controller.abort();
    const ctx = quietContext(1, { signal: controller.signal });
    const refused = await stopped(async () => answers(subject, await fit(subject, train, {}, ctx), train.X, ctx));
    assert(refused, 'it ran to the end');
  } };
  yield { id: 'cancelled-during', says: 'cancelled while it runs, it stops and leaves nothing running', run: async () => {
    const controller = new AbortController();
    let after = 0;
    const progress = (): void => {
      if (controller.signal.aborted) after++;
      controller.abort();
    };
    const ctx = quietContext(1, { signal: controller.signal, progress });
    const refused = await stopped(async () => fit(subject, train, {}, ctx));
    const calls = after;
    await new Promise<void>((resolve) => setTimeout(resolve, 30));
    assert(after === calls, 'it went on reporting progress');
    assert(refused || calls < 50, 'it went on for long');
  } };
  yield { id: 'progress', says: 'its progress only grows, and ends at the whole', run: async () => {
    const seen: [number, number][] = [];
    const ctx = quietContext(1, { progress: (done, total) => void seen.push([done, total]) });
    await fit(subject, train, {}, ctx);
    for (const [done, total] of seen) assert(done >= 0 && done <= total && total > 0, `${done} of ${total}`);
    for (let i = 1; i < seen.length; i++) assert(seen[i]![0] / seen[i]![1] >= seen[i - 1]![0] / seen[i - 1]![1] - 1e-9, `fell from ${String(seen[i - 1])} to ${String(seen[i])}`);
  } };
}
