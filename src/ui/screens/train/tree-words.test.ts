import { describe, expect, it } from 'vitest';
import type { TreeNodeReport, TreeReport } from '../../../jobs/protocol.ts';
import { leafText, pathText, questionText, treeSentence } from './tree-words.ts';

const number = (threshold: number, more = {}) => ({ column: 'age', kind: 'number', threshold, date: false, missingLeft: false, ...more }) as const;
const leaf = (id: number, value: readonly number[]): TreeNodeReport => ({ id, question: null, children: null, value, gain: 0, rows: 5 });
const report = (change: Partial<TreeReport>): TreeReport =>
  ({ trees: 1, tree: 0, outputs: ['no', 'yes'], output: null, leaves: 'says', depth: 1, leafCount: 2, from: 0, nodes: [], path: [], ...change });

describe('a tree in words', () => {
  it('asks about numbers, dates, categories and what is missing', () => {
    expect(questionText(number(43.25))).toBe('age ≤ 43.25');
    expect(questionText(number(Date.UTC(2024, 1, 3), { date: true }))).toBe('age ≤ 2024-02-03');
    expect(questionText(number(-Number.MAX_VALUE, { missingLeft: true }))).toBe('age is missing');
    expect(questionText({ column: 'island', kind: 'category', left: ['Biscoe', 'Dream'], leftCount: 2, missingLeft: false })).toBe('island is Biscoe or Dream');
    expect(questionText({ column: 'island', kind: 'category', left: ['a', 'b'], leftCount: 5, missingLeft: false })).toBe('island is a, b or 3 more');
  });
  it('says what a leaf holds', () => {
    expect(leafText(leaf(1, [0.02, 0.98]), report({}))).toBe('yes 98 %');
    expect(leafText(leaf(1, [3450]), report({ outputs: ['price'], output: 'price' }))).toBe('3,450');
    expect(leafText(leaf(1, [0.12]), report({ output: 'yes', leaves: 'adds' }))).toBe('+0.12 for yes');
    expect(leafText(leaf(1, [-0.5]), report({ outputs: ['price'], output: 'price', leaves: 'adds' }))).toBe('−0.5');
  });
  it('tells a row’s way', () => {
    const root: TreeNodeReport = { id: 0, question: number(40), children: [1, 2], value: [0.5, 0.5], gain: 1, rows: 10 };
    expect(pathText(report({ path: [{ node: root, yes: false }, { node: leaf(2, [0, 1]), yes: null }] }))).toBe('age ≤ 40: no → yes 100 %');
    // Also where the children are too deep to be drawn.
    expect(pathText(report({ path: [{ node: { ...root, children: null }, yes: true }, { node: leaf(1, [1, 0]), yes: null }] }))).toBe('age ≤ 40: yes → no 100 %');
  });
  it('tells a tree of boosting', () => {
    const nodes: readonly TreeNodeReport[] = [
      { id: 7, question: number(40), children: [8, 9], value: [0], gain: 1, rows: 15 },
      { id: 8, question: number(30), children: [10, 11], value: [0], gain: 1, rows: 10 },
      { id: 9, question: { column: 'town', kind: 'category', left: ['Rome'], leftCount: 1, missingLeft: false }, children: [12, 13], value: [0], gain: 1, rows: 10 },
      leaf(10, [-0.25]), leaf(11, [0.1]), leaf(12, [0]), leaf(13, [0.5]),
    ];
    const boosted = { output: 'yes', leaves: 'adds', tree: 11, leafCount: 4, from: 7 } as const;
    expect(treeSentence(report({ ...boosted, nodes }), 1)).toBe('Tree 12 has 4 leaves and asks first whether age ≤ 40. It adds most, +0.5 where age > 40 and town is not Rome (5 training rows), and least, −0.25 where age ≤ 30 (5 training rows).');
    expect(treeSentence(report({ ...boosted, from: 0, nodes: [{ ...leaf(0, [0.02]) }] }), 1)).toBe('Tree 12 asks nothing: it adds +0.02 to every row.');
    expect(treeSentence(report({ ...boosted, output: null, from: 0, nodes: [{ ...leaf(0, [0.02, -1]) }] }), 1)).toContain('adds −1 to');
  });
});
