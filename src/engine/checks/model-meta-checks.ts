import { badValue, defaultsOf, resolveParams } from '../core/params.ts';
import type { AnyAlgorithm } from '../core/algorithm.ts';
import { type ModelCheck, assert, assertRefuses } from './model-subject.ts';

/** Promises of the declaration alone; no training. */
export function* metaChecks(model: AnyAlgorithm): Generator<ModelCheck> {
  yield { id: 'defaults', says: 'its defaults satisfy its own schema', run: () => {
    resolveParams(model.params, defaultsOf(model.params), model.type);
    resolveParams(model.params, model.checkWith ?? {}, model.type);
  } };
  yield { id: 'names', says: 'it is named, and described in a sentence', run: () => {
    assert(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(model.type), `"${model.type}" is not kebab-case`);
    assert(model.name.length > 0 && model.module.length > 0 && model.version >= 1, 'name, module or version is missing');
    assert(model.summary.length > 20 && model.summary.endsWith('.'), 'the summary is no sentence');
    assert(model.tags.tasks.length > 0, 'it has no task');
  } };
  for (const [intent, params] of Object.entries(model.intents ?? {})) {
    yield { id: 'intents', says: `what it takes for "${intent}" satisfies its own schema`, run: () => void resolveParams(model.params, params, model.type) };
  }
  yield { id: 'unknown-param', says: 'it refuses a parameter it does not have', run: async () => {
    await assertRefuses(() => resolveParams(model.params, { noSuchThing: 1 }, model.type), '"noSuchThing"');
  } };
  for (const [name, p] of Object.entries(model.params)) {
    yield { id: 'bad-value', says: `it refuses a bad ${name} and says why`, run: async () => {
      const thrown = await assertRefuses(() => resolveParams(model.params, { [name]: badValue(p) }, model.type), `"${name}"`);
      assert(thrown.code === 'param' && thrown.at.param === name, 'the error does not point at the parameter');
    } };
    yield { id: 'help', says: `it explains ${name} in a sentence`, run: () => assert(p.help.length > 10 && p.help.endsWith('.'), `no sentence: ${p.help}`) };
    const leaf = p.kind === 'nullable' ? p.of : p;
    yield { id: 'when', says: `it shows ${name} for values that exist`, run: () => {
      for (const [other, values] of Object.entries(leaf.when ?? {})) {
        const param = model.params[other];
        const on = param?.kind === 'nullable' ? param.of : param;
        const known = on?.kind === 'choice' ? on.options : on?.kind === 'bool' ? [true, false] : [];
        for (const value of values) assert(known.some((k) => k === value), `"${other}" has no value ${String(value)}`);
      }
    } };
  }
  yield { id: 'hooks', says: 'it has the functions its tags promise', run: () => {
    assert(model.tags.proba === (model.predictProba !== undefined), 'tags.proba and predictProba disagree');
    assert(model.tags.linear === (model.coefficients !== undefined), 'tags.linear and coefficients disagree');
  } };
}
