import type { ImportIssue, ImportReport } from '../../../frame/csv/report.ts';
import type { TableProfile } from '../../../frame/profile.ts';
import { ordinal } from '../../../frame/ordinal.ts';
import { formatCount, plural } from '../../kit/format.ts';

export type Fix =
  | { readonly kind: 'reading'; readonly label: string }
  | { readonly kind: 'type'; readonly label: string; readonly column: string }
  | { readonly kind: 'drop'; readonly label: string; readonly columns: readonly string[] }
  | { readonly kind: 'read-all'; readonly label: string };

export interface Issue {
  readonly key: string;
  /** `alert` needs a decision, `fixed` was dealt with and is said, `neutral` is good to know. */
  readonly tone: 'alert' | 'fixed' | 'neutral';
  readonly message: string;
  readonly examples: ImportIssue['examples'];
  readonly fix: Fix | null;
}

function fixOf(issue: ImportIssue, canReread: boolean): Fix | null {
  if (!canReread) return null;
  switch (issue.kind) {
    case 'unreadable-cell': return issue.column === null ? null : { kind: 'type', label: `Read ${issue.column} as a category`, column: issue.column };
    case 'ragged-row': return { kind: 'reading', label: 'Change delimiter or quote' };
    case 'unreadable-row': return { kind: 'reading', label: 'Change encoding or quote' };
    case 'duplicate-name':
    case 'empty-name': return { kind: 'reading', label: 'Change the header' };
    case 'other': return null;
    default: return issue.kind satisfies never;
  }
}

interface Known {
  readonly report: Pick<ImportReport, 'issues'> | null;
  readonly profile: TableProfile | null;
  readonly everyNth: number;
  readonly canReread: boolean;
  /** Columns that a step leaves out already, and the target: neither is an issue. */
  readonly settled: ReadonlySet<string>;
}

/** What a careful person would want to know of this table, worst first, each with its fix where there is one. */
export function issuesOf({ report, profile, everyNth, canReread, settled }: Known): readonly Issue[] {
  const issues: Issue[] = (report?.issues ?? []).map((issue) => ({
    key: `${issue.kind}-${issue.column ?? ''}-${issue.message}`, tone: issue.kind === 'other' ? 'neutral' : 'fixed', message: issue.message, examples: issue.examples, fix: fixOf(issue, canReread),
  }));
  if (everyNth > 1) {
    issues.push({ key: 'sampled', tone: 'fixed', message: `Only every ${ordinal(everyNth)} row was read, so that the table fits in memory.`, examples: [], fix: canReread ? { kind: 'read-all', label: 'Read every row' } : null });
  }
  if (profile === null) return issues;
  if (profile.duplicateRows !== null && profile.duplicateRows > 0) {
    issues.push({ key: 'duplicates', tone: 'neutral', message: `${plural(profile.duplicateRows, 'row')} ${profile.duplicateRows === 1 ? 'repeats' : 'repeat'} another row exactly. If one thing was entered twice, the same row can fall on both sides of the split and flatter the score.`, examples: [], fix: null });
  }
  const open = profile.columns.filter((c) => !settled.has(c.name));
  const empty = open.filter((c) => profile.rows > 0 && c.missing === profile.rows).map((c) => c.name);
  const constant = open.filter((c) => c.missing < profile.rows && c.distinct <= 1).map((c) => c.name);
  const mostly = open.filter((c) => c.missing > profile.rows / 2 && c.missing < profile.rows);
  const add = (key: string, columns: readonly string[], what: string): void => {
    if (columns.length === 0) return;
    const names = columns.length <= 3 ? columns.join(', ') : `${columns.slice(0, 3).join(', ')} and ${formatCount(columns.length - 3)} more`;
    issues.push({ key, tone: 'alert', message: `${names}: ${what}`, examples: [], fix: { kind: 'drop', label: columns.length === 1 ? 'Leave the column out' : `Leave ${formatCount(columns.length)} columns out`, columns } });
  };
  add('empty', empty, 'every cell is missing, so there is nothing to learn from.');
  add('constant', constant, 'one value only, so it tells rows apart by nothing.');
  add('mostly-missing', mostly.map((c) => c.name), 'more than half of the cells are missing; what is filled in will be mostly made up.');
  const order = { alert: 0, fixed: 1, neutral: 2 } as const;
  return issues.sort((a, b) => order[a.tone] - order[b.tone]);
}
