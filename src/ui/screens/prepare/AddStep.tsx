import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { stepGroups } from './steps.ts';

/** The catalogue of steps, by what they are for. */
export function AddStep({ after, onAdd }: { readonly after: string | null; readonly onAdd: (type: string) => void }) {
  return (
    <Menu width={340} position="bottom-end">
      <Menu.Target>
        <Button leftSection={<IconPlus size={14} />} variant="default">{after === null ? 'Add a step' : `Add a step after ${after}`}</Button>
      </Menu.Target>
      <Menu.Dropdown mah={480} style={{ overflowY: 'auto' }}>
        {stepGroups.map((group) => (
          <div key={group.title}>
            <Menu.Label>{group.title}</Menu.Label>
            {group.metas.map((meta) => (
              <Menu.Item key={meta.type} onClick={() => onAdd(meta.type)}>
                {meta.name}
                <span className="tl-dim tl-menu-help">{meta.summary}</span>
              </Menu.Item>
            ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
