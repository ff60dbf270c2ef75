import { Button, NumberInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { addedBy, continuedModel } from '../../../study/continued.ts';
import { useApp, useStudy } from '../../hooks/use-app.ts';
import { metaOf } from '../runs/labels.ts';
import type { StudyRun } from '../runs/use-study-runs.ts';

const MOST = 100_000;

/** Gives a finished model more rounds or trees: a model of its own, which goes on from this one. */
export function ContinueTraining({ entry: { spec, label }, onAdded }: { readonly entry: StudyRun; readonly onAdded: (modelId: string) => void }) {
  const { actions } = useApp();
  const split = useStudy((study) => study.split);
  const [more, setMore] = useState(() => Math.max(1, Math.round(addedBy(spec) / 2)));
  const meta = metaOf(spec.type);
  const what = meta?.step === 'tree' ? 'trees' : 'rounds';
  const folds = split.kind === 'k-fold' || split.kind === 'given';
  const go = (): void => {
    const model = continuedModel(spec, more);
    actions.edit(`Continue training ${label}`, (study) => ({ ...study, models: [...study.models, model] }));
    actions.train([model.id]);
    onAdded(model.id);
  };
  return (
    <div className="tl-continue">
      <NumberInput aria-label={`More ${what}`} prefix="+" suffix={` ${what}`} w={140} min={1} max={MOST} allowDecimal={false} value={more} onChange={(v) => { if (typeof v === 'number' && Number.isInteger(v) && v >= 1 && v <= MOST) setMore(v); }} />
      <Button variant="default" leftSection={<IconPlayerPlay size={14} aria-hidden />} onClick={go}>Continue training</Button>
      <p className="tl-dim">{`A model of its own that goes on from this one: the same as if all ${what} had been asked for at once.${folds ? ' With several folds, each is trained from its start again.' : ''}`}</p>
    </div>
  );
}
