import { type Features, takeFeatures } from '../../frame/features.ts';
import { StudioError } from '../core/errors.ts';
import { badValue, resolveParams } from '../core/params.ts';
import type { Plain } from '../core/plain.ts';
import type { AnyTransformer } from '../core/transformer.ts';
import { type RunGraph, runLowered } from './transformer-lowering.ts';
import { difference, meanings } from './transformer-same.ts';
import { freshFeatures, NEGATIVES, toyFeatures, type Variant, variantsOf, withDefaults } from './transformer-toys.ts';

export type TransformerCheck = readonly [name: string, run: () => void | Promise<void>];

function assert(ok: boolean, message: string): void {
  if (!ok) throw new Error(message);
}
function assertSame(a: Features, b: Features, tolerance = 0): void {
  const found = difference(a, b, tolerance);
  assert(found === null, `differ: ${found}`);
}

/** The work must throw a StudioError whose message is a sentence with these words in it. */
function assertRefuses(work: () => unknown, ...words: readonly string[]): void {
  let thrown: unknown = null;
  try {
    work();
  } catch (error) {
    thrown = error;
  }
  assert(thrown instanceof StudioError, `expected a StudioError, got ${String(thrown)}`);
  const { message } = thrown as StudioError;
  assert(/^[A-ZÄÖÜ"].*[.!]$/.test(message), `not a sentence: ${message}`);
  for (const word of words) assert(message.includes(word), `"${word}" is not in: ${message}`);
}

const takes = (t: AnyTransformer, kind: 'number' | 'category'): boolean => t.tags.takes === 'any' || t.tags.takes === kind;
const label = (variant: Variant): string => (Object.keys(variant).length === 0 ? 'the defaults' : JSON.stringify(variant));

/** Rows the fitted step accepts: with categories it never saw, or, where it is told to refuse those, without. */
function acceptable(t: AnyTransformer, variant: Variant): Features {
  return freshFeatures(t, variant['handleUnknown'] !== 'error');
}

function* parameterChecks(t: AnyTransformer): Generator<TransformerCheck> {
  yield ['its defaults satisfy its own schema', () => void resolveParams(t.params, withDefaults(t, {}), t.name)];
  yield ['has a "columns" parameter', () => assert(t.params['columns']?.kind === 'columns', 'missing')];
  for (const [name, p] of Object.entries(t.params)) {
    yield [`refuses a bad ${name} and says why`, () => assertRefuses(() => resolveParams(t.params, { [name]: badValue(p) }, t.name), `"${name}"`)];
    yield [`documents ${name}`, () => assert(p.help.length > 10 && p.help.endsWith('.'), 'help is missing or no sentence')];
  }
}

function* variantChecks(t: AnyTransformer, variant: Variant, run: RunGraph): Generator<TransformerCheck> {
  const train = toyFeatures(t);
  const fit = (): Plain => t.fit(train, null, withDefaults(t, variant));
  const fresh = acceptable(t, variant);
  yield ['keeps the number and the order of rows', () => {
    const state = fit();
    const backwards = Uint32Array.from({ length: fresh.rows }, (_, i) => fresh.rows - 1 - i);
    const out = t.transform(state, fresh);
    assert(out.rows === fresh.rows && out.columns.every((c) => meanings(c).length === fresh.rows), 'rows were lost');
    assertSame(t.transform(state, takeFeatures(fresh, backwards)), takeFeatures(out, backwards));
  }];
  yield ['leaves its input alone', () => {
    const [a, b] = [structuredClone(train), structuredClone(fresh)];
    t.transform(fit(), fresh);
    assertSame(train, a);
    assertSame(fresh, b);
  }];
  yield ['learns the same twice, and survives a structured clone', () => {
    const out = t.transform(fit(), fresh);
    assertSame(t.transform(fit(), fresh), out);
    assertSame(t.transform(structuredClone(fit()), fresh), out);
  }];
  yield ['gives a row alone what it gives it among others', () => {
    const state = fit();
    const out = t.transform(state, fresh);
    for (let i = 0; i < fresh.rows; i++) assertSame(t.transform(state, takeFeatures(fresh, [i])), takeFeatures(out, [i]));
  }];
  yield ['takes no rows at all', () => assert(t.transform(fit(), takeFeatures(fresh, [])).rows === 0, 'made rows')];
  yield ['gives every column a name of its own and says where it came from', () => {
    const state = fit();
    const out = t.transform(state, fresh).columns.map((c) => c.name);
    const before = new Set(train.columns.map((c) => c.name));
    const origins = t.origins(state);
    assert(new Set(out).size === out.length, `names repeat: ${out.join(', ')}`);
    for (const name of out) assert(Object.hasOwn(origins, name) ? before.has(origins[name]!) : before.has(name), `"${name}" comes from nowhere`);
    for (const name of Object.keys(origins)) assert(out.includes(name), `origins name "${name}", which is not made`);
  }];
  yield ['lowered, it gives the same', async () => {
    const state = fit();
    const out = t.transform(state, fresh);
    assertSame(await runLowered(t, state, fresh, out, run), out, 1e-9);
  }];
}

function* columnChecks(t: AnyTransformer, run: RunGraph): Generator<TransformerCheck> {
  const train = toyFeatures(t);
  const fresh = freshFeatures(t, true);
  const kind = takes(t, 'number') ? 'number' : 'category';
  const [one, ...others] = train.columns.filter((c) => c.kind === kind).map((c) => c.name);
  yield ['lets columns it is not to work on pass untouched and in place', async () => {
    const state = t.fit(train, null, withDefaults(t, { columns: [one] }));
    const out = t.transform(state, fresh);
    const passing = (f: Features): Features => ({ rows: f.rows, columns: f.columns.filter((c) => c.name !== one && train.columns.some((o) => o.name === c.name)) });
    assertSame(passing(out), passing(fresh));
    assertSame(await runLowered(t, state, fresh, out, run), out, 1e-9);
  }];
  yield ['works on every column of its kind when none is named', () => {
    const state = t.fit(train, null, withDefaults(t, {}));
    const touched = new Set(Object.values(t.origins(state)));
    for (const name of [one!, ...others]) {
      const gone = !t.transform(state, fresh).columns.some((c) => c.name === name);
      assert(touched.has(name) || gone, `"${name}" was not touched`);
    }
  }];
  yield ['refuses a column that is not there', () => assertRefuses(() => t.fit(train, null, withDefaults(t, { columns: ['no such'] })), 'no such')];
  yield ['refuses rows without a column it learnt from', () => {
    const state = t.fit(train, null, withDefaults(t, { columns: [one] }));
    assertRefuses(() => t.transform(state, { rows: fresh.rows, columns: fresh.columns.filter((c) => c.name !== one) }), one!);
  }];
  if (t.tags.takes !== 'any') {
    const wrong = train.columns.find((c) => c.kind !== kind)!.name;
    yield ['refuses a column of the wrong kind', () => assertRefuses(() => t.fit(train, null, withDefaults(t, { columns: [wrong] })), wrong, kind)];
  }
  yield ['learns from one row, and from none of its columns', () => {
    const single = t.fit(takeFeatures(train, [0]), null, withDefaults(t, {}));
    assert(t.transform(single, takeFeatures(train, [0])).rows === 1, 'lost the row');
    const without = { rows: train.rows, columns: train.columns.filter((c) => !takes(t, c.kind)) };
    assertSame(t.transform(t.fit(without, null, withDefaults(t, {})), without), without);
  }];
  yield [NEGATIVES, () => {
    const low = { rows: train.rows, columns: train.columns.map((c) => (c.kind === 'number' ? { ...c, values: c.values.map((v) => v - 1e3) } : c)) };
    assert(t.transform(t.fit(low, null, withDefaults(t, {})), low).rows === low.rows, 'lost rows');
  }];
  if (t.tags.allowNaN) yield ['lets missing values pass, or fills them', () => {
    const out = t.transform(t.fit(train, null, withDefaults(t, {})), fresh);
    for (const column of out.columns) {
      const before = fresh.columns.find((c) => c.name === column.name);
      if (before === undefined || column.kind !== 'number' || before.kind !== 'number') continue;
      const learnt = train.columns.find((c) => c.name === column.name)!;
      const wasEmpty = meanings(learnt).every((v) => v === null);
      assert(wasEmpty || meanings(column).every((v, i) => v !== null || meanings(before)[i] === null), `"${column.name}" lost values`);
    }
  }];
}

/** Every promise a step makes. `run` executes a graph (ONNX Runtime). A waived check is left out; its reason stands in the meta. */
export function* checksForTransformer(t: AnyTransformer, run: RunGraph): Generator<TransformerCheck> {
  const checks: TransformerCheck[] = [...parameterChecks(t), ...columnChecks(t, run)];
  for (const variant of variantsOf(t)) for (const [name, check] of variantChecks(t, variant, run)) checks.push([`${name}, with ${label(variant)}`, check]);
  for (const check of checks) if (t.waives?.[check[0]] === undefined) yield check;
}
