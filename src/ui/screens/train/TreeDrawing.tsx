import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { TreeReport } from '../../../jobs/protocol.ts';
import { TreeCard } from './TreeCard.tsx';
import { CARD, layOut, type PlacedEdge } from './tree-layout.ts';

const MARGIN = 4;

function edgePath({ from, to }: PlacedEdge): string {
  const [x0, y0, x1, y1] = [from.x + CARD.width, from.y + CARD.height / 2, to.x, to.y + CARD.height / 2];
  const middle = (x0 + x1) / 2;
  return `M${x0},${y0} C${middle},${y0} ${middle},${y1} ${x1},${y1}`;
}

/** The tree as cards and branches; a branch is as thick as the share of rows that take it. */
export function TreeDrawing({ report, onOpen }: { readonly report: TreeReport; readonly onOpen: (node: number) => void }) {
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const layout = useMemo(() => layOut(report.nodes, report.from, folded), [report, folded]);
  const path = useMemo(() => new Set(report.path.map(({ node }) => node.id)), [report]);
  const rootRows = report.nodes[0]?.rows ?? 1;
  const view = useRef<HTMLElement>(null);
  const rootY = layout.nodes.find((placed) => placed.node.id === report.from)?.y ?? 0;
  // A tall tree is opened at its root, which stands half-way down; folding leaves the view where it is.
  const opened = useRef(false);
  useLayoutEffect(() => {
    if (opened.current || view.current === null) return;
    opened.current = true;
    view.current.scrollTop = rootY + CARD.height / 2 - view.current.clientHeight / 2;
  }, [rootY]);
  const press = (id: number, deeper: boolean): void => {
    if (deeper) {
      onOpen(id);
      return;
    }
    const next = new Set(folded);
    if (!next.delete(id)) next.add(id);
    setFolded(next);
  };
  return (
    <section ref={view} className="tl-tree" aria-label={`Tree ${report.tree + 1}`}>
      <div className="tl-tree-ground" style={{ width: layout.width + 2 * MARGIN, height: layout.height + 2 * MARGIN }}>
        <svg className="tl-tree-edges" width={layout.width} height={layout.height} aria-hidden>
          {layout.edges.map((edge) => {
            const taken = path.has(edge.from.node.id) && path.has(edge.to.node.id);
            return (
              <g key={edge.to.node.id} data-path={taken || undefined}>
                <path d={edgePath(edge)} strokeWidth={1 + 7 * Math.sqrt(edge.to.node.rows / Math.max(1, rootRows))} />
                <text x={edge.to.x - 6} y={edge.to.y + CARD.height / 2 - 5} textAnchor="end">{edge.yes ? 'yes' : 'no'}</text>
              </g>
            );
          })}
        </svg>
        {layout.nodes.map((placed) => (
          <TreeCard
            key={placed.node.id}
            placed={placed}
            report={report}
            folded={folded.has(placed.node.id)}
            onPath={path.has(placed.node.id)}
            rootRows={rootRows}
            onPress={() => press(placed.node.id, placed.node.children === null)}
          />
        ))}
      </div>
    </section>
  );
}
