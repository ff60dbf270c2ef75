import { describe, expect, it } from 'vitest';
import { applyEdits, parseEdits } from './edits.ts';
import type { EbmState } from './state.ts';

const state: EbmState = {
  columns: ['age', 'town'], categories: [null, ['a', 'b', 'c']], classes: [], outputs: 1, intercept: Float64Array.of(0),
  main: [{ cuts: Float64Array.of(10, 20, 30), place: null, count: 6, range: [0, 40] }, { cuts: new Float64Array(0), place: Int32Array.of(1, 2, 2), count: 4, range: [0, 0] }],
  pair: [],
  terms: [
    { columns: [0], size: [6], scores: Float64Array.of(9, 1, 3, 2, 5, 0), deviation: new Float64Array(6), weight: Float64Array.of(1, 1, 1, 1, 1, 0) },
    { columns: [1], size: [4], scores: Float64Array.of(7, -1, 1, 0), deviation: new Float64Array(4), weight: Float64Array.of(1, 2, 2, 0) },
  ],
};
const after = (text: string, term = 0): readonly number[] => Array.from(applyEdits(state, parseEdits(text)).terms[term]!.scores);

describe('shapes edited by hand', () => {
  it('are set and raised where asked, and nowhere else', () => {
    expect(after('[{"column":"age","from":10,"to":30,"action":"set","value":0}]')).toEqual([9, 1, 0, 0, 5, 0]);
    expect(after('[{"column":"age","to":10,"action":"add","value":2}]')).toEqual([9, 3, 3, 2, 5, 0]);
    expect(after('[{"column":"town","categories":["a"],"action":"add","value":1}]', 1)).toEqual([7, 0, 1, 0]);
  });
  it('rise or fall as near as can be to what they were', () => {
    expect(after('[{"column":"age","action":"rise"}]')).toEqual([9, 1, 2.5, 2.5, 5, 0]);
    expect(after('[{"column":"age","action":"fall"}]')).toEqual([9, 2.75, 2.75, 2.75, 2.75, 0]);
  });
  it('leave the model they were made of alone', () => {
    after('[{"column":"age","action":"set","value":1}]');
    expect(state.terms[0]!.scores[1]).toBe(1);
  });
  it.each([
    ['{', 'no JSON'], ['{}', 'no list'], ['[1]', 'must be an object'], ['[{"column":"age","action":"bend"}]', 'one of set'], ['[{"column":"age","action":"set"}]', 'needs a "value"'],
    ['[{"column":"no such","action":"rise"}]', 'no column "no such"'], ['[{"column":"age","action":"set","value":"1"}]', 'must be a number'],
  ])('%s is refused with a sentence', (text, words) => {
    expect(() => after(text)).toThrow(words);
  });
});
