import { TextInput } from '@mantine/core';
import { IconSearch, IconTarget } from '@tabler/icons-react';
import { useState } from 'react';
import type { TableProfile } from '../../../frame/profile.ts';
import type { ColumnInfo } from '../../../frame/table.ts';
import { formatCount } from '../../kit/format.ts';
import { MiniChart } from '../data/grid/MiniChart.tsx';
import { typeOf } from '../data/grid/types.ts';

interface Props {
  readonly columns: readonly ColumnInfo[];
  readonly profile: TableProfile | null;
  readonly target: string | null;
  readonly chosen: string | null;
  readonly onChoose: (name: string) => void;
}
const SHOWN = 200;

/** Columns with their shapes; arrows move through them, and the chart follows. */
export function ColumnList({ columns, profile, target, chosen, onChoose }: Props) {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = columns.filter((c) => c.name.toLowerCase().includes(wanted));
  const profiles = new Map(profile?.columns.slice().map((c) => [c.name, c]));
  return (
    <div className="tl-columns">
      {columns.length > 12 ? <TextInput aria-label="Find a column" placeholder={`Find among ${formatCount(columns.length)} columns`} leftSection={<IconSearch size={14} />} value={search} onChange={(event) => setSearch(event.currentTarget.value)} /> : null}
      <ul className="tl-columns-list" aria-label="Columns">
        {found.slice(0, SHOWN).map((c) => {
          const { Icon, label } = typeOf(c.type);
          const known = profiles.get(c.name);
          return (
            <li key={c.name}>
              <button type="button" className="tl-columns-item" aria-current={c.name === chosen ? 'true' : undefined} onClick={() => onChoose(c.name)} title={c.name}>
                <Icon size={14} aria-label={label} />
                <span className="tl-columns-name">{c.name}</span>
                {c.name === target ? <IconTarget size={13} aria-label="target" className="tl-grid-target" /> : null}
                <span className="tl-columns-chart">{known ? <MiniChart profile={known} height={18} /> : null}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {found.length > SHOWN ? <p className="tl-dim">{`${formatCount(found.length - SHOWN)} more: find them by name.`}</p> : null}
    </div>
  );
}
