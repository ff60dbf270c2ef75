import type { ImportIssue } from './report.ts';
import { Finding, plural } from './issues.ts';

/** Names that are all different and none of them empty: `column_3` for an empty one, `name_2` for a second `name`. */
export function columnNames(header: readonly string[] | null, width: number, line: number): { readonly names: readonly string[]; readonly issues: readonly ImportIssue[] } {
  if (header === null) return { names: Array.from({ length: width }, (_, k) => `column_${k + 1}`), issues: [] };
  const given = Array.from({ length: width }, (_, k) => (header[k] ?? '').trim());
  const taken = new Set(given);
  const used = new Set<string>();
  const empty = new Finding();
  const duplicate = new Finding();
  const free = (stem: string, from: number): string => {
    let k = from;
    while (used.has(`${stem}_${k}`) || taken.has(`${stem}_${k}`)) k++;
    return `${stem}_${k}`;
  };
  const names = given.map((name, k) => {
    let unique = name;
    if (name === '') {
      unique = taken.has(`column_${k + 1}`) || used.has(`column_${k + 1}`) ? free('column', k + 2) : `column_${k + 1}`;
      empty.add(line, unique);
    } else if (used.has(name)) {
      unique = free(name, 2);
      duplicate.add(line, `${name} → ${unique}`);
    }
    used.add(unique);
    return unique;
  });
  return {
    names,
    issues: [
      ...empty.issue('empty-name', null, (n) => `${plural(n, 'column has', 'columns have')} no name in the header and ${n === '1' ? 'was' : 'were'} named by position (column_1, column_2, …).`),
      ...duplicate.issue('duplicate-name', null, (n) => `${plural(n, 'column repeats', 'columns repeat')} the name of another; a number was added to the name.`),
    ],
  };
}
