import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Param } from '../../../engine/core/params.ts';
import { readText } from '../../form/logic.ts';

interface Props {
  readonly label: string;
  readonly param: Param;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** A whole number with its bounds: passed on when the field is left or Enter pressed, if it is allowed. */
export function NumberField({ label, param, value, onChange }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const reading = draft === null ? null : readText(param, draft);
  const keep = (): void => {
    if (reading?.ok && typeof reading.value === 'number' && reading.value !== value) onChange(reading.value);
    if (reading === null || reading.ok) setDraft(null);
  };
  return (
    <TextInput
      label={label}
      title={param.help}
      className="tl-field-input"
      data-number
      inputMode="numeric"
      w={92}
      value={draft ?? String(value)}
      error={reading !== null && !reading.ok ? reading.message : undefined}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        else if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
