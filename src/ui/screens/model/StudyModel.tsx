import { ActionIcon, NumberInput, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconCopy, IconTrash } from '@tabler/icons-react';
import { useApp, useStudy } from '../../hooks/use-app.ts';
import { labelOf } from '../../form/logic.ts';
import { Hint } from '../../kit/Hint.tsx';
import { changedParams, metaOf, paramText } from '../runs/labels.ts';
import { IMPORTED } from '../../../study/tree-formats.ts';
import { RunState } from '../runs/RunState.tsx';
import type { StudyRun } from '../runs/use-study-runs.ts';
import { changeModel, duplicateModel, removeModel } from './edits.ts';
import { ModelForm } from './ModelForm.tsx';

interface Props {
  readonly entry: StudyRun;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** One model of the study: a line with what differs from the defaults, opened into its form. */
export function StudyModel({ entry: { spec, label, run }, open, onToggle }: Props) {
  const { actions } = useApp();
  const columns = useStudy((s) => s.data?.columns);
  const meta = metaOf(spec.type);
  const changed = changedParams(spec.type, spec.params);
  const summary = spec.type === IMPORTED ? meta?.summary ?? '' : changed.length === 0 ? 'all at their defaults' : changed.map(({ name, value }) => `${labelOf(name).toLowerCase()} ${paramText(value)}`).join(', ');
  return (
    <li className="tl-model" data-open={open || undefined}>
      <div className="tl-model-head">
        <UnstyledButton className="tl-model-toggle" aria-expanded={open} onClick={onToggle}>
          <IconChevronRight size={14} aria-hidden />
          <span className="tl-model-name">{label}</span>
          {open ? null : <span className="tl-model-summary">{summary}</span>}
        </UnstyledButton>
        <RunState run={run} />
        <ActionIcon aria-label={`Duplicate ${label}`} title="Duplicate with another seed" onClick={() => actions.edit(`Duplicate ${label}`, duplicateModel(spec.id))}><IconCopy size={15} /></ActionIcon>
        <ActionIcon aria-label={`Remove ${label}`} title="Remove from the study" onClick={() => actions.edit(`Remove ${label}`, removeModel(spec.id))}><IconTrash size={15} /></ActionIcon>
      </div>
      {open ? (
        <div className="tl-model-body">
          {spec.type === IMPORTED ? <p className="tl-dim">{`${meta?.summary ?? ''} It has nothing to choose: training reads it and finds its columns and classes in your table. Steps are not applied to what it reads.`}</p> : meta ? (
            <ModelForm meta={meta} params={spec.params} columns={columns ?? []} idPrefix={`model-${spec.id}`} onChange={(params) => actions.edit(`Change ${label}`, changeModel(spec.id, { params }))} />
          ) : <p className="tl-dim">{`This version of Tablab has no “${spec.type}”. Remove it, or open the study in the version that made it.`}</p>}
          {spec.type === IMPORTED ? null : <div className="tl-field tl-model-seed">
            <span className="tl-field-label"><Hint text="Number that all chance in this training starts from: the same seed gives the same model.">Seed</Hint></span>
            <NumberInput
              aria-label="Seed"
              min={0}
              max={4_294_967_295}
              allowDecimal={false}
              value={spec.seed}
              onChange={(seed) => {
                if (typeof seed === 'number' && Number.isInteger(seed) && seed !== spec.seed) actions.edit(`Change the seed of ${label}`, changeModel(spec.id, { seed }));
              }}
            />
          </div>}
        </div>
      ) : null}
    </li>
  );
}
