import type { Dialect } from './options.ts';

const DELIMITERS: ReadonlyMap<string, string> = new Map([[',', 'Comma'], [';', 'Semicolon'], ['\t', 'Tab'], ['|', 'Pipe'], [' ', 'Space']]);
const ENCODINGS: ReadonlyMap<string, string> = new Map([['utf-8', 'UTF-8'], ['utf-16le', 'UTF-16 LE'], ['utf-16be', 'UTF-16 BE'], ['windows-1252', 'Windows-1252']]);

/** "Comma-separated, UTF-8, with a header; 7 columns." */
export function dialectSentence(dialect: Dialect, columns: number): string {
  const parts = [
    columns === 1 ? 'One column' : `${DELIMITERS.get(dialect.delimiter) ?? `"${dialect.delimiter}"`}-separated`,
    ENCODINGS.get(dialect.encoding) ?? dialect.encoding,
    dialect.header ? 'with a header' : 'without a header',
  ];
  if (dialect.quote === "'") parts.push('apostrophes as quotes');
  if (dialect.quote === '') parts.push('no quotes');
  if (dialect.decimal === ',') parts.push('decimal comma');
  if (dialect.thousands !== '') parts.push(`thousands grouped by ${dialect.thousands === ' ' ? 'spaces' : `"${dialect.thousands}"`}`);
  if (dialect.comment !== '') parts.push(`lines beginning with ${dialect.comment} are comments`);
  if (dialect.skipLines > 0) parts.push(dialect.skipLines === 1 ? 'the first line is not data' : `the first ${dialect.skipLines} lines are not data`);
  return `${parts.join(', ')}; ${columns.toLocaleString('en-US')} ${columns === 1 ? 'column' : 'columns'}.`;
}
