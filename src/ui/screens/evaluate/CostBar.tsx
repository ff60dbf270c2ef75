import { Button, NumberInput } from '@mantine/core';
import { bestF1Threshold, cheapestThreshold, costOf, type OperatingPoint } from '../../../charts/evaluate/operating-point.ts';
import type { ClassEvaluation } from '../../../engine/evaluation/evaluation.ts';
import { useApp } from '../../hooks/use-app.ts';
import { formatCount } from '../../kit/format.ts';
import { Hint } from '../../kit/Hint.tsx';

export interface Costs {
  readonly falsePositive: number;
  readonly falseNegative: number;
}
interface Props {
  readonly one: ClassEvaluation;
  readonly point: OperatingPoint;
  readonly rows: number;
  readonly costs: Costs;
  readonly onCosts: (costs: Costs) => void;
}

function Cost({ label, help, value, onChange }: { readonly label: string; readonly help: string; readonly value: number; readonly onChange: (value: number) => void }) {
  return (
    <div className="tl-cost">
      <Hint text={help}>{label}</Hint>
      <NumberInput aria-label={label} w={76} min={0} max={1e9} value={value} onChange={(v) => { if (typeof v === 'number' && v >= 0) onChange(v); }} />
    </div>
  );
}

/** What the two kinds of error cost, and the thresholds that are best by that and by F1. */
export function CostBar({ one, point, rows, costs, onCosts }: Props) {
  const { actions } = useApp();
  const cheapest = cheapestThreshold(one, rows, costs.falsePositive, costs.falseNegative);
  const best = bestF1Threshold(one, rows);
  const now = costOf(point, costs.falsePositive, costs.falseNegative);
  return (
    <div className="tl-costs">
      <Cost label="A false alarm costs" help={`A row that is not ${one.name} is called it.`} value={costs.falsePositive} onChange={(falsePositive) => onCosts({ ...costs, falsePositive })} />
      <Cost label="A miss costs" help={`A row that is ${one.name} is not called it.`} value={costs.falseNegative} onChange={(falseNegative) => onCosts({ ...costs, falseNegative })} />
      <span className="tl-num tl-threshold-cost">{`${formatCount(point.falsePositives)} false alarms and ${formatCount(point.falseNegatives)} misses cost ${formatCount(now)}`}</span>
      <Button variant="default" disabled={now === cheapest.cost} onClick={() => actions.setThreshold(cheapest.threshold)}>{`Cheapest: ${cheapest.threshold.toFixed(3)}, costs ${formatCount(cheapest.cost)}`}</Button>
      <Button variant="default" disabled={point.threshold === best} onClick={() => actions.setThreshold(best)}>{`Best F1: ${best.toFixed(3)}`}</Button>
    </div>
  );
}
