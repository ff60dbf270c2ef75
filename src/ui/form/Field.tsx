import { ActionIcon, MultiSelect, Select, Switch, TextInput, Tooltip } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Leaf, Param, ParamValue } from '../../engine/core/params.ts';
import type { ColumnInfo } from '../../frame/table.ts';
import { columnChoices, labelOf, leafOf, optionLabel, readText, sameValue, writeText } from './logic.ts';

interface Props {
  readonly id: string;
  readonly name: string;
  readonly param: Param;
  readonly value: ParamValue;
  readonly columns: readonly ColumnInfo[];
  readonly onChange: (value: ParamValue) => void;
}

/** Typed values: what is typed stays in the field, only what the schema takes is passed on. */
function TextField({ id, param, value, onChange, describedBy }: Pick<Props, 'id' | 'param' | 'value' | 'onChange'> & { readonly describedBy: string }) {
  const [draft, setDraft] = useState<string | null>(null);
  const reading = draft === null ? null : readText(param, draft);
  const leaf = leafOf(param);
  const nudge = (by: number): void => {
    const current = readText(param, draft ?? writeText(value));
    if (leaf.kind !== 'int' || !current.ok || typeof current.value !== 'number') return;
    const next = readText(param, String(current.value + by));
    if (!next.ok) return;
    setDraft(null);
    onChange(next.value);
  };
  return (
    <TextInput
      id={id}
      className="tl-field-input"
      aria-describedby={describedBy}
      inputMode={leaf.kind === 'int' ? 'numeric' : leaf.kind === 'float' ? 'decimal' : 'text'}
      placeholder={param.kind === 'nullable' ? 'none' : undefined}
      value={draft ?? writeText(value)}
      error={reading !== null && !reading.ok ? reading.message : undefined}
      data-number={leaf.kind === 'int' || leaf.kind === 'float' || undefined}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setDraft(text);
        const next = readText(param, text);
        if (next.ok && !sameValue(next.value, value)) onChange(next.value);
      }}
      onBlur={() => {
        if (reading?.ok !== false) setDraft(null);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && draft !== null) {
          event.stopPropagation();
          setDraft(null);
        } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
          nudge((event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1));
        }
      }}
    />
  );
}

const yesNo = [{ value: 'true', label: 'yes' }, { value: 'false', label: 'no' }];

function control({ id, param, value, columns, onChange }: Props, leaf: Leaf, describedBy: string): ReactNode {
  const nullable = param.kind === 'nullable';
  switch (leaf.kind) {
    case 'bool':
      return nullable
        ? <Select id={id} aria-describedby={describedBy} clearable placeholder="none" data={yesNo} value={value === null ? null : String(value)} onChange={(v) => onChange(v === null ? null : v === 'true')} />
        : <Switch id={id} aria-describedby={describedBy} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
    case 'choice':
      return (
        <Select
          id={id}
          aria-describedby={describedBy}
          clearable={nullable}
          placeholder={nullable ? 'none' : undefined}
          data={leaf.options.map((o) => ({ value: o, label: optionLabel(o) }))}
          value={typeof value === 'string' ? value : null}
          onChange={(v) => {
            if (v !== null || nullable) onChange(v);
          }}
        />
      );
    case 'columns': {
      const names = Array.isArray(value) ? value.map(String) : [];
      const kind = leaf.of === 'any' ? '' : leaf.of === 'number' ? 'number ' : 'category ';
      return (
        <MultiSelect
          id={id}
          size="xs"
          aria-describedby={describedBy}
          searchable
          clearable
          limit={200}
          maxDropdownHeight={240}
          placeholder={names.length === 0 ? `All ${kind}columns` : undefined}
          data={[...new Set([...columnChoices(columns, leaf.of), ...names])]}
          value={names}
          onChange={onChange}
        />
      );
    }
    default:
      return <TextField id={id} param={param} value={value} onChange={onChange} describedBy={describedBy} />;
  }
}

/** One parameter: name, control, help on hover and for screen readers, a way back to the default. */
export function Field(props: Props) {
  const { id, name, param, value, onChange } = props;
  const leaf = leafOf(param);
  const changed = !sameValue(value, param.default);
  const describedBy = `${id}-help`;
  const standard = param.default === null ? 'none' : Array.isArray(param.default) && param.default.length === 0 ? 'all' : writeText(param.default);
  return (
    <div className="tl-field" data-wide={leaf.kind === 'columns' || undefined}>
      <div className="tl-field-label">
        <Tooltip label={`${param.help} Default: ${standard}.`}>
          <label htmlFor={id}>{labelOf(name)}</label>
        </Tooltip>
        {changed ? (
          <Tooltip label={`Back to the default: ${standard}`}>
            <ActionIcon size={18} aria-label={`Reset ${labelOf(name)} to ${standard}`} onClick={() => onChange(param.default)}>
              <IconRestore size={13} />
            </ActionIcon>
          </Tooltip>
        ) : null}
      </div>
      {control(props, leaf, describedBy)}
      <span id={describedBy} className="tl-hidden">{param.help}</span>
    </div>
  );
}
