import { describe, expect, it } from 'vitest';
import { bool, choice, columns, float, int, ints, nullable, type ParamSchema } from '../../engine/core/params.ts';
import { columnChoices, fieldGroups, labelOf, readText, sameValue, writeText } from './logic.ts';

const schema: ParamSchema = {
  solver: choice('adam', ['adam', 'sgd'], { help: 'How.' }),
  momentum: float(0.9, { min: 0, below: 1, help: 'Keep going.', when: { solver: ['sgd'] } }),
  hidden: ints([64], { min: 1, maxLength: 3, help: 'Widths.' }),
  early: bool(true, { help: 'Stop early.', advanced: true }),
  patience: int(10, { min: 1, help: 'Epochs.', advanced: true, when: { early: [true] } }),
  maxDepth: nullable(int(3, { min: 1, help: 'Depth.' })),
};

describe('form logic', () => {
  it('shows what the other values ask for and folds the advanced', () => {
    expect(fieldGroups(schema, {})).toEqual({ plain: ['solver', 'hidden', 'maxDepth'], advanced: ['early', 'patience'] });
    expect(fieldGroups(schema, { solver: 'sgd', early: false })).toEqual({ plain: ['solver', 'momentum', 'hidden', 'maxDepth'], advanced: ['early'] });
  });
  it('reads numbers, with a decimal comma too, and refuses with a sentence', () => {
    expect(readText(schema['momentum']!, '0,5')).toEqual({ ok: true, value: 0.5 });
    expect(readText(schema['momentum']!, '1')).toEqual({ ok: false, message: 'Must be a number ≥ 0 and < 1. Got “1”.' });
    expect(readText(schema['momentum']!, '')).toMatchObject({ ok: false, message: expect.stringContaining('Got nothing.') });
    expect(readText(schema['patience']!, '1e2')).toEqual({ ok: true, value: 100 });
    expect(readText(schema['patience']!, '2.5')).toMatchObject({ ok: false });
    expect(readText(schema['patience']!, '0x10')).toMatchObject({ ok: false });
    expect(readText(schema['patience']!, '1,000,000')).toMatchObject({ ok: false });
  });
  it('takes nothing for null only where null is allowed', () => {
    expect(readText(schema['maxDepth']!, ' ')).toEqual({ ok: true, value: null });
    expect(readText(schema['maxDepth']!, '0')).toMatchObject({ ok: false });
  });
  it('reads lists and writes them back', () => {
    expect(readText(schema['hidden']!, '64, 32;16')).toEqual({ ok: true, value: [64, 32, 16] });
    expect(readText(schema['hidden']!, '1 2 3 4')).toMatchObject({ ok: false });
    expect(writeText([64, 32])).toBe('64, 32');
    expect(sameValue([1, 2], [1, 2])).toBe(true);
    expect(sameValue([1, 2], [2, 1])).toBe(false);
  });
  it('names things', () => {
    expect(labelOf('learningRateInit')).toBe('Learning rate init');
    expect(labelOf('l2')).toBe('L2');
  });
  it('offers only columns that fit', () => {
    const c = columns({ of: 'number', help: '' });
    expect(columnChoices([{ name: 'a', type: 'number' }, { name: 'b', type: 'category' }, { name: 'd', type: 'date' }], c.of)).toEqual(['a']);
  });
});
