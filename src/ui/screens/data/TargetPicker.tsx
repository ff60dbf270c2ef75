import { Select } from '@mantine/core';
import { memo } from 'react';
import { IconTarget } from '@tabler/icons-react';
import { useApp, useStudy } from '../../hooks/use-app.ts';

/** The column to predict; empty for a study that only describes. */
export const TargetPicker = memo(function TargetPicker({ label, wide = false }: { readonly label?: string; readonly wide?: boolean }) {
  const { actions } = useApp();
  const target = useStudy((s) => s.target);
  const columns = useStudy((s) => s.data?.columns ?? null);
  if (columns === null) return null;
  return (
    <Select
      label={label}
      aria-label={label === undefined ? 'Target: the column to predict' : undefined}
      leftSection={<IconTarget size={15} />}
      placeholder="Choose a target"
      searchable
      clearable
      limit={200}
      nothingFoundMessage="No column of that name"
      w={wide ? '100%' : 220}
      data={columns.map((c) => ({ value: c.name, label: c.type === 'text' ? `${c.name} (free text)` : c.name, disabled: c.type === 'text' }))}
      value={target}
      onChange={(name) => void actions.setTarget(name)}
    />
  );
});
