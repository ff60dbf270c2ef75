import { describe, expect, it } from 'vitest';
import type { ColumnInfo } from '../frame/table.ts';
import { newStep, newStudy } from './create.ts';
import { effectiveSteps, isByNeed, isNeeded } from './effective-steps.ts';
import type { StepSpec } from './schema.ts';

const inputs: readonly ColumnInfo[] = [{ name: 'n', type: 'number' }, { name: 'd', type: 'date' }, { name: 'c', type: 'category', dictionary: ['x', 'y'] }];
const needs = (allowNaN: boolean, categories: boolean, wantsScaling = false) => ({ allowNaN, categories, wantsScaling });

describe('a step is needed', () => {
  const median = newStep('simple-imputer', { strategy: 'median' });
  const frequent = newStep('simple-imputer', { strategy: 'most_frequent' });
  it.each([
    ['to fill numbers, by models that cannot take gaps', median, needs(false, false), true],
    ['not to fill numbers, by those that can', median, needs(true, false), false],
    ['to fill categories, by models that take gaps in numbers only', newStep('simple-imputer', { strategy: 'most_frequent', columns: ['c'] }), needs(true, false), true],
    ['not to fill categories, by models that take both', newStep('simple-imputer', { strategy: 'most_frequent', columns: ['c'] }), needs(true, true), false],
    ['to fill columns of every kind, where one kind needs it', frequent, needs(true, false), true],
    ['not to fill anything, by models that take both', frequent, needs(true, true), false],
    ['not to fill columns named, all of them numbers', newStep('simple-imputer', { strategy: 'most_frequent', columns: ['n', 'd'] }), needs(true, false), false],
    ['to encode, by models of numbers', newStep('one-hot-encoder', {}), needs(true, false), true],
    ['not to encode, by models that take categories', newStep('ordinal-encoder', {}), needs(false, true), false],
    ['to scale, by models that want it', newStep('standard-scaler', {}), needs(false, false, true), true],
    ['not to scale, by models that do not', newStep('robust-scaler', {}), needs(false, false, false), false],
    ['whatever the model, to drop columns', newStep('drop-columns', { columns: ['n'] }), needs(true, true), true],
  ])('%s', (_, step, model, needed) => expect(isNeeded(step, model, inputs)).toBe(needed));

  it('by some models only, if it fills, encodes or scales', () => {
    expect(['simple-imputer', 'one-hot-encoder', 'standard-scaler', 'drop-columns', 'no-such-step'].map(isByNeed)).toEqual([true, true, true, false, false]);
  });
});

describe('the steps of a model', () => {
  const data = { table: 't', file: null, name: 't', sample: null, rows: 9, columns: [...inputs, { name: 'y', type: 'number' as const }], options: { dialect: {}, types: {}, missing: null, everyNth: 1 }, image: null };
  const scaler = newStep('standard-scaler', {}, 'needed');
  const always = newStep('standard-scaler', {});
  const off = { ...newStep('one-hot-encoder', {}), enabled: false };
  const types = (steps: readonly StepSpec[], type: string) => effectiveSteps({ ...newStudy(), steps, data, target: 'y' }, { type }).map((s) => s.id);
  it('are those that are on, less those it does not need', () => {
    expect(types([scaler, off], 'ridge')).toEqual([scaler.id]);
    expect(types([scaler, off], 'decision-tree-regressor')).toEqual([]);
  });
  it('are all that are on, where none is for models that need it only, as studies always had it', () => {
    expect(types([always, off], 'decision-tree-regressor')).toEqual([always.id]);
  });
  it('are all that are on for a model this version does not know', () => expect(types([scaler], 'no-such-model')).toEqual([scaler.id]));
});
