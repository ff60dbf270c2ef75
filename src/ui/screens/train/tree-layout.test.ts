import { describe, expect, it } from 'vitest';
import type { TreeNodeReport } from '../../../jobs/protocol.ts';
import { CARD, layOut } from './tree-layout.ts';

const node = (id: number, children: readonly [number, number] | null): TreeNodeReport =>
  ({ id, children, question: children === null ? null : { column: 'a', kind: 'number', threshold: id, date: false, missingLeft: false }, value: [id], gain: 0, rows: 10 });
const nodes = [node(4, [5, 6]), node(5, null), node(6, [7, 8]), node(7, null), node(8, null)];

describe('a tree on the screen', () => {
  it('has its leaves one below the other and parents half-way between their children', () => {
    const { nodes: placed, edges, height } = layOut(nodes, 4, new Set());
    const y = Object.fromEntries(placed.map((p) => [p.node.id, p.y]));
    expect([y[5], y[7], y[8]]).toEqual([0, CARD.height + 10, 2 * (CARD.height + 10)]);
    expect(y[6]).toBe((y[7]! + y[8]!) / 2);
    expect(y[4]).toBe((y[5]! + y[6]!) / 2);
    expect(edges.map((e) => [e.from.node.id, e.to.node.id, e.yes])).toContainEqual([4, 5, true]);
    expect(height).toBe(3 * CARD.height + 2 * 10);
  });
  it('hides what is below a folded node', () => {
    expect(layOut(nodes, 4, new Set([6])).nodes.map((p) => p.node.id).sort()).toEqual([4, 5, 6]);
  });
  it('begins where it is told to', () => {
    expect(layOut(nodes, 6, new Set()).nodes.map((p) => p.node.id).sort()).toEqual([6, 7, 8]);
  });
});
