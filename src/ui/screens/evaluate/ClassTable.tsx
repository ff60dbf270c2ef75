import { classColor } from '../../../charts/theme.ts';
import type { ClassEvaluation } from '../../../engine/evaluation/evaluation.ts';
import { useApp } from '../../hooks/use-app.ts';
import { type DataColumn, DataTable } from '../../kit/DataTable.tsx';
import { formatCount, formatPercent, formatScore } from '../../kit/format.ts';
import { Section } from '../../kit/Screen.tsx';

interface Line extends ClassEvaluation {
  readonly index: number;
}
const columns: readonly DataColumn<Line>[] = [
  { key: 'name', title: 'Class', cell: (c) => <span className="tl-class"><span className="tl-dot" style={{ background: classColor(c.index) }} aria-hidden />{c.name}</span>, sortBy: (c) => c.name },
  { key: 'support', title: 'Rows', numeric: true, cell: (c) => formatCount(c.support), sortBy: (c) => c.support },
  { key: 'precision', title: 'Precision', help: 'Of the rows called this class, how many are.', numeric: true, cell: (c) => formatPercent(c.precision), sortBy: (c) => c.precision },
  { key: 'recall', title: 'Recall', help: 'Of the rows of this class, how many are found.', numeric: true, cell: (c) => formatPercent(c.recall), sortBy: (c) => c.recall },
  { key: 'f1', title: 'F1', help: 'Precision and recall in one number.', numeric: true, cell: (c) => formatPercent(c.f1), sortBy: (c) => c.f1 },
  { key: 'auc', title: 'ROC AUC', help: 'How well this class is told from all others.', numeric: true, cell: (c) => formatScore(c.roc.area), sortBy: (c) => c.roc.area },
  { key: 'ap', title: 'Average precision', help: 'Area under its precision–recall curve.', numeric: true, cell: (c) => formatScore(c.pr.area), sortBy: (c) => c.pr.area },
];

/** A line a class; choosing one puts it in focus everywhere. */
export function ClassTable({ classes, focus }: { readonly classes: readonly ClassEvaluation[]; readonly focus: number | null }) {
  const { actions } = useApp();
  const lines = classes.map((c, index) => ({ ...c, index }));
  return (
    <Section title="By class" lead="Choose a class to put it in focus in all charts.">
      <DataTable<Line> label="Scores by class" rows={lines} columns={columns} rowKey={(c) => String(c.index)} selected={focus === null ? null : String(focus)} onRowClick={(c) => actions.setFocusClass(focus === c.index && classes.length > 2 ? null : c.index)} />
    </Section>
  );
}
