import { Box } from '@mantine/core';
import type { Figure } from '../../../charts/figure.ts';
import { formatNumber } from '../format.ts';

const SHOWN = 500;

/** A chart's numbers as a table, for those who read rather than see; long ones are cut and say so (the CSV has all). */
export function FigureTable({ figure }: { readonly figure: Figure }) {
  const rows = figure.table.reduce((longest, column) => Math.max(longest, column.values.length), 0);
  return (
    <Box component="section" className="tl-plot-table" aria-label={`${figure.title}, as a table`} tabIndex={0}>
      <table className="tl-table">
        <caption className="tl-dim">
          {figure.summary}
          {rows > SHOWN ? ` The first ${SHOWN} of ${rows} rows; the CSV has them all.` : ''}
        </caption>
        <thead>
          <tr>{figure.table.map((column) => <th key={column.name} scope="col" data-number={typeof column.values[0] === 'number' || undefined}>{column.name}</th>)}</tr>
        </thead>
        <tbody>
          {Array.from({ length: Math.min(rows, SHOWN) }, (_, row) => row).map((row) => (
            <tr key={row}>
              {figure.table.map((column) => {
                const value = column.values[row] ?? null;
                return <td key={column.name} data-number={typeof value === 'number' || undefined}>{typeof value === 'string' ? value : formatNumber(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  );
}
