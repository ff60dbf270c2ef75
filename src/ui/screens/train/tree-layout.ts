import type { TreeNodeReport } from '../../../jobs/protocol.ts';

export const CARD = { width: 176, height: 46 } as const;
const GAP = { across: 44, down: 10 } as const;

export interface PlacedNode {
  readonly node: TreeNodeReport;
  readonly x: number;
  readonly y: number;
}
export interface PlacedEdge {
  readonly from: PlacedNode;
  readonly to: PlacedNode;
  /** The question is answered yes. */
  readonly yes: boolean;
}
export interface TreeLayout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

/** Levels from left to right, leaves one below the other, every inner node half-way between its children. Folded nodes hide what is below. */
export function layOut(nodes: readonly TreeNodeReport[], from: number, folded: ReadonlySet<number>): TreeLayout {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const placed: PlacedNode[] = [];
  const edges: PlacedEdge[] = [];
  let lines = 0;
  let levels = 0;
  const place = (id: number, level: number): PlacedNode => {
    const node = byId.get(id)!;
    levels = Math.max(levels, level);
    const x = level * (CARD.width + GAP.across);
    if (node.children === null || folded.has(id)) {
      const leaf = { node, x, y: lines++ * (CARD.height + GAP.down) };
      placed.push(leaf);
      return leaf;
    }
    const [yes, no] = node.children.map((child) => place(child, level + 1));
    const here = { node, x, y: (yes!.y + no!.y) / 2 };
    placed.push(here);
    edges.push({ from: here, to: yes!, yes: true }, { from: here, to: no!, yes: false });
    return here;
  };
  if (byId.has(from)) place(from, 0);
  return { nodes: placed, edges, width: (levels + 1) * CARD.width + levels * GAP.across, height: Math.max(0, lines * (CARD.height + GAP.down) - GAP.down) };
}
