import { Button } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { useState } from 'react';
import { newStep } from '../../../study/create.ts';
import { useApp, useStudy } from '../../hooks/use-app.ts';
import { useSuggestion } from '../../hooks/use-data.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { Section } from '../../kit/Screen.tsx';
import { AddStep } from './AddStep.tsx';
import { StepEditor } from './StepEditor.tsx';
import { StepRow } from './StepRow.tsx';
import { describeModels, insertStep, moveStep, nameOf, withSteps } from './steps.ts';

/** What is done to the table before a model sees it, in order; any step can be changed, and only what follows it runs again. */
export function StepsSection() {
  const { actions } = useApp();
  const study = useStudy((s) => s);
  const { steps } = study;
  const suggestion = useSuggestion();
  const [open, setOpen] = useState<string | null>(null);
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const opened = steps.find((s) => s.id === open) ?? null;
  const add = (type: string): void => {
    const step = newStep(type, {});
    actions.edit(`Add ${nameOf(type)}`, withSteps((list) => insertStep(list, step, opened?.id ?? null)));
    setOpen(step.id);
  };
  const move = (id: string, type: string, to: number): void => actions.edit(`Move ${nameOf(type)}`, withSteps((list) => moveStep(list, list.findIndex((s) => s.id === id), to)));
  const propose = suggestion === null || suggestion.steps.length === 0 ? null : (
    <Button variant="subtle" leftSection={<IconWand size={14} />} onClick={() => { actions.edit('Propose steps', withSteps(() => suggestion.steps)); setOpen(null); }}>Propose steps</Button>
  );
  return (
    <Section
      title="Steps"
      lead="Done in this order to every row a model sees, in training and in use. Open a step to see what it does, and for which models."
      actions={<>{steps.length > 0 ? propose : null}<AddStep after={opened === null ? null : nameOf(opened.type)} onAdd={add} /></>}
    >
      {steps.length === 0 ? <EmptyState title="No steps" text="Models that cannot read categories or missing cells will say so. Let steps be proposed from what is in the table, or add them yourself." action={propose} /> : null}
      <ol className="tl-steps">
        {steps.map((step, index) => (
          <StepRow
            key={step.id}
            step={step}
            models={describeModels(study, step)}
            index={index}
            count={steps.length}
            open={step.id === open}
            dragged={drag?.from === index}
            drop={drag === null || drag.to !== index || drag.from === index ? null : drag.from < index ? 'after' : 'before'}
            onOpen={() => setOpen(step.id === open ? null : step.id)}
            onMove={(to) => move(step.id, step.type, to)}
            onEnable={(enabled) => actions.edit(`${enabled ? 'Use' : 'Skip'} ${nameOf(step.type)}`, withSteps((list) => list.map((s) => (s.id === step.id ? { ...s, enabled } : s))))}
            onDelete={() => actions.edit(`Delete ${nameOf(step.type)}`, withSteps((list) => list.filter((s) => s.id !== step.id)))}
            onDrag={(what) => {
              if (what === 'start') setDrag({ from: index, to: index });
              else if (what === 'over') setDrag((d) => (d === null || d.to === index ? d : { ...d, to: index }));
              else {
                if (drag !== null) move(step.id, step.type, drag.to);
                setDrag(null);
              }
            }}
          >
            <StepEditor step={step} />
          </StepRow>
        ))}
      </ol>
    </Section>
  );
}
