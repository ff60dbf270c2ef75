import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { anomalyHistogramFigure, codeFigure, scoreName } from '../../../charts/evaluate/anomaly.ts';
import type { AnomalyEvaluation } from '../../../engine/evaluation/evaluation.ts';
import { formatCount } from '../../kit/format.ts';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { Section } from '../../kit/Screen.tsx';
import { type Extra, RowsTable } from '../runs/RowsTable.tsx';
import { RebuiltRow } from './RebuiltRow.tsx';

const SHOWN = 20;

/** The most unusual rows, and the one looked at where it is not among them. */
function choices(top: Uint32Array, looked: number): readonly { readonly value: string; readonly label: string }[] {
  const rows = [...new Set([...top.subarray(0, SHOWN), looked])];
  return rows.map((row) => ({ value: String(row), label: `Row ${formatCount(row + 1)}` }));
}

/** Which rows are unlike the others, and how the model lays all of them out. */
export function AnomalyView({ runKey, evaluation }: { readonly runKey: string; readonly evaluation: AnomalyEvaluation }) {
  const [row, setRow] = useState<number | null>(null);
  const histogram = useMemo(() => anomalyHistogramFigure(evaluation), [evaluation]);
  const code = useMemo(() => (evaluation.code ? codeFigure(evaluation.code, evaluation.top, SHOWN) : null), [evaluation]);
  const { top } = evaluation;
  const listed = useMemo(() => {
    const at = row === null ? Array.from(top.rows.keys()).slice(0, SHOWN) : [top.rows.indexOf(row)].filter((i) => i >= 0);
    const extra: readonly Extra[] = at.length === 0 ? [] : [{ title: scoreName(evaluation), help: evaluation.code === null ? 'How unusual the model finds the row: larger is more.' : 'How far the row as the model rebuilds it is from the row itself.', values: at.map((i) => top.score[i]!) }];
    return { rows: row !== null && at.length === 0 ? [row] : at.map((i) => top.rows[i]!), extra };
  }, [evaluation, top, row]);
  const looked = row ?? top.rows[0];
  return (
    <div className="tl-charts">
      <div data-whole={code === null || undefined}><Section><Plot figure={histogram} height={code === null ? 240 : 320} /><p className="tl-dim">{histogram.summary}</p></Section></div>
      {code ? <Section><Plot figure={code} height={320} onPointClick={(point) => { if (typeof point.customdata === 'number') setRow(point.customdata); }} /><p className="tl-dim">{code.summary}</p></Section> : null}
      <div data-whole>
        <Section
          title={row === null ? `The ${listed.rows.length} most unusual rows` : `Row ${formatCount(row + 1)}`}
          actions={row === null ? null : <button type="button" className="tl-link" onClick={() => setRow(null)}>Back to the most unusual</button>}
        >
          <RowsTable label="Unusual rows" rows={listed.rows} extra={listed.extra} />
        </Section>
      </div>
      {looked === undefined || code === null ? null : (
        <div data-whole>
          <Section
            title={`Row ${formatCount(looked + 1)}, rebuilt`}
            actions={<Select aria-label="Row to rebuild" size="xs" w={150} data={choices(top.rows, looked)} value={String(looked)} onChange={(value) => { if (value !== null) setRow(Number(value)); }} />}
          >
            <p className="tl-dim">The model squeezes each row into a few numbers and builds it again from them. What it cannot rebuild is what makes the row unusual.</p>
            <RebuiltRow runKey={runKey} row={looked} />
          </Section>
        </div>
      )}
    </div>
  );
}
