import type { TreeNodeReport, TreeQuestion, TreeReport } from '../../../jobs/protocol.ts';
import { formatNumber, formatPercent } from '../../kit/format.ts';

const DAY = 86_400_000;

/** A threshold on a date is a moment; midnight needs no clock. */
function dateText(ms: number): string {
  const text = new Date(ms).toISOString();
  return ms % DAY === 0 ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
}

/** "bill length ≤ 43.2", "island is Biscoe or Dream", "age is missing". */
export function questionText(q: TreeQuestion): string {
  if (q.kind === 'number') {
    // A question that no number answers with yes asks whether there is one.
    if (q.threshold <= -Number.MAX_VALUE) return q.missingLeft ? `${q.column} is missing` : `${q.column}: always no`;
    return `${q.column} ≤ ${q.date && Number.isFinite(q.threshold) ? dateText(q.threshold) : formatNumber(q.threshold)}`;
  }
  if (q.leftCount === 0) return q.missingLeft ? `${q.column} is missing` : `${q.column}: always no`;
  const more = q.leftCount - q.left.length;
  const names = more > 0 ? [...q.left, `${more} more`] : q.left;
  return `${q.column} is ${names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} or ${names.at(-1)!}`}`;
}

const signed = (value: number): string => (value > 0 ? `+${formatNumber(value, 3)}` : formatNumber(value, 3));

/** What a leaf says: "Gentoo 98 %", "3,450", "+0.12 for yes". */
export function leafText({ value }: TreeNodeReport, { outputs, output, leaves }: TreeReport): string {
  if (output !== null) return leaves === 'says' ? formatNumber(value[0]) : `${signed(value[0]!)}${outputs.length > 1 ? ` for ${output}` : ''}`;
  const best = value.reduce((at, v, k) => (v > value[at]! ? k : at), 0);
  return leaves === 'says' ? `${outputs[best]!} ${formatPercent(value[best])}` : `${signed(value[best]!)} for ${outputs[best]!}`;
}

/** A row's way, in words. */
export function pathText(report: TreeReport): string {
  const byId = new Map(report.nodes.map((node) => [node.id, node]));
  const steps = report.path.flatMap((id, i): readonly string[] => {
    const node = byId.get(id);
    const next = report.path[i + 1];
    if (!node?.question || next === undefined) return [];
    return [`${questionText(node.question)}: ${node.children?.[0] === next ? 'yes' : 'no'}`];
  });
  const end = byId.get(report.path.at(-1) ?? -1);
  return end && end.question === null ? `${steps.join(' → ')} → ${leafText(end, report)}` : steps.join(' → ');
}
