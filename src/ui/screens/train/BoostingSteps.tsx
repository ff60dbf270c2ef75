import { ActionIcon, Button, Select, Slider } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { stepFigure, stepScoreFigure, stepsFrame, treesText } from '../../../charts/train/boosting-steps.ts';
import type { BoostingSteps as Steps } from '../../../jobs/protocol.ts';
import { useApp, useQuery } from '../../hooks/use-app.ts';
import { plural } from '../../kit/format.ts';
import { LineChart } from '../../kit/lines/LineChart.tsx';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { QueryView } from '../../kit/QueryView.tsx';
import { treeSentence } from './tree-words.ts';
import { usePlayer } from './use-player.ts';

/** Levels read for the sentence: as deep as trees of boosting usually are. */
const LEVELS = 16;

/** The tree that was added last, in words. */
function LastTree({ runKey, tree, output, onOpen }: { readonly runKey: string; readonly tree: number; readonly output: number; readonly onOpen: (tree: number) => void }) {
  const { engine } = useApp();
  const { data } = useQuery(tree < 0 ? null : `tree-words:${runKey}:${tree}`, useCallback((options) => engine.inspectTree({ key: runKey, tree, from: null, depth: LEVELS, row: null }, options), [engine, runKey, tree]));
  const words = tree < 0 ? 'Before the first tree every row is told the same. The residuals are what the trees are grown to say.' : data === null ? `Reading tree ${tree + 1}.` : treeSentence(data, output);
  return (
    <p className="tl-steps-words">
      {words}
      {tree < 0 ? null : <Button variant="subtle" size="compact-xs" onClick={() => onOpen(tree)}>{`Open tree ${tree + 1}`}</Button>}
    </p>
  );
}

function Watched({ steps, runKey, onClass, onOpen }: { readonly steps: Steps; readonly runKey: string; readonly onClass: (output: number) => void; readonly onOpen: (tree: number) => void }) {
  const last = steps.stops.length - 1;
  const { at, playing, mayPlay, go, play } = usePlayer(last);
  const [column, setColumn] = useState(0);
  const shown = steps.columns[column] ?? steps.columns[0]!;
  const frame = useMemo(() => stepsFrame(steps), [steps]);
  const figure = useMemo(() => stepFigure(steps, shown, at, frame), [steps, shown, at, frame]);
  const score = useMemo(() => stepScoreFigure(steps, at), [steps, at]);
  return (
    <div className="tl-tree-viewer">
      <p className="tl-dim">
        {`Boosting adds its trees one after the other, each grown on the residuals of those before it. Here ${plural(steps.rows.length, 'row')} ${steps.learned ? 'of all, which the model has learned from too' : 'that the model has not learned from'}.`}
      </p>
      <div className="tl-tree-bar">
        <Select label="Along column" w={220} searchable allowDeselect={false} data={steps.columns.map((c, j) => ({ value: String(j), label: c.name }))} value={String(column)} onChange={(v) => setColumn(Number(v))} />
        {steps.outputs.length > 2 ? <Select label="Chance of" w={180} allowDeselect={false} data={steps.outputs.map((name, k) => ({ value: String(k), label: name }))} value={String(steps.output)} onChange={(v) => onClass(Number(v))} /> : null}
        <span className="tl-tree-step">
          {mayPlay ? <ActionIcon aria-label={playing ? 'Pause' : 'Play'} onClick={() => play(!playing)}>{playing ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}</ActionIcon> : null}
          <ActionIcon aria-label="One tree back" disabled={at === 0} onClick={() => go(at - 1)}><IconChevronLeft size={16} /></ActionIcon>
          <ActionIcon aria-label="One tree on" disabled={at === last} onClick={() => go(at + 1)}><IconChevronRight size={16} /></ActionIcon>
        </span>
        <div className="tl-steps-slider">
          <span className="tl-dim tl-num">{treesText(steps, steps.stops[at]!)}</span>
          <Slider thumbLabel="Trees added" min={0} max={last} step={1} label={null} size={4} value={at} onChange={go} />
        </div>
      </div>
      <div className="tl-shapes">
        <div>
          <Plot figure={figure} height={420} />
          <p className="tl-dim">{figure.summary}</p>
        </div>
        <div>
          <LineChart figure={score} height={240} />
          <p className="tl-dim">{score.summary}</p>
          <LastTree runKey={runKey} tree={steps.treeAt[at]!} output={steps.output} onOpen={onOpen} />
        </div>
      </div>
    </div>
  );
}

/** Boosting on the person's own rows: what is said and what is left, tree by tree. */
export function BoostingSteps({ runKey, onOpen }: { readonly runKey: string; readonly onOpen: (tree: number) => void }) {
  const { engine, queries } = useApp();
  const [output, setOutput] = useState(0);
  const key = `boosting:${runKey}:${output}`;
  const state = useQuery(key, useCallback((options) => engine.boostingSteps({ key: runKey, output }, options), [engine, runKey, output]));
  return <QueryView state={state} onRetry={() => queries.refetch(key)}>{(steps) => <Watched steps={steps} runKey={runKey} onClass={setOutput} onOpen={onOpen} />}</QueryView>;
}
