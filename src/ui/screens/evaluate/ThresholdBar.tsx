import { Button, NumberInput, Select, Slider } from '@mantine/core';
import { bestF1Threshold, cheapestThreshold, costOf, type OperatingPoint } from '../../../charts/evaluate/operating-point.ts';
import type { ClassEvaluation } from '../../../engine/evaluation/evaluation.ts';
import { useApp } from '../../hooks/use-app.ts';
import { formatCount, formatPercent } from '../../kit/format.ts';
import { Hint } from '../../kit/Hint.tsx';

export interface Costs {
  readonly falsePositive: number;
  readonly falseNegative: number;
}
interface Props {
  readonly classes: readonly string[];
  readonly focus: number | null;
  readonly one: ClassEvaluation | null;
  readonly point: OperatingPoint | null;
  readonly rows: number;
  readonly costs: Costs;
  readonly onCosts: (costs: Costs) => void;
}
const ALL = 'all';

function Cost({ label, help, value, onChange }: { readonly label: string; readonly help: string; readonly value: number; readonly onChange: (value: number) => void }) {
  return (
    <div className="tl-cost">
      <Hint text={help}>{label}</Hint>
      <NumberInput aria-label={label} w={76} min={0} max={1e9} value={value} onChange={(v) => { if (typeof v === 'number' && v >= 0) onChange(v); }} />
    </div>
  );
}

/** One threshold for everything on the screen, what it makes of the rows, and what its errors cost. */
export function ThresholdBar({ classes, focus, one, point, rows, costs, onCosts }: Props) {
  const { actions } = useApp();
  const binary = classes.length === 2;
  const choices = [...(binary ? [] : [{ value: ALL, label: 'all classes' }]), ...classes.map((name, i) => ({ value: String(i), label: name }))];
  const cheapest = one === null ? null : cheapestThreshold(one, rows, costs.falsePositive, costs.falseNegative);
  const best = one === null ? null : bestF1Threshold(one, rows);
  return (
    <section className="tl-section tl-threshold" data-sticky={one !== null || undefined} aria-label="Threshold">
      <div className="tl-threshold-line">
        <Select className="tl-threshold-class" label="Class in focus" data={choices} value={focus === null ? ALL : String(focus)} onChange={(v) => actions.setFocusClass(v === null || v === ALL ? null : Number(v))} />
        {one === null || point === null ? <p className="tl-dim tl-threshold-none">Every row goes to its most probable class. Choose a class to move its threshold against all others.</p> : (
          <>
            <div className="tl-threshold-slider">
              <label className="tl-threshold-label" htmlFor="tl-threshold"><span>{`Call it ${one.name} from a probability of`}</span><strong className="tl-num">{point.threshold.toFixed(3)}</strong></label>
              <Slider id="tl-threshold" thumbLabel={`Threshold of ${one.name}`} min={0} max={1} step={0.001} label={null} size={4} value={point.threshold} onChange={actions.setThreshold} />
            </div>
            <dl className="tl-threshold-facts tl-num">
              <div><dt><Hint text={`Of the rows called ${one.name}, how many are. Precision.`}>Precision</Hint></dt><dd>{formatPercent(point.precision)}</dd></div>
              <div><dt><Hint text={`Of the rows that are ${one.name}, how many are found. Recall.`}>Recall</Hint></dt><dd>{formatPercent(point.recall)}</dd></div>
              <div><dt><Hint text="Precision and recall in one number: high only when both are.">F1</Hint></dt><dd>{formatPercent(point.f1)}</dd></div>
              <div><dt><Hint text="Of all rows, how many are on the right side.">Accuracy</Hint></dt><dd>{formatPercent(point.accuracy)}</dd></div>
            </dl>
          </>
        )}
      </div>
      {one === null || point === null || cheapest === null || best === null ? null : (
        <div className="tl-threshold-line">
          <Cost label="A false alarm costs" help={`A row that is not ${one.name} is called it.`} value={costs.falsePositive} onChange={(falsePositive) => onCosts({ ...costs, falsePositive })} />
          <Cost label="A miss costs" help={`A row that is ${one.name} is not called it.`} value={costs.falseNegative} onChange={(falseNegative) => onCosts({ ...costs, falseNegative })} />
          <span className="tl-num tl-threshold-cost">{`${formatCount(point.falsePositives)} false alarms and ${formatCount(point.falseNegatives)} misses cost ${formatCount(costOf(point, costs.falsePositive, costs.falseNegative))}`}</span>
          <Button variant="default" disabled={costOf(point, costs.falsePositive, costs.falseNegative) === cheapest.cost} onClick={() => actions.setThreshold(cheapest.threshold)}>{`Cheapest: ${cheapest.threshold.toFixed(3)}, costs ${formatCount(cheapest.cost)}`}</Button>
          <Button variant="default" disabled={point.threshold === best} onClick={() => actions.setThreshold(best)}>{`Best F1: ${best.toFixed(3)}`}</Button>
        </div>
      )}
    </section>
  );
}
