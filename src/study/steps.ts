import { StudioError } from '../engine/core/errors.ts';
import { type ParamValues, resolveParams } from '../engine/core/params.ts';
import type { Features } from '../frame/features.ts';
import { transformerOf } from './registry.ts';
import { canonical } from './hash.ts';
import type { StepSpec } from './schema.ts';
import type { FittedStep } from './fitted-step.ts';
import type { StepCache, StepsDone } from './step-cache.ts';

const named = (params: ParamValues): readonly string[] => (Array.isArray(params['columns']) ? (params['columns'] as readonly string[]) : []);

/** Where steps that were fitted before are looked up; `rows` names the training rows (table, target, split, fold). */
export interface StepMemo {
  readonly cache: StepCache;
  readonly rows: string;
}

/** Key of the first steps on some training rows. */
const prefixKey = (rows: string, steps: readonly StepSpec[]): string => `${rows} ${canonical(steps.map(({ type, version, params }) => ({ type, version, params })))}`;

/** The longest run of first steps that was fitted before, or nothing yet. */
function remembered(memo: StepMemo | null, steps: readonly StepSpec[], train: Features): { readonly done: StepsDone; readonly count: number } {
  const nothing = { done: { fitted: [], train }, count: 0 };
  if (memo === null) return nothing;
  for (let count = steps.length; count > 0; count--) {
    const done = memo.cache.get(prefixKey(memo.rows, steps.slice(0, count)));
    if (done) return { done, count };
  }
  return nothing;
}

/** Fits every enabled step in turn, each on what the one before made of the training rows. */
export function fitSteps(all: readonly StepSpec[], train: Features, y: Float64Array | null, memo: StepMemo | null = null): StepsDone {
  const steps = all.filter((step) => step.enabled);
  const { done, count } = remembered(memo, steps, train);
  const fitted = [...done.fitted];
  let features = done.train;
  for (const [i, step] of steps.entries()) {
    if (i < count) continue;
    const transformer = transformerOf(step.type);
    const params = resolveParams(transformer.params, step.params, transformer.name) as ParamValues;
    const absent = named(params).find((name) => !features.columns.some((c) => c.name === name));
    if (absent !== undefined) {
      throw new StudioError('data', `The step ${transformer.name} names the column "${absent}", which is not there at that point. Edit the step, or move it before the one that replaces "${absent}".`, { step: step.id, column: absent });
    }
    const state = transformer.fit(features, y, params);
    features = transformer.transform(state, features);
    fitted.push({ type: step.type, version: step.version, params, state });
    memo?.cache.put(prefixKey(memo.rows, steps.slice(0, i + 1)), { fitted: [...fitted], train: features });
  }
  return { fitted, train: features };
}

export const applySteps = (steps: readonly FittedStep[], features: Features): Features =>
  steps.reduce((so, step) => transformerOf(step.type).transform(step.state, so), features);

/** For each column the steps made, the table's column it came from. */
export function originsOf(steps: readonly FittedStep[], inputs: readonly string[]): ReadonlyMap<string, string> {
  let origins = new Map(inputs.map((name) => [name, name]));
  for (const step of steps) {
    const made = new Map(Object.entries(transformerOf(step.type).origins(step.state)));
    const next = new Map(origins);
    for (const [name, from] of made) next.set(name, origins.get(from) ?? from);
    origins = next;
  }
  return origins;
}
