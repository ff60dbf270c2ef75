import { Skeleton } from '@mantine/core';
import type { Sniff } from '../../../frame/csv/report.ts';
import { formatCount } from '../../kit/format.ts';
import { Screen } from '../../kit/Screen.tsx';
import { typeOf } from './grid/types.ts';

const SHOWN_COLUMNS = 40;

/** The first rows, on screen while the rest is still being read. */
export function SniffPreview({ name, sniff }: { readonly name: string; readonly sniff: Sniff | null }) {
  if (sniff === null) return <Screen title="Data" lead={`Looking at ${name}.`}><Skeleton height={360} /></Screen>;
  const columns = sniff.columns.slice(0, SHOWN_COLUMNS);
  return (
    <Screen fill title="Data" lead={`${sniff.sentence} About ${formatCount(sniff.estimatedRows)} rows; these are the first, the rest is being read.`}>
      <div className="tl-sniff" aria-busy="true">
        <table className="tl-table">
          <thead>
            <tr>
              {columns.map((c) => {
                const { Icon, label } = typeOf(c.type);
                return <th key={c.name} scope="col" title={c.why} data-number={c.type === 'number' || undefined}><Icon size={13} aria-label={label} /> {c.name}</th>;
              })}
            </tr>
          </thead>
          <tbody>
            {sniff.preview.map((row, i) => (
              <tr key={`${i + 1}: ${row.slice(0, 4).join('|')}`}>
                {columns.map((c, k) => <td key={c.name} data-number={c.type === 'number' || undefined}>{row[k] ?? ''}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Screen>
  );
}
