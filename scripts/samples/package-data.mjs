import { readFileSync } from 'node:fs';

/** A text file of an installed package, by its path inside node_modules. */
export const packageText = (path) => readFileSync(new URL(`../../node_modules/${path}`, import.meta.url), 'utf8');

/** Rows of a plain comma-separated text without quotes, as objects by column. */
export function plainRows(text) {
  const [header, ...lines] = text.trim().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return new Map(names.map((name, k) => [name, cells[k]]));
  });
}
