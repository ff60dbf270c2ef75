import { Button, SegmentedControl, Switch } from '@mantine/core';
import { isClassification } from '../../../engine/core/dataset.ts';
import { int } from '../../../engine/core/params.ts';
import type { Split } from '../../../study/schema.ts';
import { useApp, useQuery, useStudy } from '../../hooks/use-app.ts';
import { useTask } from '../../hooks/use-data.ts';
import { Note } from '../../kit/Note.tsx';
import { QueryView } from '../../kit/QueryView.tsx';
import { Section } from '../../kit/Screen.tsx';
import { apartColumn } from '../../../study/query.ts';
import { GroupPicker } from './GroupPicker.tsx';
import { NumberField } from './NumberField.tsx';
import { SplitPicture } from './SplitPicture.tsx';
import { clampShares, splitAs, splitKinds } from './split.ts';

const folds = int(5, { min: 2, max: 50, help: 'Into how many parts the rows are dealt.' });
const seed = int(42, { min: 0, max: 2 ** 31 - 1, help: 'The same seed deals the same rows.' });
const share = int(20, { min: 5, max: 80, help: 'Per cent of the rows.' });

/** Which rows learn and which test; the picture is of this very split. */
export function SplitSection() {
  const { actions, engine } = useApp();
  const study = useStudy((s) => s);
  const task = useTask();
  const { split } = study;
  const set = (label: string, next: Split): void => actions.edit(label, (s) => ({ ...s, split: next }));
  const key = study.data === null || task === null ? null : `split:${study.data.table}:${study.target ?? ''}:${task}:${study.query ?? ''}:${JSON.stringify(split)}`;
  const state = useQuery(key, (call) => engine.splitSummary({ study }, call));
  const kind = splitKinds.find((k) => k.value === split.kind);
  const dates = study.data?.columns.flatMap((c) => (c.type === 'date' && c.name !== study.target ? [c.name] : [])) ?? [];
  const apart = task === null ? null : apartColumn(study, task, study.data?.columns ?? []);
  const stratifies = task !== null && isClassification(task) && apart === null;
  return (
    <Section title="How rows are split">
      <SegmentedControl fullWidth aria-label="Kind of split" data={splitKinds.map(({ value, label }) => ({ value, label }))} value={kind?.value ?? ''} onChange={(value) => set('Split rows another way', splitAs(value as (typeof splitKinds)[number]['value'], split))} />
      <p className="tl-dim">{kind?.help ?? 'The folds were given with a file, row by row. Choose another kind to deal the rows anew.'}</p>
      {split.kind === 'given' ? null : (
        <div className="tl-split-fields">
          {split.kind === 'train-validation-test' ? <NumberField label="Validation, %" param={share} value={Math.round(split.validation * 100)} onChange={(v) => set('Change the validation share', clampShares({ ...split, validation: v / 100 }))} /> : null}
          {split.kind === 'k-fold' ? <NumberField label="Folds" param={folds} value={split.folds} onChange={(v) => set('Change the number of folds', { ...split, folds: v })} /> : null}
          {split.kind === 'holdout' ? <NumberField label="Test, %" param={share} value={Math.round(split.test * 100)} onChange={(v) => set('Change the test share', { ...split, test: v / 100 })} /> : null}
          {split.kind === 'train-validation-test' ? <NumberField label="Test, %" param={share} value={Math.round(split.test * 100)} onChange={(v) => set('Change the test share', clampShares({ ...split, test: v / 100 }))} /> : null}
          <NumberField label="Seed" param={seed} value={split.seed} onChange={(v) => set('Change the seed of the split', { ...split, seed: v })} />
          <Switch label="Shuffle" checked={split.shuffle} onChange={(event) => set('Shuffle or not', { ...split, shuffle: event.currentTarget.checked, stratify: event.currentTarget.checked && split.stratify })} />
          <Switch
            label="Stratify"
            title={stratifies ? 'Every part gets the classes in the same shares.' : apart === null ? 'Only classes can be stratified; this target is not a class.' : `The rows of one ${apart} stay together, so that classes cannot be dealt evenly.`}
            disabled={!stratifies || !split.shuffle}
            checked={split.stratify && stratifies}
            onChange={(event) => set('Stratify or not', { ...split, stratify: event.currentTarget.checked })}
          />
        </div>
      )}
      {split.kind === 'given' ? null : task === 'ranking' ? <p className="tl-dim">{apart === null ? null : `The rows of one ${apart} always stay together; shares are of queries.`}</p> : <GroupPicker split={split} onChange={(next) => set('Keep rows together', next)} />}
      {split.kind !== 'given' && !split.shuffle ? <Note>Rows are taken in the order of the file: right for time series, wrong for a file sorted by class.</Note> : null}
      {dates.length > 0 && split.kind !== 'given' && split.shuffle ? (
        <Note tone="fixed" action={<Button variant="default" onClick={() => set('Shuffle or not', { ...split, shuffle: false, stratify: false })}>Keep the order</Button>}>
          {`The table has dates (${dates.slice(0, 3).join(', ')}). If its rows follow one another in time, shuffled rows let the future help to predict the past.`}
        </Note>
      ) : null}
      <QueryView state={state}>{(summary) => <SplitPicture summary={summary} />}</QueryView>
    </Section>
  );
}
