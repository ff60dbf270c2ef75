import { describe, expect, it } from 'vitest';
import type { StepSpec } from '../../../study/schema.ts';
import { describeColumns, diffOf, insertStep, moveStep, stepGroups } from './steps.ts';

const step = (id: string, params: StepSpec['params'] = {}): StepSpec => ({ id, type: 'standard-scaler', version: 1, enabled: true, params });
const ids = (steps: readonly StepSpec[]): string => steps.map((s) => s.id).join('');

describe('steps', () => {
  const list = ['a', 'b', 'c'].map((id) => step(id));
  it('moves within the list and leaves it alone at its ends', () => {
    expect(ids(moveStep(list, 0, 2))).toBe('bca');
    expect(ids(moveStep(list, 2, 0))).toBe('cab');
    expect(moveStep(list, 0, -1)).toBe(list);
    expect(moveStep(list, 9, 0)).toBe(list);
  });
  it('inserts in the middle', () => {
    expect(ids(insertStep(list, step('x'), 'a'))).toBe('axbc');
    expect(ids(insertStep(list, step('x'), null))).toBe('abcx');
  });
  it('says on which columns', () => {
    expect(describeColumns(step('a'))).toBe('on every number column');
    expect(describeColumns(step('a', { columns: ['age'] }))).toBe('on age');
    expect(describeColumns(step('a', { columns: ['age', 'fare'] }))).toBe('on 2 columns');
  });
  it('offers every step of the catalogue once', () => {
    const types = stepGroups.flatMap((g) => g.metas.map((m) => m.type));
    expect(new Set(types).size).toBe(types.length);
  });
});

it('shows what a step changed, made and took away, on rows where it shows', () => {
  const rows = Uint32Array.of(3, 5, 9);
  const diff = diffOf(
    { rows, columns: ['id', 'age', 'sex'], cells: [{ kind: 'number', values: Float64Array.of(1, 2, 3) }, { kind: 'number', values: Float64Array.of(30, Number.NaN, 40) }, { kind: 'text', values: ['m', 'f', null] }] },
    { rows, columns: ['id', 'age', 'sex_f'], cells: [{ kind: 'number', values: Float64Array.of(1, 2, 3) }, { kind: 'number', values: Float64Array.of(30, 35, 40) }, { kind: 'number', values: Float64Array.of(0, 1, 0) }] },
    8, 1,
  );
  expect(diff.columns).toEqual([{ name: 'age', state: 'changed' }, { name: 'sex', state: 'gone' }, { name: 'sex_f', state: 'new' }]);
  expect(diff.rows).toEqual([{ row: 5, cells: [{ before: null, after: '35', changed: true }, { before: 'f', after: null, changed: false }, { before: null, after: '1', changed: false }] }]);
});
