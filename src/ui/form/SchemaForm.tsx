import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { ParamSchema, ParamValues } from '../../engine/core/params.ts';
import type { ColumnInfo } from '../../frame/table.ts';
import { Field } from './Field.tsx';
import { fieldGroups, valueOf } from './logic.ts';
import './form.css';

interface Props {
  readonly schema: ParamSchema;
  readonly values: ParamValues;
  /** Gets the whole set with one value changed; only values the schema takes. */
  readonly onChange: (next: ParamValues) => void;
  /** For parameters that name columns. */
  readonly columns?: readonly ColumnInfo[];
  /** Makes ids of fields unique on the page. */
  readonly idPrefix: string;
}

const none: readonly ColumnInfo[] = [];

/** A form drawn from a parameter schema; nothing in it is written by hand for one algorithm. */
export function SchemaForm({ schema, values, onChange, columns = none, idPrefix }: Props) {
  const [more, setMore] = useState(false);
  const { plain, advanced } = fieldGroups(schema, values);
  const field = (name: string) => (
    <Field
      key={name}
      id={`${idPrefix}-${name}`}
      name={name}
      param={schema[name]!}
      value={valueOf(schema, values, name)}
      columns={columns}
      onChange={(value) => onChange({ ...values, [name]: value })}
    />
  );
  if (plain.length + advanced.length === 0) return <p className="tl-dim">Nothing to set.</p>;
  return (
    <div className="tl-form">
      <div className="tl-form-fields">{plain.map(field)}</div>
      {advanced.length > 0 ? (
        <>
          <UnstyledButton className="tl-form-more" aria-expanded={more} onClick={() => setMore(!more)}>
            <IconChevronRight size={14} aria-hidden />
            More options
            <span className="tl-dim tl-num">{advanced.length}</span>
          </UnstyledButton>
          {more ? <div className="tl-form-fields">{advanced.map(field)}</div> : null}
        </>
      ) : null}
    </div>
  );
}
