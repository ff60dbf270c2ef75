import type { Figure } from '../../charts/figure.ts';
import { csvCell } from '../../frame/write-csv.ts';

function cell(value: number | string | null | undefined, separator: ',' | '\t'): string {
  if (value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value))) return '';
  if (typeof value === 'number') return String(value);
  return csvCell(value, separator);
}

/** The numbers behind a chart as delimited text, header first, safe to open in a spreadsheet. */
export function tableToText(table: Figure['table'], separator: ',' | '\t' = ','): string {
  const rows = table.reduce((longest, column) => Math.max(longest, column.values.length), 0);
  const lines = [table.map((column) => cell(column.name, separator)).join(separator)];
  for (let i = 0; i < rows; i++) lines.push(table.map((column) => cell(column.values[i], separator)).join(separator));
  return `${lines.join('\r\n')}\r\n`;
}
