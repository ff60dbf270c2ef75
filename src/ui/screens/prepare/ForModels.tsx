import { SegmentedControl } from '@mantine/core';
import type { StepSpec, Study } from '../../../study/schema.ts';
import { useApp, useStudy } from '../../hooks/use-app.ts';
import { givenTo, nameOf, withSteps } from './steps.ts';

const listed = (names: readonly string[]): string => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`);

/** Which models of this study are given the step, in a sentence. */
function sentence(study: Study, step: StepSpec): string {
  const { needing, without } = givenTo(study, step);
  if (step.only !== 'needed') return without.length === 0 ? 'Every model is given this step.' : `Every model is given this step. ${listed(without)} could do without it.`;
  if (needing.length + without.length === 0) return 'The study has no models yet: each that is added gets this step if it needs it.';
  if (without.length === 0) return `In this study every model needs it: ${listed(needing)}.`;
  if (needing.length === 0) return `In this study no model needs it: ${listed(without)} take${without.length === 1 ? 's' : ''} the columns as they are.`;
  return `In this study: ${listed(needing)}. Not ${listed(without)}, which take${without.length === 1 ? 's' : ''} the columns as they are.`;
}

/** Whether a step is for every model, or for those that cannot do without it. */
export function ForModels({ step }: { readonly step: StepSpec }) {
  const { actions } = useApp();
  const study = useStudy((s) => s);
  const choose = (needed: boolean): void => actions.edit(`Give ${nameOf(step.type)} to ${needed ? 'models that need it' : 'every model'}`, withSteps((steps) => steps.map((s) => {
    if (s.id !== step.id) return s;
    const { only: _, ...rest } = s;
    return needed ? { ...rest, only: 'needed' } : rest;
  })));
  return (
    <div className="tl-for-models">
      <SegmentedControl
        size="xs"
        aria-label="For which models"
        data={[{ value: 'every', label: 'For every model' }, { value: 'needed', label: 'Only for models that need it' }]}
        value={step.only === 'needed' ? 'needed' : 'every'}
        onChange={(value) => choose(value === 'needed')}
      />
      <p className="tl-dim">{sentence(study, step)}</p>
    </div>
  );
}
