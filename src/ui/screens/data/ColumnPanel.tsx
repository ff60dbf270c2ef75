import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconChartHistogram, IconTarget, IconTargetOff } from '@tabler/icons-react';
import { sayDate } from '../../../frame/date.ts';
import type { ColumnProfile, TableProfile } from '../../../frame/profile.ts';
import type { ColumnInfo, ColumnType } from '../../../frame/table.ts';
import { useApp } from '../../hooks/use-app.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { formatCount, formatNumber, formatPercent } from '../../kit/format.ts';
import { MiniChart } from './grid/MiniChart.tsx';
import { columnTypes } from './grid/types.ts';

interface Props {
  readonly columns: readonly ColumnInfo[];
  readonly profile: TableProfile | null;
  readonly target: string | null;
  /** Why types cannot be changed, or `null`. */
  readonly blocked: string | null;
  readonly onType: (names: readonly string[], type: ColumnType) => void;
  readonly onExplore: (name: string) => void;
}

function Facts({ profile, rows }: { readonly profile: ColumnProfile; readonly rows: number }) {
  const show = profile.type === 'date' ? sayDate : (v: number): string => formatNumber(v, 6);
  const n = profile.numeric;
  const facts: readonly (readonly [string, string])[] = [
    ['Missing', profile.missing === 0 ? 'none' : `${formatCount(profile.missing)} (${formatPercent(profile.missing / rows)})`],
    ['Distinct', `${profile.distinctExact ? '' : 'about '}${formatCount(profile.distinct)}`],
    ...(n === null ? [] : [['Smallest', show(n.min)], ['First quartile', show(n.quartiles[0])], ['Median', show(n.quartiles[1])], ['Third quartile', show(n.quartiles[2])], ['Largest', show(n.max)]] as const),
    ...(n === null || profile.type === 'date' ? [] : [['Mean', show(n.mean)], ['Standard deviation', show(n.sd)], ['Zeros', formatCount(n.zeros)], ['Below zero', formatCount(n.negatives)]] as const),
  ];
  return (
    <dl className="tl-facts">
      {facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd className="tl-num">{value}</dd></div>)}
    </dl>
  );
}

function TopValues({ profile, rows }: { readonly profile: ColumnProfile; readonly rows: number }) {
  if (profile.top === null || profile.top.length === 0) return null;
  const most = profile.top[0]!.count;
  return (
    <ol className="tl-tops" aria-label="Most frequent values">
      {profile.top.slice(0, 20).map(({ value, count }) => (
        <li key={value}>
          <span className="tl-tops-bar" style={{ width: `${(100 * count) / most}%` }} aria-hidden />
          <span className="tl-tops-name" title={value}>{value}</span>
          <span className="tl-num tl-dim">{formatCount(count)}</span>
          <span className="tl-num tl-dim">{formatPercent(count / rows)}</span>
        </li>
      ))}
    </ol>
  );
}

/** What is known of the chosen column, and what can be decided about it; or about several at once. */
export function ColumnPanel({ columns, profile, target, blocked, onType, onExplore }: Props) {
  const { actions } = useApp();
  const [first] = columns;
  if (first === undefined) return <EmptyState text="Choose a column by its name to see what is in it. Ctrl or Shift and a click chooses several, whose type can be changed at once." />;
  const names = columns.map((c) => c.name);
  const types = new Set(columns.map((c) => c.type));
  const one = columns.length === 1 ? first : null;
  const known = one === null ? null : (profile?.columns.find((c) => c.name === one.name) ?? null);
  return (
    <div className="tl-stack">
      <h2 className="tl-panel-title">{one === null ? `${formatCount(columns.length)} columns` : one.name}</h2>
      {one === null ? <p className="tl-dim">{names.slice(0, 12).join(', ')}{names.length > 12 ? ', …' : ''}</p> : null}
      <div>
        <p className="tl-label">Read as</p>
        <SegmentedControl
          fullWidth
          disabled={blocked !== null}
          aria-label="Read as"
          data={columnTypes.map((t) => ({ value: t.type, label: t.label }))}
          value={types.size === 1 ? first.type : ''}
          onChange={(value) => onType(names, value as ColumnType)}
        />
        {blocked === null ? null : <p className="tl-dim tl-small">{blocked}</p>}
      </div>
      {one === null ? null : (
        <Group gap="xs">
          {one.name === target ? (
            <Button variant="light" leftSection={<IconTargetOff size={14} />} onClick={() => void actions.setTarget(null)}>Not the target any more</Button>
          ) : (
            <Button variant="light" leftSection={<IconTarget size={14} />} disabled={one.type === 'text'} onClick={() => void actions.setTarget(one.name)}>Predict this column</Button>
          )}
          <Button variant="default" leftSection={<IconChartHistogram size={14} />} onClick={() => onExplore(one.name)}>Explore it</Button>
        </Group>
      )}
      {known === null || profile === null ? null : (
        <>
          {known.numeric === null ? null : <div className="tl-panel-chart"><MiniChart profile={known} height={80} /></div>}
          <Facts profile={known} rows={profile.rows} />
          <TopValues profile={known} rows={profile.rows} />
        </>
      )}
    </div>
  );
}
