import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { errorCurveFigure, predictedTrueFigure, quantileFigure, residualHistogramFigure, residualsFigure } from '../../../charts/evaluate/regression.ts';
import type { RegressionEvaluation } from '../../../engine/evaluation/evaluation.ts';
import { useStudy } from '../../hooks/use-app.ts';
import { formatCount } from '../../kit/format.ts';
import type { PlotPoint } from '../../kit/plotly/use-plotly.ts';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { Section } from '../../kit/Screen.tsx';
import { type Extra, RowsTable } from '../runs/RowsTable.tsx';

const WORST = 10;

/** Rows of the sample with the largest errors. */
export const worstRows = ({ sample: { rows, yTrue, yPred } }: RegressionEvaluation, count: number): readonly number[] =>
  Array.from(rows.keys()).sort((a, b) => Math.abs(yTrue[b]! - yPred[b]!) - Math.abs(yTrue[a]! - yPred[a]!)).slice(0, count);

/** How far off the predictions are, where, and which rows they are. */
export function RegressionView({ evaluation }: { readonly evaluation: RegressionEvaluation }) {
  const target = useStudy((s) => s.target) ?? 'target';
  const [row, setRow] = useState<number | null>(null);
  const figures = useMemo(
    () => [predictedTrueFigure(evaluation, target), residualsFigure(evaluation, target), residualHistogramFigure(evaluation), quantileFigure(evaluation), errorCurveFigure(evaluation, target)],
    [evaluation, target],
  );
  const { sample } = evaluation;
  const listed = useMemo(() => {
    const at = row === null ? worstRows(evaluation, WORST) : [sample.rows.indexOf(row)].filter((i) => i >= 0);
    const extra: readonly Extra[] = [
      { title: `Predicted ${target}`, values: at.map((i) => sample.yPred[i]!) },
      { title: 'Error', help: 'True − predicted.', values: at.map((i) => sample.yTrue[i]! - sample.yPred[i]!) },
    ];
    return { rows: at.map((i) => sample.rows[i]!), extra };
  }, [evaluation, sample, row, target]);
  const pick = (point: PlotPoint): void => { if (typeof point.customdata === 'number') setRow(point.customdata); };
  return (
    <div className="tl-charts">
      {figures.slice(0, 2).map((figure) => <Section key={figure.title}><Plot figure={figure} height={320} onPointClick={pick} /><p className="tl-dim">{figure.summary}</p></Section>)}
      <div data-whole>
        <Section
          title={row === null ? `The ${listed.rows.length} rows it is furthest off` : `Row ${formatCount(row + 1)}`}
          lead={row === null ? 'Click a point above to see its row.' : undefined}
          actions={row === null ? null : <ActionIcon aria-label="Back to the largest errors" onClick={() => setRow(null)}><IconX size={16} /></ActionIcon>}
        >
          <RowsTable label="Rows and their errors" rows={listed.rows} extra={listed.extra} />
        </Section>
      </div>
      {figures.slice(2).map((figure, i) => <div key={figure.title} data-whole={i === 2 || undefined}><Section><Plot figure={figure} height={280} /><p className="tl-dim">{figure.summary}</p></Section></div>)}
    </div>
  );
}
