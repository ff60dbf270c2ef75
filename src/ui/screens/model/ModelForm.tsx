import { SegmentedControl, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { Meta } from '../../../engine/core/algorithm.ts';
import type { ParamValues } from '../../../engine/core/params.ts';
import type { ColumnInfo } from '../../../frame/table.ts';
import { SchemaForm } from '../../form/SchemaForm.tsx';
import { INTENT_WORDS, intentOf, paramsOfIntent, type ShownIntent } from './intents.ts';

interface Props {
  readonly meta: Meta;
  readonly params: ParamValues;
  readonly columns: readonly ColumnInfo[];
  readonly idPrefix: string;
  readonly onChange: (params: ParamValues) => void;
}

/** A model's settings: by intent where it has such, every knob folded behind them; else the knobs. */
export function ModelForm({ meta, params, columns, idPrefix, onChange }: Props) {
  const now = intentOf(meta, params);
  const [open, setOpen] = useState(now === 'own');
  const form = <SchemaForm schema={meta.params} values={params} columns={columns} idPrefix={idPrefix} onChange={onChange} />;
  if (meta.intents === undefined) return form;
  const choose = (intent: string): void => {
    const next = paramsOfIntent(meta, intent as ShownIntent);
    if (next !== null) onChange(next);
  };
  const offered: readonly ShownIntent[] = ['quick', 'balanced', 'thorough', 'defaults', ...(now === 'own' ? (['own'] as const) : [])];
  return (
    <>
      <div className="tl-model-intent">
        <SegmentedControl aria-label="Settings" data={offered.map((value) => ({ value, label: INTENT_WORDS[value].label }))} value={now} onChange={choose} />
        <span className="tl-dim">{INTENT_WORDS[now].help}</span>
      </div>
      <UnstyledButton className="tl-form-more" aria-expanded={open} onClick={() => setOpen(!open)}>
        <IconChevronRight size={14} aria-hidden />
        Every knob
      </UnstyledButton>
      {open ? form : null}
    </>
  );
}
