import { Menu, Skeleton } from '@mantine/core';
import { IconTarget } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import type { ColumnProfile } from '../../../../frame/profile.ts';
import type { ColumnInfo, ColumnType } from '../../../../frame/table.ts';
import { formatCount, formatPercent } from '../../../kit/format.ts';
import { MiniChart } from './MiniChart.tsx';
import { columnTypes, typeOf } from './types.ts';
import { WidthHandle } from './WidthHandle.tsx';

interface Props {
  readonly id: string;
  readonly column: ColumnInfo;
  readonly index: number;
  readonly left: number;
  readonly width: number;
  readonly rows: number;
  readonly profile: ColumnProfile | null;
  readonly isTarget: boolean;
  readonly selected: boolean;
  readonly active: boolean;
  /** How many columns a change of type would change. */
  readonly changes: number;
  readonly onPick: (index: number, event: MouseEvent) => void;
  readonly onType: (index: number, type: ColumnType) => void;
  /** Wanted width in pixels; `null`: the usual one. */
  readonly onWidth: (width: number | null) => void;
}

/** Name, type, shape, what is missing and how many values: the question "what is in it?" answered above every column. */
export function HeadCell({ id, column, index, left, width, rows, profile, isTarget, selected, active, changes, onPick, onType, onWidth }: Props) {
  const { Icon, label } = typeOf(column.type);
  const missing = profile === null || rows === 0 ? 0 : profile.missing / rows;
  return (
    <th id={id} scope="col" aria-colindex={index + 2} aria-selected={selected} className="tl-grid-head" data-selected={selected || undefined} data-active={active || undefined} data-target={isTarget || undefined} style={{ left, width }}>
      <div className="tl-grid-name">
        <Menu position="bottom-start" width={240}>
          <Menu.Target>
            <button type="button" tabIndex={-1} className="tl-grid-type" aria-label={`Type of ${column.name}: ${label}. Change`} title={`${label}: change the type`}><Icon size={14} aria-hidden /></button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{changes > 1 ? `Read ${changes} columns as` : 'Read as'}</Menu.Label>
            {columnTypes.map((t) => (
              <Menu.Item key={t.type} leftSection={<t.Icon size={14} />} disabled={changes === 1 && t.type === column.type} onClick={() => onType(index, t.type)}>
                {t.label}
                <span className="tl-dim tl-menu-help">{t.help}</span>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <button type="button" tabIndex={-1} className="tl-grid-pick" title={column.name} onClick={(event) => onPick(index, event)}>{column.name}</button>
        {isTarget ? <IconTarget size={14} className="tl-grid-target" aria-label="target" /> : null}
      </div>
      {profile === null ? <Skeleton height={34} /> : <MiniChart profile={profile} height={34} />}
      <div className="tl-grid-facts tl-num">
        {profile === null ? <span>&nbsp;</span> : <span>{profile.distinctExact ? '' : '≈ '}{formatCount(profile.distinct)} distinct</span>}
        {missing > 0 ? <span className="tl-grid-missing" title={`${formatCount(profile?.missing ?? 0)} of ${formatCount(rows)} cells are missing`}>{formatPercent(missing)} missing</span> : <span>none missing</span>}
      </div>
      <WidthHandle width={width} onWidth={onWidth} />
      <div className="tl-grid-missing-bar"><span style={{ width: `${missing * 100}%` }} /></div>
    </th>
  );
}
