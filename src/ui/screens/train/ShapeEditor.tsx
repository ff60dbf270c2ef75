import { Button, MultiSelect, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import type { ShapeEdit, ShapesReport, ShapeTerm } from '../../../jobs/protocol.ts';
import { ACTION_WORDS, editText, needsValue, type ShapeAction } from './shape-edit.ts';

interface Props {
  readonly report: ShapesReport;
  readonly term: ShapeTerm;
  readonly output: number;
  readonly edits: readonly ShapeEdit[];
  readonly onChange: (edits: readonly ShapeEdit[]) => void;
  /** Adds a model with these edits to the study. */
  readonly onKeep: () => void;
}

const finite = (value: number | string): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** Changes one shape by hand; what comes of it is drawn at once, and kept as a model of its own. */
export function ShapeEditor({ report, term, output, edits, onChange, onKeep }: Props) {
  const axis = term.axes[0]!;
  const [action, setAction] = useState<ShapeAction>('set');
  const [from, setFrom] = useState<number | null>(null);
  const [to, setTo] = useState<number | null>(null);
  const [value, setValue] = useState<number>(0);
  const [names, setNames] = useState<readonly string[]>([]);
  const add = (): void => onChange([...edits, {
    column: axis.column, action,
    ...(axis.kind === 'number' && from !== null ? { from } : {}), ...(axis.kind === 'number' && to !== null ? { to } : {}),
    ...(axis.kind === 'category' && names.length > 0 ? { categories: names } : {}),
    ...(report.outputs.length > 1 ? { output: report.outputs[output]! } : {}),
    ...(needsValue(action) ? { value } : {}),
  }]);
  return (
    <fieldset className="tl-shape-editor">
      <legend>Edit this shape</legend>
      <div className="tl-tree-bar">
        {axis.kind === 'number' ? (
          <>
            <NumberInput label="From" placeholder="start" w={110} value={from ?? ''} onChange={(v) => setFrom(finite(v))} />
            <NumberInput label="To" placeholder="end" w={110} value={to ?? ''} onChange={(v) => setTo(finite(v))} />
          </>
        ) : <MultiSelect label="Categories" placeholder="all" w={260} data={axis.groups.flat()} value={[...names]} onChange={setNames} />}
        <Select label="Change" w={140} allowDeselect={false} data={Object.entries(ACTION_WORDS).map(([key, label]) => ({ value: key, label }))} value={action} onChange={(v) => setAction(v as ShapeAction)} />
        {needsValue(action) ? <NumberInput label="Value" w={110} value={value} onChange={(v) => setValue(finite(v) ?? 0)} /> : null}
        <Button variant="default" onClick={add}>Try it</Button>
      </div>
      {edits.length > 0 ? (
        <>
          <ul className="tl-shape-edits">{edits.map((edit) => <li key={JSON.stringify(edit)}>{editText(edit)}</li>)}</ul>
          <div className="tl-tree-bar">
            <Button onClick={onKeep}>Add as a model of its own</Button>
            <Button variant="default" onClick={() => onChange(edits.slice(0, -1))}>Take the last one back</Button>
          </div>
          <p className="tl-dim">The model learns again with these changes made at the end, so that it is scored on the same rows as the others. The intercept moves so that it stays right on average.</p>
        </>
      ) : null}
    </fieldset>
  );
}
