import { Button } from '@mantine/core';
import { IconListCheck, IconPlayerPlay } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { catalog } from '../../../engine/models/catalog.ts';
import { useApp, useStudy } from '../../hooks/use-app.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { plural } from '../../kit/format.ts';
import { Screen, Section } from '../../kit/Screen.tsx';
import { Splitter } from '../../kit/Splitter.tsx';
import { useCommands } from '../../shell/commands.ts';
import { NeedsData } from '../runs/Needs.tsx';
import { useStudyRuns, useTask } from '../runs/use-study-runs.ts';
import { Catalogue } from './Catalogue.tsx';
import { addMissing } from './edits.ts';
import './model.css';
import { StudyModel } from './StudyModel.tsx';
import { type Circumstances, usualModels } from './suits.ts';

/** What shall I try? The catalogue on the left, the study's models and their knobs on the right. */
export default function ModelScreen() {
  const { actions } = useApp();
  const data = useStudy((s) => s.data);
  const target = useStudy((s) => s.target);
  const task = useTask();
  const entries = useStudyRuns();
  const [open, setOpen] = useState<string | null>(null);
  const now = useMemo<Circumstances>(() => ({ hasData: data !== null, task, target, images: data?.image != null }), [data, task, target]);
  const usual = useMemo(() => usualModels(catalog, now), [now]);
  const missing = useMemo(() => usual.filter((meta) => !entries.some((e) => e.spec.type === meta.type)), [usual, entries]);
  // While there is nothing but a baseline, the next thing to do is to add what shall beat it.
  const onlyBaselines = entries.every((e) => e.baseline) && missing.length > 0;
  const waiting = entries.filter((e) => e.run === undefined || (e.run.activity === 'idle' && e.run.status !== 'ok'));
  const busy = entries.some((e) => e.run !== undefined && e.run.activity !== 'idle');
  useCommands(useMemo(() => (missing.length > 0 && data !== null ? [{ id: 'add-usual', group: 'Add a model', label: `Add the usual ${missing.length} models`, run: () => actions.edit('Add the usual models', addMissing(missing)) }] : []), [missing, data, actions]));
  if (data === null) return <Screen title="Model"><NeedsData what="Models learn from a table." /></Screen>;
  const train = (): void => {
    actions.go('train');
    actions.train(waiting.map((e) => e.spec.id));
  };
  const addUsual = <Button variant={onlyBaselines ? 'filled' : 'default'} leftSection={<IconListCheck size={14} aria-hidden />} onClick={() => actions.edit('Add the usual models', addMissing(missing))}>{`Add the usual ${missing.length}`}</Button>;
  return (
    <Screen
      title="Model"
      fill
      lead={target === null ? 'Without a target, models describe the rows themselves. Choose a target in Prepare to predict one.' : `What shall predict ${target}? Start with the usual ones: a baseline to beat, then from simple to strong.`}
      actions={(
        <>
          {missing.length > 0 && entries.length > 0 ? addUsual : null}
          {entries.length > 0 ? <Button variant={onlyBaselines ? 'default' : 'filled'} leftSection={<IconPlayerPlay size={14} aria-hidden />} onClick={waiting.length > 0 ? train : () => actions.go('train')}>{waiting.length > 0 ? `Train ${plural(waiting.length, 'model')}` : busy ? 'Watch it learn' : 'See results'}</Button> : null}
        </>
      )}
    >
      <Splitter
        id="model"
        panes={[
          { id: 'algorithms', size: '56%', minSize: 340, content: <Catalogue now={now} /> },
          {
            id: 'models of the study',
            minSize: 340,
            content: (
              <div className="tl-model-pane">
                <Section title={entries.length === 0 ? 'In this study' : `In this study: ${plural(entries.length, 'model')}`}>
                  {entries.length === 0 ? (
                    <EmptyState
                      title="No models yet"
                      text={missing.length > 0 ? `Add some from the list, or start with the usual ones: ${missing.map((m) => m.name).join(', ')}.` : 'Add some from the list.'}
                      action={missing.length > 0 ? <Button leftSection={<IconListCheck size={14} aria-hidden />} onClick={() => actions.edit('Add the usual models', addMissing(missing))}>{`Add the usual ${missing.length}`}</Button> : null}
                    />
                  ) : (
                    <ul className="tl-models">
                      {entries.map((entry) => <StudyModel key={entry.spec.id} entry={entry} open={open === entry.spec.id} onToggle={() => setOpen(open === entry.spec.id ? null : entry.spec.id)} />)}
                    </ul>
                  )}
                </Section>
              </div>
            ),
          },
        ]}
      />
    </Screen>
  );
}
