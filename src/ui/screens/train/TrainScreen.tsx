import { Button, Select, Switch } from '@mantine/core';
import { IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useApp, useStudy } from '../../hooks/use-app.ts';
import { plural } from '../../kit/format.ts';
import { Screen, Section } from '../../kit/Screen.tsx';
import { isNet } from '../runs/labels.ts';
import { wordsFor } from '../runs/metrics.ts';
import { NeedsRun } from '../runs/Needs.tsx';
import { leaderboardSentence, tiedWithBest } from '../runs/ranking.ts';
import { distinctRuns, useFinished, useMetric, useStudyRuns, useTask } from '../runs/use-study-runs.ts';
import { DeviceChoice } from './DeviceChoice.tsx';
import { Leaderboard } from './Leaderboard.tsx';
import { RunDetails } from './RunDetails.tsx';
import './train.css';

/** Is it learning? Queue and leaderboard above, the chosen run with its curves below. */
export default function TrainScreen() {
  const { actions } = useApp();
  const every = useStudyRuns();
  const entries = useMemo(() => distinctRuns(every), [every]);
  const finished = useFinished();
  const metric = useMetric();
  const task = useTask();
  const hasData = useStudy((s) => s.data !== null);
  const [selected, setSelected] = useState<string | null>(null);
  // A model that was just made is looked at, whatever its key turns out to be.
  const [added, setAdded] = useState<string | null>(null);
  const [allScores, setAllScores] = useState(false);
  const tied = useMemo(() => new Set(tiedWithBest(finished, metric).map((r) => r.key)), [finished, metric]);
  const order = useMemo(() => {
    const place = new Map(finished.map((r, i) => [r.key, i]));
    return entries.toSorted((a, b) => (place.get(a.key) ?? finished.length) - (place.get(b.key) ?? finished.length));
  }, [entries, finished]);
  if (!hasData || entries.length === 0) return <Screen title="Train"><NeedsRun what="Training shows who learns, and how well." /></Screen>;
  const waiting = entries.filter((e) => e.run === undefined || (e.run.activity === 'idle' && e.run.status !== 'ok'));
  const active = entries.filter((e) => e.run !== undefined && e.run.activity !== 'idle');
  const shown = order.find((e) => e.spec.id === added) ?? order.find((e) => e.key === selected) ?? order.find((e) => e.run?.activity === 'running' && isNet(e.spec.type)) ?? order.find((e) => e.run?.activity === 'running') ?? order[0]!;
  const lead = finished.length > 0 ? leaderboardSentence(finished, metric) : active.length > 0 ? `${plural(active.length, 'model')} in the queue; the first score shows up here.` : `${plural(waiting.length, 'model')} waiting to be trained.`;
  return (
    <Screen
      title="Train"
      lead={lead}
      actions={(
        <>
          <DeviceChoice />
          {active.length > 0 ? <Button variant="default" leftSection={<IconX size={14} aria-hidden />} onClick={() => active.forEach((e) => actions.cancelRun(e.key))}>Cancel all</Button> : null}
          {waiting.length > 0 ? <Button leftSection={<IconPlayerPlay size={14} aria-hidden />} onClick={() => actions.train(waiting.map((e) => e.spec.id))}>{`Train ${plural(waiting.length, 'model')}`}</Button> : null}
          {waiting.length === 0 && active.length === 0 ? <Button onClick={() => actions.go('evaluate')}>Evaluate the best</Button> : null}
        </>
      )}
    >
      <Section
        title={active.length > 0 ? `Leaderboard and queue: ${plural(active.length, 'model')} under way` : 'Leaderboard'}
        actions={(
          <>
            <Switch label="All scores" checked={allScores} onChange={(e) => setAllScores(e.currentTarget.checked)} />
            <Select aria-label="Sort by" w={180} data={wordsFor(task).map((m) => ({ value: m.type, label: m.name }))} value={metric.type} onChange={(value) => actions.edit('Change the leading metric', (study) => ({ ...study, metric: value }))} />
          </>
        )}
      >
        <Leaderboard entries={order} task={task} metric={metric} tied={tied} selected={shown.key} onSelect={(key) => { setAdded(null); setSelected(key); }} allScores={allScores} />
      </Section>
      <RunDetails key={shown.spec.id} entry={shown} metric={metric} onSelect={(id) => setAdded(id)} />
    </Screen>
  );
}
