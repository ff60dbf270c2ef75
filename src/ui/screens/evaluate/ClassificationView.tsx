import { useMemo, useState } from 'react';
import { calibrationFigure } from '../../../charts/evaluate/calibration.ts';
import { confusionAt, confusionHeight } from '../../../charts/evaluate/confusion.ts';
import { liftFigure } from '../../../charts/evaluate/lift.ts';
import { operatingPoint } from '../../../charts/evaluate/operating-point.ts';
import { precisionRecallFigure } from '../../../charts/evaluate/precision-recall.ts';
import { rocFigure } from '../../../charts/evaluate/roc.ts';
import { costFigure, thresholdFigure } from '../../../charts/evaluate/threshold.ts';
import type { Figure } from '../../../charts/figure.ts';
import type { ClassificationEvaluation } from '../../../engine/evaluation/evaluation.ts';
import type { ScoredRows } from '../../../jobs/protocol.ts';
import { useApp, useSession } from '../../hooks/use-app.ts';
import { Note } from '../../kit/Note.tsx';
import type { PlotPoint } from '../../kit/plotly/use-plotly.ts';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { Section } from '../../kit/Screen.tsx';
import type { Cell } from './cell-rows.ts';
import { CellPanel } from './CellPanel.tsx';
import { ClassTable } from './ClassTable.tsx';
import { ConfusionPanel } from './ConfusionPanel.tsx';
import { type Costs, CostBar } from './CostBar.tsx';
import { ThresholdBar } from './ThresholdBar.tsx';

const HEIGHT = 320;

function Chart({ figure, height = HEIGHT, onPointClick }: { readonly figure: Figure; readonly height?: number; readonly onPointClick?: (point: PlotPoint) => void }) {
  return (
    <Section>
      <Plot figure={figure} height={height} {...(onPointClick ? { onPointClick } : {})} />
      <p className="tl-dim">{figure.summary}</p>
    </Section>
  );
}

/** Where a classifier is right and where not; one threshold moves every chart. */
export function ClassificationView({ runKey, of, evaluation }: { readonly runKey: string; readonly of: ScoredRows; readonly evaluation: ClassificationEvaluation }) {
  const { actions } = useApp();
  const threshold = useSession((s) => s.threshold);
  const wanted = useSession((s) => s.focusClass);
  const [costs, setCosts] = useState<Costs>({ falsePositive: 1, falseNegative: 1 });
  const [cell, setCell] = useState<Cell | null>(null);
  const { classes, perClass, rows } = evaluation;
  const focus = perClass === null ? null : wanted !== null && wanted < classes.length ? wanted : classes.length === 2 ? 1 : null;
  const one = focus === null || perClass === null ? null : perClass[focus]!;
  const point = useMemo(() => (one === null ? null : operatingPoint(one, rows, threshold)), [one, rows, threshold]);
  const rest = classes.length === 2 && focus !== null ? classes[1 - focus]! : 'any other';
  const confusion = useMemo(() => (one === null || point === null ? { classes, counts: evaluation.confusion } : confusionAt(point, one.name, rest)), [classes, evaluation, one, point, rest]);
  const figures = useMemo(() => {
    if (perClass === null) return null;
    const shown = { evaluation, focus, threshold };
    return { roc: rocFigure(shown), pr: precisionRecallFigure(shown), calibration: calibrationFigure(shown), lift: liftFigure(shown) };
  }, [evaluation, perClass, focus, threshold]);
  const traded = useMemo(() => (one === null ? null : { metrics: thresholdFigure(one, rows, threshold), cost: costFigure(one, rows, threshold, costs.falsePositive, costs.falseNegative) }), [one, rows, threshold, costs]);
  const pick = (p: PlotPoint): void => { if (typeof p.customdata === 'number' && Number.isFinite(p.customdata)) actions.setThreshold(p.customdata); };
  // In a view of one class against the rest, cells are "rest" and "class"; of two classes with the second in focus these are the classes themselves.
  return (
    <>
      {perClass === null ? <Note>This model says a class but no probability, so there is no threshold to move and there are no curves.</Note> : <ThresholdBar classes={classes} focus={focus} one={one} point={point} />}
      <div className="tl-charts">
        <ConfusionPanel key={focus ?? 'all'} confusion={confusion} onCell={setCell} />
        {figures ? <Chart figure={figures.roc} height={Math.max(HEIGHT, confusionHeight(confusion.classes.length))} {...(one ? { onPointClick: pick } : {})} /> : null}
        {cell ? (
          <div data-whole>
            <CellPanel
              key={`${focus}:${cell.truth}:${cell.predicted}`}
              runKey={runKey}
              of={of}
              cell={cell}
              truth={confusion.classes[cell.truth] ?? ''}
              predicted={confusion.classes[cell.predicted] ?? ''}
              classes={classes}
              focus={focus}
              threshold={point?.threshold ?? threshold}
              onClose={() => setCell(null)}
            />
          </div>
        ) : null}
        {figures ? (
          <>
            <Chart figure={figures.pr} {...(one ? { onPointClick: pick } : {})} />
            <Chart figure={figures.calibration} />
            <Chart figure={figures.lift} />
          </>
        ) : null}
        {traded ? <Chart figure={traded.metrics} /> : null}
        {traded && one && point ? <Section><CostBar one={one} point={point} rows={rows} costs={costs} onCosts={setCosts} /><Plot figure={traded.cost} height={HEIGHT - 76} /><p className="tl-dim">{traded.cost.summary}</p></Section> : null}
        {perClass ? <ClassTable classes={perClass} focus={focus} /> : null}
      </div>
    </>
  );
}
