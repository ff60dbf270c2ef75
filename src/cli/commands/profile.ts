import type { ColumnProfile } from '../../frame/profile.ts';
import { readArgs } from '../args.ts';
import { profileOf, readSource } from '../source.ts';
import { readTypes } from '../study.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage.ts';

const round = (v: number): string => String(Number(v.toPrecision(5)));

function line(column: ColumnProfile, rows: number): string {
  const missing = column.missing > 0 ? `, ${((100 * column.missing) / rows).toFixed(1)} % missing` : '';
  const what = column.numeric
    ? `from ${round(column.numeric.min)} to ${round(column.numeric.max)}, mean ${round(column.numeric.mean)}`
    : (column.top ?? []).slice(0, 5).map((t) => `${t.value} (${t.count})`).join(', ');
  return `${column.name}: ${column.type}, ${column.distinctExact ? '' : 'about '}${column.distinct} distinct${missing}; ${what}\n`;
}

/** `tablab profile DATA [--json]`. */
export async function profile(argv: readonly string[], terminal: Terminal): Promise<void> {
  const args = readArgs(argv, ['types'], ['json']);
  if (args.rest.length !== 1) throw new UsageError('One DATA is expected: a file, or - for standard input.');
  const source = await readSource(args.rest[0]!, { types: await readTypes(args) }, terminal);
  const found = await profileOf(source.table);
  if (args.flag('json')) {
    const plain = JSON.stringify({ ...found, sentence: source.sentence, issues: source.issues }, (_, v) => (ArrayBuffer.isView(v) ? Array.from(v as Float64Array) : v), 2);
    terminal.out(`${plain}\n`);
  } else for (const column of found.columns) terminal.out(line(column, found.rows));
}
