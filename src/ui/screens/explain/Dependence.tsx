import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { dependenceFigure } from '../../../charts/explain/dependence.ts';
import { strongestPartner } from '../../../charts/explain/interactions.ts';
import type { Explained } from '../../../charts/explain/shap-values.ts';
import { Plot } from '../../kit/plotly/Plot.tsx';

const NONE = 'none';

interface Props {
  readonly shap: Explained;
  readonly output: number;
  /** Columns, strongest first. */
  readonly order: readonly number[];
}

/** One column's effect against its own value, coloured by another: at first the one it acts together with most, where that is known. */
export function Dependence({ shap, output, order }: Props) {
  const [column, setColumn] = useState(order[0] ?? 0);
  const [chosen, setChosen] = useState<number | null | undefined>(undefined);
  const color = chosen === undefined || chosen === column ? strongestPartner(shap, output, column) : chosen;
  const figure = useMemo(() => dependenceFigure(shap, output, column, color), [shap, output, column, color]);
  const choices = order.map((j) => ({ value: String(j), label: shap.columns[j]! }));
  return (
    <div className="tl-shap-part">
      <div className="tl-row">
        <Select label="Column" w={180} searchable data={choices} value={String(column)} onChange={(v) => setColumn(Number(v))} />
        <Select label="Coloured by" w={180} searchable data={[{ value: NONE, label: 'nothing' }, ...choices.filter((c) => c.value !== String(column))]} value={color === null ? NONE : String(color)} onChange={(v) => setChosen(v === null || v === NONE ? null : Number(v))} />
      </div>
      <Plot figure={figure} height={320} />
      <p className="tl-dim">{figure.summary}</p>
    </div>
  );
}
