import type { TreeNodeReport, TreeQuestion, TreeReport } from '../../../jobs/protocol.ts';
import { formatNumber, formatPercent, plural } from '../../kit/format.ts';

const DAY = 86_400_000;

/** A threshold on a date is a moment; midnight needs no clock. */
function dateText(ms: number): string {
  const text = new Date(ms).toISOString();
  return ms % DAY === 0 ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ');
}

/** What is true where a question is answered with yes, or with no: "bill length ≤ 43.2", "island is Biscoe or Dream", "age is not missing". */
export function questionText(q: TreeQuestion, yes = true): string {
  const is = yes ? 'is' : 'is not';
  // A question that no number or category answers with yes asks whether there is one.
  const empty = q.missingLeft ? `${q.column} ${is} missing` : yes ? `${q.column}: always no` : `any ${q.column}`;
  if (q.kind === 'number') {
    if (q.threshold <= -Number.MAX_VALUE) return empty;
    return `${q.column} ${yes ? '≤' : '>'} ${q.date && Number.isFinite(q.threshold) ? dateText(q.threshold) : formatNumber(q.threshold)}`;
  }
  if (q.leftCount === 0) return empty;
  const more = q.leftCount - q.left.length;
  const names = more > 0 ? [...q.left, `${more} more`] : q.left;
  return `${q.column} ${is} ${names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} or ${names.at(-1)!}`}`;
}

const signed = (value: number): string => (value > 0 ? `+${formatNumber(value, 3)}` : formatNumber(value, 3));

/** What a leaf says: "Gentoo 98 %", "3,450", "+0.12 for yes". */
export function leafText({ value }: TreeNodeReport, { outputs, output, leaves }: TreeReport): string {
  if (output !== null) return leaves === 'says' ? formatNumber(value[0]) : `${signed(value[0]!)}${outputs.length > 1 ? ` for ${output}` : ''}`;
  const best = value.reduce((at, v, k) => (v > value[at]! ? k : at), 0);
  return leaves === 'says' ? `${outputs[best]!} ${formatPercent(value[best])}` : `${signed(value[best]!)} for ${outputs[best]!}`;
}

/** A row's way, in words. */
export const pathText = (report: TreeReport): string =>
  report.path.map(({ node, yes }) => (node.question === null ? leafText(node, report) : `${questionText(node.question)}: ${yes ? 'yes' : 'no'}`)).join(' → ');

const CONDITIONS = 4;

/** The way to every leaf that was sent: of questions that ask the same column on the same side, the last is the narrowest. */
function leavesOf(report: TreeReport): readonly { readonly leaf: TreeNodeReport; readonly where: string }[] {
  const byId = new Map(report.nodes.map((node) => [node.id, node]));
  const found: { readonly leaf: TreeNodeReport; readonly where: string }[] = [];
  const visit = (id: number, way: ReadonlyMap<string, string>): void => {
    const node = byId.get(id);
    if (node === undefined) return;
    const { question, children } = node;
    if (question === null) found.push({ leaf: node, where: [...way.values()].slice(-CONDITIONS).join(' and ') });
    else children?.forEach((child, side) => visit(child, new Map([...way, [`${question.column} ${side}`, questionText(question, side === 0)]])));
  };
  visit(report.from, new Map());
  return found;
}

/** One tree of boosting, in sentences: what it asks first, where it adds most, where it takes most away. `output`: whose part of wide leaves is meant. */
export function treeSentence(report: TreeReport, output: number): string {
  const value = (node: TreeNodeReport): number => node.value[report.output === null ? output : 0]!;
  const root = report.nodes[0]!;
  const name = `Tree ${report.tree + 1}`;
  if (root.question === null) return `${name} asks nothing: it adds ${signed(value(root))} to every row.`;
  const leaves = leavesOf(report);
  const most = leaves.reduce((best, leaf) => (value(leaf.leaf) > value(best.leaf) ? leaf : best));
  const least = leaves.reduce((best, leaf) => (value(leaf.leaf) < value(best.leaf) ? leaf : best));
  const said = ({ leaf, where }: typeof most): string => `${signed(value(leaf))} where ${where} (${plural(leaf.rows, 'training row')})`;
  return `${name} has ${plural(report.leafCount, 'leaf', 'leaves')} and asks first whether ${questionText(root.question)}. It adds most, ${said(most)}, and least, ${said(least)}.`;
}
