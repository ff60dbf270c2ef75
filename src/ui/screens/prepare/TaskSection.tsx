import { Button, Select } from '@mantine/core';
import type { Task } from '../../../engine/core/dataset.ts';
import { useApp, useStudy } from '../../hooks/use-app.ts';
import { useSuggestion } from '../../hooks/use-data.ts';
import { Hint } from '../../kit/Hint.tsx';
import { Note } from '../../kit/Note.tsx';
import { Section } from '../../kit/Screen.tsx';
import { QueryPicker } from './QueryPicker.tsx';
import { TargetPicker } from '../data/TargetPicker.tsx';

const tasks: readonly { readonly value: Task; readonly label: string }[] = [
  { value: 'binary', label: 'One of two classes' },
  { value: 'multiclass', label: 'One of several classes' },
  { value: 'regression', label: 'A number (regression)' },
  { value: 'ranking', label: 'The order of the rows of each query' },
  { value: 'unsupervised', label: 'No target: describe the rows' },
];
const labelOf = (task: Task): string => tasks.find((t) => t.value === task)!.label;
const FOUND = 'found';

/** What is asked of the models: target, task as found or as chosen, and which columns cannot help. */
export function TaskSection() {
  const { actions } = useApp();
  const target = useStudy((s) => s.target);
  const own = useStudy((s) => s.task);
  const suggestion = useSuggestion();
  return (
    <Section title="What to predict">
      <div className="tl-pair">
        <TargetPicker label="Target" wide />
        <Select
          label="Task"
          disabled={target === null}
          data={[{ value: FOUND, label: suggestion !== null && own === null ? `${labelOf(suggestion.task)} (found)` : 'As found from the target' }, ...tasks.filter((t) => (target === null) === (t.value === 'unsupervised'))]}
          value={own ?? FOUND}
          onChange={(value) => void actions.setTask(tasks.find((t) => t.value === value)?.value ?? null)}
        />
      </div>
      {own === 'ranking' ? <QueryPicker /> : null}
      {suggestion?.ranking && own !== 'ranking' ? (
        <Note action={<Button variant="default" onClick={() => actions.edit('Choose the task', (study) => ({ ...study, task: 'ranking' }))}>Put rows in order</Button>}>{`${suggestion.ranking.query} looks like a query: this could be about the order of the rows of each.`}</Note>
      ) : null}
      {suggestion === null ? null : <p className="tl-dim">{suggestion.reason}</p>}
      {suggestion?.warnings.map((warning) => <Note key={warning} tone="fixed">{warning}</Note>)}
      {suggestion !== null && suggestion.excluded.length > 0 ? (
        <div>
          <p className="tl-label"><Hint text="Left out of learning. The column stays in the table; only the models do not see it.">Columns that cannot help</Hint></p>
          <ul className="tl-excluded">
            {suggestion.excluded.slice(0, 8).map(({ column, reason }) => <li key={column}><strong>{column}</strong> <span className="tl-dim">{reason}</span></li>)}
          </ul>
          {suggestion.excluded.length > 8 ? <p className="tl-dim">and {suggestion.excluded.length - 8} more</p> : null}
        </div>
      ) : null}
    </Section>
  );
}
