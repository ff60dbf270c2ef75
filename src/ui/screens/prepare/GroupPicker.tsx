import { Select } from '@mantine/core';
import type { Split } from '../../../study/schema.ts';
import { useStudy } from '../../hooks/use-app.ts';

type Drawn = Exclude<Split, { readonly kind: 'given' }>;

/** The column whose rows of one value must not stand on both sides of a split: a person measured often, a photo cut into tiles. */
export function GroupPicker({ split, onChange }: { readonly split: Drawn; readonly onChange: (next: Split) => void }) {
  const columns = useStudy((s) => s.data?.columns ?? []);
  const target = useStudy((s) => s.target);
  return (
    <Select
      label="Keep rows together by"
      title="Rows with the same value here all learn or all test. The column itself is then no column to learn from."
      placeholder="nothing: each row is on its own"
      searchable
      clearable
      limit={200}
      nothingFoundMessage="No column of that name"
      data={columns.filter((c) => c.name !== target).map((c) => ({ value: c.name, label: c.name }))}
      value={split.group ?? null}
      onChange={(name) => {
        const { group: _, ...rest } = split;
        onChange(name === null ? rest : { ...rest, group: name });
      }}
    />
  );
}
