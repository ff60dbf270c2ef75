import { Select, Slider } from '@mantine/core';
import type { OperatingPoint } from '../../../charts/evaluate/operating-point.ts';
import type { ClassEvaluation } from '../../../engine/evaluation/evaluation.ts';
import { useApp } from '../../hooks/use-app.ts';
import { formatPercent } from '../../kit/format.ts';
import { Hint } from '../../kit/Hint.tsx';

interface Props {
  readonly classes: readonly string[];
  readonly focus: number | null;
  readonly one: ClassEvaluation | null;
  readonly point: OperatingPoint | null;
}
const ALL = 'all';

/** One threshold for everything on the screen, and what it makes of the rows. */
export function ThresholdBar({ classes, focus, one, point }: Props) {
  const { actions } = useApp();
  const binary = classes.length === 2;
  const choices = [...(binary ? [] : [{ value: ALL, label: 'all classes' }]), ...classes.map((name, i) => ({ value: String(i), label: name }))];
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
    </section>
  );
}
