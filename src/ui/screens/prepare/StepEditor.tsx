import { isByNeed } from '../../../study/effective-steps.ts';
import type { StepSpec } from '../../../study/schema.ts';
import { SchemaForm } from '../../form/SchemaForm.tsx';
import { useApp, useQuery, useStudy } from '../../hooks/use-app.ts';
import { Note } from '../../kit/Note.tsx';
import { QueryView } from '../../kit/QueryView.tsx';
import { metaOf, withSteps } from './steps.ts';
import { ForModels } from './ForModels.tsx';
import { StepPreviewView } from './StepPreviewView.tsx';

/** The opened step: its form, drawn from its schema, and what it does to these rows. */
export function StepEditor({ step }: { readonly step: StepSpec }) {
  const { actions, engine } = useApp();
  const study = useStudy((s) => s);
  const meta = metaOf(step.type);
  const at = study.steps.findIndex((s) => s.id === step.id);
  const key = study.data === null || meta === null ? null : `preview:${JSON.stringify([study.data.table, study.target, study.task, study.query, study.split, study.steps.slice(0, at + 1)])}`;
  const state = useQuery(key, (call) => engine.previewStep({ study, step: step.id }, call));
  if (meta === null) return <Note tone="alert">This version does not know the step “{step.type}”. Delete it, or open the study with the version that made it.</Note>;
  const columns = (study.data?.columns ?? []).filter((c) => c.name !== study.target);
  return (
    <>
      <p className="tl-dim">{meta.summary}</p>
      <SchemaForm
        idPrefix={`step-${step.id}`}
        schema={meta.params}
        values={step.params}
        columns={columns}
        onChange={(params) => actions.edit(`Change ${meta.name}`, withSteps((steps) => steps.map((s) => (s.id === step.id ? { ...s, params } : s))))}
      />
      {isByNeed(step.type) ? <ForModels step={step} /> : null}
      <QueryView state={state}>{(preview) => <StepPreviewView preview={preview} />}</QueryView>
    </>
  );
}
