import { Button, SegmentedControl, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { type Confusion, confusionFigure, confusionHeight, worstCell } from '../../../charts/evaluate/confusion.ts';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { Section } from '../../kit/Screen.tsx';
import type { Cell } from './cell-rows.ts';

interface Props {
  readonly confusion: Confusion;
  readonly onCell: (cell: Cell) => void;
}
const isCell = (value: unknown): value is readonly [number, number] => Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number';

/** The confusion matrix: a cell opens its rows, by mouse on the chart or by name below it. */
export function ConfusionPanel({ confusion, onCell }: Props) {
  const [show, setShow] = useState<'count' | 'share'>('count');
  const [chosen, setChosen] = useState<Partial<Cell>>({});
  const worst = worstCell(confusion);
  const truth = chosen.truth ?? worst?.truth ?? 0;
  const predicted = chosen.predicted ?? worst?.predicted ?? 0;
  const figure = useMemo(() => confusionFigure(confusion, show), [confusion, show]);
  const choices = confusion.classes.map((label, i) => ({ value: String(i), label }));
  return (
    <Section>
      <Plot
        figure={figure}
        height={confusionHeight(confusion.classes.length)}
        onPointClick={(point) => { if (isCell(point.customdata)) onCell({ truth: point.customdata[0], predicted: point.customdata[1] }); }}
        aside={<SegmentedControl aria-label="Cells show" data={[{ value: 'count', label: 'Rows' }, { value: 'share', label: 'Share' }]} value={show} onChange={(v) => setShow(v === 'share' ? 'share' : 'count')} />}
      />
      <p>{figure.summary}</p>
      <div className="tl-row">
        <Select aria-label="True class" w={130} data={choices} value={String(truth)} onChange={(v) => setChosen({ truth: Number(v), predicted })} />
        <span className="tl-dim">called</span>
        <Select aria-label="Predicted class" w={130} data={choices} value={String(predicted)} onChange={(v) => setChosen({ truth, predicted: Number(v) })} />
        <Button variant="default" onClick={() => onCell({ truth, predicted })}>Show these rows</Button>
      </div>
    </Section>
  );
}
