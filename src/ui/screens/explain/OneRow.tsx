import { ActionIcon, SegmentedControl, Select } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { FORCES_HEIGHT, forcesFigure } from '../../../charts/explain/forces.ts';
import { waterfallFigure, waterfallHeight } from '../../../charts/explain/waterfall.ts';
import type { Explained } from '../../../charts/explain/shap-values.ts';
import { formatCount } from '../../kit/format.ts';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { RowsTable } from '../runs/RowsTable.tsx';

const none: readonly never[] = [];

/** How one row's prediction comes about, with the row itself. */
export function OneRow({ shap, output }: { readonly shap: Explained; readonly output: number }) {
  const [at, setAt] = useState(0);
  const [view, setView] = useState('steps');
  const last = shap.rows.length - 1;
  const row = Math.min(at, last);
  const figure = useMemo(() => (view === 'steps' ? waterfallFigure : forcesFigure)(shap, output, row), [view, shap, output, row]);
  const rows = useMemo(() => [shap.rows[row]!], [shap, row]);
  return (
    <>
      <div className="tl-shap-part">
        <div className="tl-row">
          <Select label="Row" w={140} searchable data={Array.from(shap.rows, (r, i) => ({ value: String(i), label: `Row ${formatCount(r + 1)}` }))} value={String(row)} onChange={(v) => setAt(Number(v))} />
          <span className="tl-shap-step">
            <ActionIcon aria-label="Previous row" disabled={row === 0} onClick={() => setAt(row - 1)}><IconChevronLeft size={16} /></ActionIcon>
            <ActionIcon aria-label="Next row" disabled={row === last} onClick={() => setAt(row + 1)}><IconChevronRight size={16} /></ActionIcon>
          </span>
          <SegmentedControl className="tl-shap-step" aria-label="Show the row as" data={[{ value: 'steps', label: 'Steps' }, { value: 'forces', label: 'Forces' }]} value={view} onChange={setView} />
        </div>
        <Plot figure={figure} height={view === 'steps' ? waterfallHeight(shap.columns.length) : FORCES_HEIGHT} />
        <p className="tl-dim">{figure.summary}</p>
      </div>
      <div data-whole><RowsTable label="The row's cells" rows={rows} extra={none} /></div>
    </>
  );
}
