import { classColor } from '../../../charts/theme.ts';
import type { TreeReport } from '../../../jobs/protocol.ts';
import { formatCount, plural } from '../../kit/format.ts';
import { CARD, type PlacedNode } from './tree-layout.ts';
import { leafText, questionText } from './tree-words.ts';

/** Shares of the classes in a node, in the classes' own colours. */
function Mix({ value, names }: { readonly value: readonly number[]; readonly names: readonly string[] }) {
  return (
    <span className="tl-tree-mix" aria-hidden>
      {names.map((name, k) => (value[k]! > 0 ? <span key={name} style={{ width: `${100 * value[k]!}%`, background: classColor(k) }} /> : null))}
    </span>
  );
}

interface Props {
  readonly placed: PlacedNode;
  readonly report: TreeReport;
  readonly folded: boolean;
  readonly onPath: boolean;
  readonly rootRows: number;
  /** Folds or unfolds, or opens what was not sent yet. */
  readonly onPress: () => void;
}

/** One node: its question, or what it says; how many training rows came here. */
export function TreeCard({ placed: { node, x, y }, report, folded, onPath, rootRows, onPress }: Props) {
  const text = node.question === null ? leafText(node, report) : questionText(node.question);
  const shares = report.output === null && report.leaves === 'says' ? node.value : null;
  const more = node.question !== null && (folded || node.children === null);
  const missing = node.question !== null ? `Missing values: ${node.question.missingLeft ? 'yes' : 'no'}.` : '';
  const words = `${text}. ${plural(node.rows, 'training row')}. ${missing}`;
  const inner = (
    <>
      <span className="tl-tree-text">{text}</span>
      <span className="tl-tree-facts">
        {shares ? <Mix value={shares} names={report.outputs} /> : <span className="tl-tree-mix" aria-hidden><span className="tl-tree-rows" style={{ width: `${(100 * node.rows) / Math.max(1, rootRows)}%` }} /></span>}
        <span className="tl-num">{formatCount(node.rows)}</span>
        {more ? <span className="tl-tree-more" aria-hidden>+</span> : null}
      </span>
    </>
  );
  const place = { left: x, top: y, width: CARD.width, height: CARD.height };
  if (node.question === null) return <div className="tl-tree-card" data-leaf data-path={onPath || undefined} style={place} title={words}>{inner}</div>;
  return (
    <button type="button" className="tl-tree-card" data-path={onPath || undefined} style={place} title={words} aria-expanded={!more} onClick={onPress}>{inner}</button>
  );
}
