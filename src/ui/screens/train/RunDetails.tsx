import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { inside } from '../../../charts/words.ts';
import type { RunSummary } from '../../../study/results.ts';
import { labelOf } from '../../form/logic.ts';
import { useApp } from '../../hooks/use-app.ts';
import { canContinue } from '../../../study/continued.ts';
import { ErrorNote } from '../../kit/ErrorNote.tsx';
import { formatNumber, formatScore, plural } from '../../kit/format.ts';
import { Note } from '../../kit/Note.tsx';
import { Section } from '../../kit/Screen.tsx';
import { changedParams, isEbm, isNet, isTree, paramText, stepWord } from '../runs/labels.ts';
import type { MetricWords } from '../runs/metrics.ts';
import { overfitSentence } from '../runs/ranking.ts';
import type { StudyRun } from '../runs/use-study-runs.ts';
import { ContinueTraining } from './ContinueTraining.tsx';
import { LearningCurves } from './LearningCurves.tsx';

const NetworkInspector = lazy(() => import('./NetworkInspector.tsx'));
const ShapesViewer = lazy(() => import('./ShapesViewer.tsx'));
const TreeViewer = lazy(() => import('./TreeViewer.tsx'));

const STEPS_TRAINED = { Epoch: 'Epochs trained', Round: 'Rounds trained', Tree: 'Trees grown', Iteration: 'Iterations' } as const;

/** "accuracy 0.934 on 275 training rows, each asked of the trees that did not draw it; 0.942 on held-out rows". */
function outOfBagText({ scores, rows }: NonNullable<RunSummary['outOfBag']>, heldOut: number | undefined, metric: MetricWords): string {
  const besides = heldOut === undefined ? '' : `; ${formatScore(heldOut)} on held-out rows`;
  return `${inside(metric.name)} ${formatScore(scores[metric.type] ?? Number.NaN)} on ${plural(rows, 'training row')}, each asked only of the trees that did not draw it${besides}`;
}

/** Everything about the chosen line of the leaderboard. */
export function RunDetails({ entry, metric, onSelect }: { readonly entry: StudyRun; readonly metric: MetricWords; readonly onSelect: (modelId: string) => void }) {
  const { actions } = useApp();
  const { run, spec, label, key } = entry;
  const [inspected, setInspected] = useState<string | null>(null);
  const summary = run?.summary ?? null;
  const inside = isNet(spec.type) ? 'the network' : isEbm(spec.type) ? 'the shapes' : isTree(spec.type) ? 'the trees' : null;
  const changed = changedParams(spec.type, spec.params);
  const gap = summary && !entry.baseline ? overfitSentence(label, summary, metric) : null;
  const facts = [
    ...changed.map(({ name, value }) => [labelOf(name), paramText(value)] as const),
    ['Seed', String(spec.seed)] as const,
    ...(spec.continues ? [['Goes on from', spec.continues.map((stage) => changedParams(spec.type, stage.params).map(({ name, value }) => `${labelOf(name)} ${paramText(value)}`).join(', ') || 'all at their defaults').join('; then ')] as const] : []),
    ...(summary?.epochs != null ? [[STEPS_TRAINED[stepWord(spec.type)], formatNumber(summary.epochs)] as const] : []),
    ...(summary?.outOfBag ? [['Out of bag', outOfBagText(summary.outOfBag, summary.scores[metric.type]?.mean, metric)] as const] : []),
    ...(summary?.device ? [['Why this device', summary.device.why] as const] : []),
  ];
  return (
    <Section
      title={label}
      actions={summary && run?.activity === 'idle' ? (
        <>
          {inside === null ? null : <Button variant="default" onClick={() => setInspected(inspected === key ? null : key)}>{inspected === key ? `Close ${inside}` : `Look inside ${inside}`}</Button>}
          <Button variant="default" onClick={() => { actions.selectRun(key); actions.go('evaluate'); }}>Evaluate</Button>
          <Button variant="default" onClick={() => { actions.selectRun(key); actions.go('explain'); }}>Explain</Button>
        </>
      ) : null}
    >
      {run?.error ? <ErrorNote error={run.error} action={<Button variant="default" leftSection={<IconRefresh size={14} aria-hidden />} onClick={() => actions.train([spec.id])}>Try again</Button>} /> : null}
      {run?.note ? <Note>{run.note}</Note> : null}
      {gap ? <Note tone="fixed">{gap}</Note> : null}
      {(summary?.warnings ?? []).map((warning) => <Note key={warning} tone="fixed">{warning}</Note>)}
      <div className="tl-run-details">
        <LearningCurves key={key} entry={entry} />
        <dl className="tl-run-facts">
          {facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
          {changed.length === 0 ? <div><dt>Parameters</dt><dd>all at their defaults</dd></div> : null}
          {summary && summary.scores[metric.type] && summary.scores[metric.type]!.folds.length > 1 ? (
            <div><dt>{`${metric.name} by fold`}</dt><dd className="tl-num">{summary.scores[metric.type]!.folds.map((v) => formatNumber(v, 3)).join(' · ')}</dd></div>
          ) : null}
        </dl>
      </div>
      {summary && run?.activity === 'idle' && canContinue(spec.type) ? <ContinueTraining key={spec.id} entry={entry} onAdded={onSelect} /> : null}
      {inspected === key ? <Suspense fallback={<p className="tl-dim">{`Opening ${inside}.`}</p>}>{isEbm(spec.type) ? <ShapesViewer runKey={key} spec={spec} /> : isNet(spec.type) ? <NetworkInspector runKey={key} /> : <TreeViewer runKey={key} />}</Suspense> : null}
    </Section>
  );
}
